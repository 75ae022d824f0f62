import type { DenseLayer } from '../network/dense-layer.ts';
import type { ResolvedTrainingOptions } from './training-options.ts';

/** Rows and their targets, in flat arrays. */
export interface TrainingRows {
  readonly rowCount: number;
  /** Shape `[rowCount, inputDim]`. */
  readonly inputs: Float64Array;
  /** Shape `[rowCount, outputDim]`. */
  readonly targets: Float64Array;
}

/** All rows of a run. */
export interface TrainingSets {
  readonly train: TrainingRows;
  readonly test: TrainingRows;
  /** How many batches the training rows are cut into, and the rows of each; rows that remain are measured alone. */
  readonly batches: number;
  readonly batchRows: number;
}

/** What differs between our own loop and tfjs: one batch, one measurement, and the weights. */
export interface TrainingEngine {
  /** Takes other training rows from now on, as many as before. */
  replaceTraining(rows: TrainingRows): void;
  /** Updates the weights by one batch. */
  trainBatch(batch: number): void;
  /** The mean loss over a batch with the present weights, without the L2 term. */
  batchLoss(batch: number): number;
  measure(set: 'train' | 'test'): { readonly loss: number; readonly accuracy: number };
  /** All parameters, copied, in the order of checkpoints. */
  parameters(): Float64Array;
  setParameters(parameters: ArrayLike<number>): void;
  optimizerState(): { readonly slots: readonly Float64Array[]; readonly steps: number };
  restoreOptimizer(slots: readonly (readonly number[])[], steps: number): void;
  toLayers(): DenseLayer[];
  dispose(): void;
}

/** Makes the engine of a run. */
export type EngineFactory = (
  layers: readonly DenseLayer[],
  sets: TrainingSets,
  options: Pick<ResolvedTrainingOptions, 'loss' | 'optimizer' | 'learningRate' | 'l2'>,
) => TrainingEngine | Promise<TrainingEngine>;

/** To the nearest whole number, halves to the even one, as PyTorch and tfjs round. */
export function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
