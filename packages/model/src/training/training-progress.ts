import { SsrmError } from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';
import type { BestState, TrainingCheckpoint } from './checkpoint.ts';
import type { EpochMetrics } from './epoch-metrics.ts';
import type { TrainingEngine } from './training-engine.ts';
import type { ResolvedTrainingOptions } from './training-options.ts';

export interface TrainingResult {
  /** The trained layers, in 64 bits. */
  readonly layers: DenseLayer[];
  /** The measurements, oldest first. */
  readonly history: readonly EpochMetrics[];
  /** True if early stopping ended it. */
  readonly stoppedEarly: boolean;
}

/** Which epoch a run is at, what has been measured, and whether it is over. */
export class TrainingProgress {
  readonly #engine: TrainingEngine;
  readonly #hasTest: boolean;
  readonly #options: ResolvedTrainingOptions;
  readonly #history: EpochMetrics[] = [];
  #epoch = 0;
  #best: BestState | null = null;
  #stoppedEarly = false;

  constructor(engine: TrainingEngine, hasTest: boolean, options: ResolvedTrainingOptions) {
    this.#engine = engine;
    this.#hasTest = hasTest;
    this.#options = options;
    if (options.earlyStopping !== undefined && !hasTest) {
      throw new SsrmError('Early stopping needs test rows, but there are none.', {
        code: 'invalid-argument',
      });
    }
    if (options.resumeFrom !== undefined) this.#restore(options.resumeFrom);
  }

  /** The epoch that is to be trained next, from 0. */
  get epoch(): number {
    return this.#epoch;
  }

  get isOver(): boolean {
    return this.#stoppedEarly || this.#epoch >= this.#options.epochs;
  }

  /** Reports the first batch's loss, where it is due, before the batch changes the weights. */
  startEpoch(): void {
    const { printFrequency, onBatchLoss } = this.#options;
    if (onBatchLoss === undefined || !this.#isDue(printFrequency)) return;
    onBatchLoss({ epoch: this.#epoch, loss: this.#finite(this.#engine.batchLoss(0)) });
  }

  /** Measures and saves what is due after the present epoch, and goes to the next. */
  async endEpoch(): Promise<void> {
    if (this.#isDue(this.#options.testFrequency)) this.#measure(this.#epoch);
    this.#epoch += 1;
    await this.#saveIfDue();
  }

  result(): TrainingResult {
    if (this.#best !== null) this.#engine.setParameters(this.#best.parameters);
    return { layers: this.#engine.toLayers(), history: this.#history, stoppedEarly: this.#stoppedEarly };
  }

  #isDue(frequency: number): boolean {
    return this.#epoch % frequency === 0 || this.#epoch === this.#options.epochs - 1;
  }

  #finite(loss: number): number {
    if (Number.isFinite(loss)) return loss;
    throw new SsrmError(
      `Training diverged: the loss of epoch ${this.#epoch} is not a finite number. Use a smaller learning rate.`,
      { code: 'invalid-argument' },
    );
  }

  #measure(epoch: number): void {
    const train = this.#engine.measure('train');
    const test = this.#hasTest ? this.#engine.measure('test') : null;
    this.#finite(train.loss);
    const metrics: EpochMetrics = {
      epoch,
      trainLoss: train.loss,
      trainAccuracy: train.accuracy,
      testLoss: test?.loss ?? null,
      testAccuracy: test?.accuracy ?? null,
    };
    this.#history.push(metrics);
    this.#options.onEpoch?.(metrics);
    if (test !== null) this.#considerStopping(test.loss);
  }

  #considerStopping(testLoss: number): void {
    const { earlyStopping } = this.#options;
    if (earlyStopping === undefined) return;
    const best = this.#best;
    if (best === null || testLoss < best.loss - (earlyStopping.minDelta ?? 0)) {
      this.#best = {
        loss: testLoss,
        parameters: Array.from(this.#engine.parameters()),
        measurementsSince: 0,
      };
    } else {
      this.#best = { ...best, measurementsSince: best.measurementsSince + 1 };
      this.#stoppedEarly = this.#best.measurementsSince >= earlyStopping.patience;
    }
  }

  async #saveIfDue(): Promise<void> {
    const { checkpointFrequency, onCheckpoint } = this.#options;
    if (checkpointFrequency === undefined || this.#epoch % checkpointFrequency !== 0) return;
    const { slots, steps } = this.#engine.optimizerState();
    await onCheckpoint?.({
      kind: 'training-checkpoint',
      version: 1,
      epochsDone: this.#epoch,
      parameters: Array.from(this.#engine.parameters()),
      optimizerSlots: slots.map((slot) => Array.from(slot)),
      optimizerSteps: steps,
      history: [...this.#history],
      best: this.#best,
    });
  }

  #restore(checkpoint: TrainingCheckpoint): void {
    if (checkpoint.parameters.length !== this.#engine.parameters().length) {
      throw new SsrmError(
        `The checkpoint holds ${checkpoint.parameters.length} weights, but this network has ${this.#engine.parameters().length}.`,
        { code: 'invalid-argument' },
      );
    }
    this.#engine.restoreOptimizer(checkpoint.optimizerSlots, checkpoint.optimizerSteps);
    this.#engine.setParameters(checkpoint.parameters);
    this.#history.push(...checkpoint.history);
    this.#best = checkpoint.best;
    this.#epoch = checkpoint.epochsDone;
  }
}
