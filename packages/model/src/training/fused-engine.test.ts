import { createMatrix, createRandom, fromBase64 } from '@ssrm/features';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KERNELS_WASM } from '../fused/kernels.generated.ts';
import { WasmNetwork } from '../fused/wasm-network.ts';
import type { Activation } from '../network/dense-layer.ts';
import { initialLayers, publishedLayers } from '../network/initial-layers.ts';
import { createFusedEngine, createLoopEngine } from './fused-engine.ts';
import type { Optimizer } from './optimizers.ts';
import { runTraining, type TrainingData, trainLayers } from './train-layers.ts';
import type { TrainingOptions } from './training-options.ts';

const activations: Activation[] = ['linear', 'relu', 'sigmoid', 'tanh'];
const optimizers: Optimizer['kind'][] = ['sgd', 'momentum', 'adam'];

function randomData(trainRows: number, testRows: number, columns: number, outputs: number): TrainingData {
  const random = createRandom(trainRows + 31 * columns);
  const matrix = (rows: number) => {
    const { values } = createMatrix(rows, columns);
    return { rowCount: rows, columnCount: columns, values: values.map(() => 4 * random() - 2) };
  };
  const scores = (rows: number) => Float64Array.from({ length: rows * outputs }, () => random());
  return {
    trainX: matrix(trainRows),
    trainY: scores(trainRows),
    testX: matrix(testRows),
    testY: scores(testRows),
  };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('training in WebAssembly', () => {
  it('gives the bits of the loop in TypeScript, whatever the network, the batches and the options', async () => {
    const shape = fc.record({
      units: fc.integer({ min: 1, max: 7 }),
      activation: fc.constantFrom(...activations),
    });
    const jobs = fc.record({
      columns: fc.integer({ min: 1, max: 9 }),
      hidden: fc.array(shape, { maxLength: 2 }),
      outputs: fc.integer({ min: 1, max: 4 }),
      trainRows: fc.integer({ min: 3, max: 700 }),
      testRows: fc.integer({ min: 0, max: 20 }),
      batches: fc.integer({ min: 1, max: 3 }),
      kind: fc.constantFrom(...optimizers),
      loss: fc.constantFrom<'mse' | 'bce'>('mse', 'bce'),
      l2: fc.constantFrom(0, 0.01),
      shuffle: fc.boolean(),
    });
    const check = fc.asyncProperty(jobs, async (job) => {
      const last = { units: job.outputs, activation: 'sigmoid' as const };
      const layers = initialLayers(job.columns, [...job.hidden, last], 5);
      const data = randomData(job.trainRows, job.testRows, job.columns, job.outputs);
      const { batches, loss, l2, shuffle } = job;
      const common = { epochs: 4, testFrequency: 2, learningRate: 0.01 };
      const options: TrainingOptions = {
        ...common,
        batches,
        loss,
        l2,
        shuffle,
        optimizer: { kind: job.kind },
      };
      const inWebAssembly = await runTraining(layers, data, options, createFusedEngine);
      expect(inWebAssembly).toEqual(await runTraining(layers, data, options, createLoopEngine));
    });
    await fc.assert(check, { numRuns: 150, seed: 1 });
  });

  it('is what this runtime trains with, and takes at most 12 kB', async () => {
    expect(await WasmNetwork.create(publishedLayers(), [100])).toBeInstanceOf(WasmNetwork);
    expect(fromBase64(KERNELS_WASM, 'the kernels').length).toBeLessThanOrEqual(12_000);
  });

  it('is left to the loop in TypeScript where there is no WebAssembly', async () => {
    const data = randomData(57, 8, 16, 1);
    const expected = await trainLayers(publishedLayers(), data, { epochs: 10 });
    vi.stubGlobal('WebAssembly', undefined);
    expect(await WasmNetwork.create(publishedLayers(), [100])).toBeUndefined();
    expect(await trainLayers(publishedLayers(), data, { epochs: 10 })).toEqual(expected);
  });
});
