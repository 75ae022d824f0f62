import { createRandom, type Matrix, matrixFromRows } from '@ssrm/features';
import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { initialLayers, publishedLayers } from '../network/initial-layers.ts';
import { fromSequential, toSequential } from '../network/sequential.ts';
import { checkpointFromJSON, type TrainingCheckpoint } from './checkpoint.ts';
import type { Optimizer } from './optimizers.ts';
import { type TrainingData, trainLayers } from './train-layers.ts';
import { trainNetwork } from './train-network.ts';
import type { TrainingOptions } from './training-options.ts';

// Keeps tfjs from printing its advice on Node.
enableProdMode();

/** Standardised-looking rows whose score depends on two of the columns. */
function exampleData(trainRows: number, testRows: number, columns = 16): TrainingData {
  const random = createRandom(7);
  const rows = Array.from({ length: trainRows + testRows }, () =>
    Array.from({ length: columns }, () => Math.fround(random() * 4 - 2)),
  );
  const scores = rows.map((row) =>
    Math.fround(1 / (1 + Math.exp(2 * (row[0] as number) - (row[1] as number)))),
  );
  return {
    trainX: matrixFromRows(rows.slice(0, trainRows)),
    trainY: scores.slice(0, trainRows),
    testX: matrixFromRows(rows.slice(trainRows), columns),
    testY: scores.slice(trainRows),
  };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (b[index] as number))),
    0,
  );
}

describe('createNetwork', () => {
  it('is the published 16 → 3 sigmoid → 1 sigmoid with the same weights for the same seed', () => {
    const network = createNetwork({ seed: 5 });
    const layers = fromSequential(network);
    expect(layers.map(({ inputDim, units, activation }) => [inputDim, units, activation])).toEqual([
      [16, 3, 'sigmoid'],
      [3, 1, 'sigmoid'],
    ]);
    expect(layers).toEqual(publishedLayers({ seed: 5 }));
    expect(fromSequential(createNetwork({ seed: 6 }))).not.toEqual(layers);
    const limit = Math.sqrt(6 / 19);
    expect(Math.max(...(layers[0]?.kernel ?? []))).toBeLessThanOrEqual(limit);
  });
});

describe('batches and reports as published', () => {
  it('measures every testFrequency epochs and at the last, and reports the first batch every printFrequency', async () => {
    const printed: number[] = [];
    const { history } = await trainNetwork(createNetwork(), exampleData(57, 10), {
      epochs: 13,
      testFrequency: 5,
      printFrequency: 6,
      onBatchLoss: ({ epoch }) => printed.push(epoch),
    });
    expect(history.map(({ epoch }) => epoch)).toEqual([0, 5, 10, 12]);
    expect(printed).toEqual([0, 6, 12]);
  });

  it('leaves out the rows after the last whole batch, but measures on all', async () => {
    const data = exampleData(57, 10);
    const scoresChangedInTheRemainder = {
      ...data,
      trainY: Array.from(data.trainY).map((y, i) => (i < 50 ? y : 1 - y)),
    };
    const options = { epochs: 3, batches: 10 };
    const one = await trainLayers(publishedLayers(), data, options);
    const other = await trainLayers(publishedLayers(), scoresChangedInTheRemainder, options);
    expect(other.layers).toEqual(one.layers);
    expect(other.history[0]?.trainLoss).not.toBe(one.history[0]?.trainLoss);
  });

  it('counts a score of exactly one half as 0, as PyTorch rounds it', async () => {
    const layers = initialLayers(1, [{ units: 1, activation: 'linear' }], 1).map((layer) => ({
      ...layer,
      kernel: Float64Array.of(0),
      bias: Float64Array.of(0.2),
    }));
    const { history } = await trainLayers(
      layers,
      { trainX: matrixFromRows([[0], [0]]), trainY: [0.5, 1], testX: matrixFromRows([], 1), testY: [] },
      { epochs: 1, batches: 1, learningRate: 1e-9 },
    );
    expect(history[0]).toMatchObject({ trainAccuracy: 0.5, testLoss: null, testAccuracy: null });
  });
});

describe('fused and tfjs', () => {
  const cases: [string, TrainingOptions & { hidden: 'sigmoid' | 'tanh' | 'relu' | 'linear' }][] = [
    ['sgd on mse', { hidden: 'sigmoid' }],
    ['momentum with relu', { hidden: 'relu', optimizer: { kind: 'momentum' }, learningRate: 0.02 }],
    [
      'adam with tanh and cross-entropy',
      { hidden: 'tanh', optimizer: { kind: 'adam' }, learningRate: 0.01, loss: 'bce' },
    ],
    ['l2 with a linear layer', { hidden: 'linear', l2: 0.01 }],
  ];
  it.each(cases)('agree: %s', async (_, { hidden, ...options }) => {
    const layers = initialLayers(
      5,
      [
        { units: 7, activation: hidden },
        { units: 4, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
      3,
    );
    const data = exampleData(103, 11, 5);
    const settings = { epochs: 40, batches: 4, testFrequency: 10, ...options };
    const fused = await trainNetwork(toSequential(layers), data, { ...settings, engine: 'fused' });
    const tfjs = await trainNetwork(toSequential(layers), data, { ...settings, engine: 'tfjs' });
    for (const [index, layer] of fused.layers.entries()) {
      expect(largestDifference(layer.kernel, tfjs.layers[index]?.kernel ?? [])).toBeLessThan(1e-4);
      expect(largestDifference(layer.bias, tfjs.layers[index]?.bias ?? [])).toBeLessThan(1e-4);
    }
    for (const [index, metrics] of fused.history.entries()) {
      expect(Math.abs(metrics.trainLoss - (tfjs.history[index]?.trainLoss ?? 0))).toBeLessThan(2e-6);
      expect(metrics.testAccuracy).toBeCloseTo(tfjs.history[index]?.testAccuracy ?? -1, 6);
    }
  });
});

describe('a run', () => {
  it('gives the same weights to the bit when repeated, and leaves what it was given unchanged', async () => {
    const layers = publishedLayers();
    const data = exampleData(200, 40);
    const before = structuredClone({ layers, data });
    const one = await trainLayers(layers, data, { epochs: 50, shuffle: true, seed: 3 });
    const two = await trainLayers(layers, data, { epochs: 50, shuffle: true, seed: 3 });
    expect(two).toEqual(one);
    expect({ layers, data }).toEqual(before);
    const other = await trainLayers(layers, data, { epochs: 50, shuffle: true, seed: 4 });
    expect(other.layers).not.toEqual(one.layers);
  });

  it.each<Optimizer>([{ kind: 'sgd' }, { kind: 'momentum' }, { kind: 'adam' }])(
    'goes on from a saved checkpoint to the same end, bit for bit: $kind',
    async (optimizer) => {
      const data = exampleData(200, 40);
      const options: TrainingOptions = {
        epochs: 60,
        shuffle: true,
        optimizer,
        learningRate: 0.05,
        earlyStopping: { patience: 1000 },
      };
      let saved = '';
      const whole = await trainLayers(publishedLayers(), data, {
        ...options,
        checkpointFrequency: 37,
        onCheckpoint: (checkpoint: TrainingCheckpoint) => {
          saved = JSON.stringify(checkpoint);
        },
      });
      const resumed = await trainLayers(publishedLayers({ seed: 99 }), data, {
        ...options,
        resumeFrom: checkpointFromJSON(JSON.parse(saved)),
      });
      expect(resumed).toEqual(whole);
    },
  );

  it('stops early with the weights of the best measurement', async () => {
    const data = exampleData(60, 30);
    const noise: TrainingData = { ...data, testY: Array.from(data.testY).map((y) => 1 - y) };
    const stopped = await trainLayers(publishedLayers(), noise, {
      epochs: 500,
      testFrequency: 1,
      learningRate: 1,
      earlyStopping: { patience: 3 },
    });
    expect(stopped.stoppedEarly).toBe(true);
    const losses = stopped.history.map(({ testLoss }) => testLoss ?? 1);
    const best = Math.min(...losses);
    expect(losses.length - 1 - losses.indexOf(best)).toBe(3);
    const again = await trainLayers(publishedLayers(), noise, {
      epochs: losses.indexOf(best) + 1,
      learningRate: 1,
    });
    expect(again.layers).toEqual(stopped.layers);
  });

  it('ends with an error when its signal fires, and leaves the network as it was', async () => {
    const network = createNetwork();
    const before = fromSequential(network);
    const controller = new AbortController();
    const run = trainNetwork(network, exampleData(1000, 10), {
      epochs: 1_000_000,
      signal: controller.signal,
      onEpoch: ({ epoch }) => epoch === 10 && controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
    expect(fromSequential(network)).toEqual(before);
  });

  it('lets timers and messages of the same thread run meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await trainLayers(publishedLayers(), exampleData(1000, 10), { epochs: 1000 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});

describe('what cannot be trained', () => {
  const rows = (matrix: Matrix) => ({ trainX: matrix, trainY: [0, 1], testX: matrix, testY: [0, 1] });
  it.each<[string, TrainingData, TrainingOptions, RegExp]>([
    [
      'wrong width',
      rows(matrixFromRows([[1], [2]])),
      { batches: 1 },
      /takes 16 numbers a row, but the training rows have 1/,
    ],
    [
      'scores missing',
      { ...exampleData(20, 5), trainY: [1] },
      {},
      /20 training rows need 20 scores, but there are 1/,
    ],
    ['more batches than rows', exampleData(5, 5), {}, /each of the 10 batches, but there are 5/],
    [
      'a learning rate of zero',
      exampleData(20, 5),
      { learningRate: 0 },
      /learningRate to be a number > 0, but got 0/,
    ],
    ['a broken number of epochs', exampleData(20, 5), { epochs: 1.5 }, /epochs to be a whole number/],
    [
      'missing values',
      rows(matrixFromRows([Array(16).fill(Number.NaN), Array(16).fill(0)])),
      { batches: 1 },
      /not finite/,
    ],
  ])('%s is refused with what was expected and what came', async (_, data, options, message) => {
    await expect(trainLayers(publishedLayers(), data, options)).rejects.toThrow(message);
  });
});
