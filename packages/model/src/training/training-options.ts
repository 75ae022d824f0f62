import { SsrmError } from '@ssrm/features';
import type { Loss } from '../fused/fused-network.ts';
import type { TrainingCheckpoint } from './checkpoint.ts';
import type { EpochMetrics } from './epoch-metrics.ts';
import type { Optimizer } from './optimizers.ts';

/** The loss of an epoch's first batch, before the update that it causes. */
export interface BatchLoss {
  /** Counted from 0. */
  readonly epoch: number;
  readonly loss: number;
}

/** When to stop before the last epoch. */
export interface EarlyStopping {
  /** Measurements (every `testFrequency` epochs) without a better test loss after which training stops. */
  readonly patience: number;
  /**
   * How much lower a test loss must be to count as better.
   * @default 0
   */
  readonly minDelta?: number;
}

export interface TrainingOptions {
  /**
   * `fused`: our own loop, in WebAssembly where there is some; `tfjs`: the same arithmetic by tfjs, as a reference.
   * @default 'fused'
   */
  readonly engine?: 'fused' | 'tfjs';
  /** @default 'mse' */
  readonly loss?: Loss;
  /** @default { kind: 'sgd' } */
  readonly optimizer?: Optimizer;
  /** @default 0.1 */
  readonly learningRate?: number;
  /**
   * Factor of the sum of squared kernel weights that is added to the loss; biases are left alone.
   * @default 0
   */
  readonly l2?: number;
  /** @default 2000 */
  readonly epochs?: number;
  /**
   * Equal consecutive batches of ⌊rows / batches⌋ rows; the remainder of the rows is left out.
   * @default 10
   */
  readonly batches?: number;
  /**
   * Draws a new order of the rows for every epoch, from `seed`. The published design does not.
   * @default false
   */
  readonly shuffle?: boolean;
  /**
   * Seed of the order of rows where `shuffle` is on.
   * @default 42
   */
  readonly seed?: number;
  /**
   * Metrics are computed every this many epochs (0, n, 2n …) and at the last.
   * @default 5
   */
  readonly testFrequency?: number;
  /**
   * The first batch's loss is reported every this many epochs (0, n, 2n …) and at the last.
   * @default 50
   */
  readonly printFrequency?: number;
  /** Off unless given. The weights are those of the best measurement. */
  readonly earlyStopping?: EarlyStopping;
  /** Called with each measurement. */
  readonly onEpoch?: (metrics: EpochMetrics) => void;
  /** Called every `printFrequency` epochs. */
  readonly onBatchLoss?: (batchLoss: BatchLoss) => void;
  /** Epochs between two checkpoints. Off unless given. */
  readonly checkpointFrequency?: number;
  /** Called with each checkpoint; training waits for it. */
  readonly onCheckpoint?: (checkpoint: TrainingCheckpoint) => void | Promise<void>;
  /** Goes on from a checkpoint exactly where it was taken: the end is the same, bit for bit. */
  readonly resumeFrom?: TrainingCheckpoint;
  /** Stops training; the promise is then rejected with an {@link SsrmError} `aborted`. */
  readonly signal?: AbortSignal;
}

/** What happens only where it is asked for. */
export type WithoutDefault =
  | 'earlyStopping'
  | 'onEpoch'
  | 'onBatchLoss'
  | 'checkpointFrequency'
  | 'onCheckpoint'
  | 'resumeFrom'
  | 'signal';

/** Options with every default filled in. */
export interface ResolvedTrainingOptions
  extends Required<Omit<TrainingOptions, WithoutDefault>>,
    Pick<TrainingOptions, WithoutDefault> {}

/**
 * The options with defaults.
 *
 * @throws {@link SsrmError} `invalid-argument` if a number is out of range.
 */
export function resolveTrainingOptions(options: TrainingOptions): ResolvedTrainingOptions {
  const resolved: ResolvedTrainingOptions = {
    engine: 'fused',
    loss: 'mse',
    optimizer: { kind: 'sgd' },
    learningRate: 0.1,
    l2: 0,
    epochs: 2000,
    batches: 10,
    shuffle: false,
    seed: 42,
    testFrequency: 5,
    printFrequency: 50,
    ...definedOnly(options),
  };
  for (const name of ['epochs', 'batches', 'testFrequency', 'printFrequency'] as const) {
    requireNumber(
      name,
      resolved[name],
      Number.isInteger(resolved[name]) && resolved[name] >= 1,
      'a whole number ≥ 1',
    );
  }
  requireNumber('learningRate', resolved.learningRate, resolved.learningRate > 0, 'a number > 0');
  requireNumber('l2', resolved.l2, resolved.l2 >= 0, 'a number ≥ 0');
  requireNumber('seed', resolved.seed, true, 'a number');
  return resolved;
}

function definedOnly(options: TrainingOptions): TrainingOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function requireNumber(name: string, value: number, valid: boolean, expected: string): void {
  if (!Number.isFinite(value) || !valid) {
    throw new SsrmError(`Expected ${name} to be ${expected}, but got ${value}.`, {
      code: 'invalid-argument',
    });
  }
}
