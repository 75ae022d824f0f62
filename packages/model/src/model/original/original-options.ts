import type { TrainingOptions, WithoutDefault } from '../../training/training-options.ts';

/** Options of preset `original`: the arguments of the published design, with the defaults of its scripts. */
export interface OriginalOptions
  extends Pick<
    TrainingOptions,
    'learningRate' | 'epochs' | 'batches' | 'testFrequency' | 'printFrequency' | WithoutDefault
  > {
  /**
   * Share of the songs that test the model and are not trained on, 0 ≤ share < 1.
   * @default 0.15
   */
  readonly testSize?: number;
  /**
   * Seed of the split and of the initial weights.
   * @default 42
   */
  readonly seed?: number;
  /**
   * Further networks, trained on other draws of the songs, whose agreement is the confidence of a score; 0 for none.
   * @default 4
   */
  readonly ensembleSize?: number;
}
