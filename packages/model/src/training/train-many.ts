import type { DenseLayer } from '../network/dense-layer.ts';
import { runTasks } from './run-tasks.ts';
import { type TrainingData, trainLayers } from './train-layers.ts';
import type { TrainingOptions } from './training-options.ts';
import type { TrainingResult } from './training-progress.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A training that a thread can do. */
export interface TrainingTask {
  readonly kind: 'training';
  readonly job: TrainingJob;
}

/** One of several trainings: as the arguments of {@link trainLayers}, without what cannot be sent to another thread. */
export interface TrainingJob {
  readonly layers: readonly DenseLayer[];
  readonly data: TrainingData;
  readonly options?: Omit<
    TrainingOptions,
    'engine' | 'onEpoch' | 'onBatchLoss' | 'onCheckpoint' | 'checkpointFrequency' | 'signal'
  >;
}

export interface TrainManyOptions {
  /** Threads that train several at once, from `createWorkerPool` of `@ssrm/model/node`. Without it they train one after the other. */
  readonly pool?: WorkerPool;
  /** Stops all of them. */
  readonly signal?: AbortSignal;
  /** Called with each result and the index of its job, in the order in which they end. */
  readonly onResult?: (result: TrainingResult, index: number) => void;
}

/**
 * Trains several networks: settings to choose from, folds, listeners. The results are in the order of the jobs and do not
 * depend on how many threads there are: each is, bit for bit, what {@link trainLayers} gives.
 *
 * @throws {@link SsrmError} `invalid-argument` and {@link ShapeError} as `trainLayers`, at the first job that fails, when the others
 * are stopped; `aborted` after `signal`.
 */
export async function trainMany(
  jobs: readonly TrainingJob[],
  { pool, signal, onResult }: TrainManyOptions = {},
): Promise<TrainingResult[]> {
  const results: TrainingResult[] = [];
  const tasks = jobs.map((job): TrainingTask => ({ kind: 'training', job }));
  await runTasks(tasks, {
    pool,
    signal,
    inThisThread: ({ job: { layers, data, options } }) =>
      trainLayers(layers, data, { ...options, ...(signal && { signal }) }),
    onResult(result, index) {
      results[index] = result;
      onResult?.(result, index);
    },
  });
  return results;
}
