import { createRandom, type Matrix, ShapeError, SsrmError, shuffledIndices } from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';
import { createFusedEngine } from './fused-engine.ts';
import { startTimeSlices, type TimeSlices, throwIfAborted } from './time-slices.ts';
import type { EngineFactory, TrainingEngine, TrainingRows } from './training-engine.ts';
import {
  type ResolvedTrainingOptions,
  resolveTrainingOptions,
  type TrainingOptions,
} from './training-options.ts';
import { TrainingProgress, type TrainingResult } from './training-progress.ts';

/** Standardised rows and their scores, split into training and test set. */
export interface TrainingData {
  /** Shape `[n, inputDim]`, n ≥ 1, finite. */
  readonly trainX: Matrix;
  /** Shape `[n, outputDim]`, row-major; `[n]` for the published network. */
  readonly trainY: ArrayLike<number>;
  /** Shape `[m, inputDim]`; m may be 0. */
  readonly testX: Matrix;
  readonly testY: ArrayLike<number>;
}

/**
 * The layers after training on the data; the layers given are not changed.
 * Batches are consecutive, ⌊rows / batches⌋ rows each; the rows that remain are not trained on, but measured.
 * The thread is left to others every 12 ms. Same input and options give the same weights, bit for bit, everywhere.
 *
 * @throws {@link ShapeError} if rows, scores and layers do not fit together.
 * @throws {@link SsrmError} `invalid-argument` for an option or number out of range, `aborted` after `signal`.
 */
export async function trainLayers(
  layers: readonly DenseLayer[],
  data: TrainingData,
  options: Omit<TrainingOptions, 'engine'> = {},
): Promise<TrainingResult> {
  return runTraining(layers, data, options, createFusedEngine);
}

/** {@link trainLayers} on any engine. */
export async function runTraining(
  layers: readonly DenseLayer[],
  data: TrainingData,
  options: TrainingOptions,
  createEngine: EngineFactory,
): Promise<TrainingResult> {
  const resolved = resolveTrainingOptions(options);
  throwIfAborted(resolved.signal);
  const outputDim = layers.at(-1)?.units ?? 0;
  const inputDim = layers[0]?.inputDim ?? 0;
  checkLoss(layers, resolved);
  const train = toRows('training', data.trainX, data.trainY, inputDim, outputDim);
  const test = toRows('test', data.testX, data.testY, inputDim, outputDim);
  const batchRows = Math.floor(train.rowCount / resolved.batches);
  if (batchRows === 0) {
    throw new SsrmError(
      `Expected at least one row for each of the ${resolved.batches} batches, but there are ${train.rowCount} training rows. Use fewer batches or more tracks.`,
      { code: 'invalid-argument' },
    );
  }
  const { batches } = resolved;
  const engine = await createEngine(layers, { train, test, batches, batchRows }, resolved);
  try {
    const progress = new TrainingProgress(engine, test.rowCount > 0, resolved);
    const slices = startTimeSlices(resolved.signal);
    while (!progress.isOver) {
      if (resolved.shuffle) engine.replaceTraining(shuffledRows(train, resolved.seed, progress.epoch));
      progress.startEpoch();
      await trainEpoch(engine, batches, slices);
      await progress.endEpoch();
    }
    return progress.result();
  } finally {
    engine.dispose();
  }
}

async function trainEpoch(engine: TrainingEngine, batches: number, slices: TimeSlices): Promise<void> {
  for (let batch = 0; batch < batches; batch++) {
    engine.trainBatch(batch);
    if (slices.isOver()) await slices.pause();
  }
}

function checkLoss(layers: readonly DenseLayer[], options: ResolvedTrainingOptions): void {
  const activation = layers.at(-1)?.activation;
  if (options.loss === 'bce' && activation !== 'sigmoid') {
    throw new SsrmError(
      `Cross-entropy needs a sigmoid output, but the last layer's activation is ${activation}.`,
      {
        code: 'invalid-argument',
      },
    );
  }
}

function toRows(
  role: string,
  inputs: Matrix,
  targets: ArrayLike<number>,
  inputDim: number,
  outputDim: number,
): TrainingRows {
  const { rowCount } = inputs;
  if (rowCount > 0 && inputs.columnCount !== inputDim) {
    throw new ShapeError(
      `The network takes ${inputDim} numbers a row, but the ${role} rows have ${inputs.columnCount}.`,
    );
  }
  if (targets.length !== rowCount * outputDim) {
    throw new ShapeError(
      `The ${rowCount} ${role} rows need ${rowCount * outputDim} scores, but there are ${targets.length}.`,
    );
  }
  const copied = Float64Array.from(targets);
  if (!areFinite(inputs.values) || !areFinite(copied)) {
    throw new SsrmError(`The ${role} rows hold a number that is not finite. Impute missing values first.`, {
      code: 'invalid-argument',
    });
  }
  return { rowCount, inputs: inputs.values, targets: copied };
}

/** A loop, which takes a tenth of the time of `every`. */
function areFinite(values: Float64Array): boolean {
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) return false;
  }
  return true;
}

/** The rows in an order that depends on seed and epoch alone, so that a resumed run sees the same. */
function shuffledRows(rows: TrainingRows, seed: number, epoch: number): TrainingRows {
  const inputDim = rows.inputs.length / rows.rowCount;
  const outputDim = rows.targets.length / rows.rowCount;
  const inputs = new Float64Array(rows.inputs.length);
  const targets = new Float64Array(rows.targets.length);
  const order = shuffledIndices(rows.rowCount, createRandom(seed + Math.imul(epoch + 1, 0x9e3779b1)));
  for (const [position, index] of order.entries()) {
    inputs.set(rows.inputs.subarray(index * inputDim, (index + 1) * inputDim), position * inputDim);
    targets.set(rows.targets.subarray(index * outputDim, (index + 1) * outputDim), position * outputDim);
  }
  return { rowCount: rows.rowCount, inputs, targets };
}
