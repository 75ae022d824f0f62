import { SsrmError } from '@ssrm/features';
import type { BestState, TrainingCheckpoint } from './checkpoint.ts';
import type { TrainingResult } from './train-layers.ts';
import type { TrainingEngine, TrainingRows } from './training-engine.ts';
import type { EpochMetrics, ResolvedTrainingOptions } from './training-options.ts';

/** Which epoch a run is at, what has been measured, and whether it is over. */
export class TrainingProgress {
  readonly #engine: TrainingEngine;
  readonly #train: TrainingRows;
  readonly #test: TrainingRows;
  readonly #options: ResolvedTrainingOptions;
  readonly #history: EpochMetrics[] = [];
  #epoch = 0;
  #best: BestState | null = null;
  #stoppedEarly = false;

  constructor(
    engine: TrainingEngine,
    train: TrainingRows,
    test: TrainingRows,
    options: ResolvedTrainingOptions,
  ) {
    this.#engine = engine;
    this.#train = train;
    this.#test = test;
    this.#options = options;
    if (options.earlyStopping !== undefined && test.rowCount === 0) {
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

  /** Reports, measures and saves what is due after the present epoch, and goes to the next. */
  async endEpoch(firstLoss: number): Promise<void> {
    const { testFrequency, printFrequency, onBatchLoss } = this.#options;
    const epoch = this.#epoch;
    const isLast = epoch === this.#options.epochs - 1;
    if (!Number.isFinite(firstLoss)) throw diverged(epoch);
    if (epoch % printFrequency === 0 || isLast) onBatchLoss?.({ epoch, loss: firstLoss });
    if (epoch % testFrequency === 0 || isLast) this.#measure(epoch);
    this.#epoch += 1;
    await this.#saveIfDue();
  }

  result(): TrainingResult {
    if (this.#best !== null) this.#engine.setParameters(this.#best.parameters);
    return { layers: this.#engine.toLayers(), history: this.#history, stoppedEarly: this.#stoppedEarly };
  }

  #measure(epoch: number): void {
    const train = this.#engine.measure(this.#train);
    const test = this.#test.rowCount === 0 ? null : this.#engine.measure(this.#test);
    if (!Number.isFinite(train.loss)) throw diverged(epoch);
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

function diverged(epoch: number): SsrmError {
  return new SsrmError(
    `Training diverged: the loss of epoch ${epoch} is not a finite number. Use a smaller learning rate.`,
    { code: 'invalid-argument' },
  );
}
