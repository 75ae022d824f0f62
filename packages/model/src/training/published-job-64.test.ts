import { createRandom, matrixFromRows } from '@ssrm/features';
import { afterAll, expect, it, vi } from 'vitest';

// tfjs computes in 32 bits because its CPU backend keeps numbers in arrays of that kind. With arrays of 64 bits under that
// name it is a reference in 64 bits; the module registry is this file's own.
vi.stubGlobal('Float32Array', Float64Array);
afterAll(() => {
  vi.unstubAllGlobals();
});

it('the whole published job ends at the weights of tfjs in 64 bits, to 1e-11 of each', {
  timeout: 300_000,
}, async () => {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-cpu');
  const { publishedLayers } = await import('../network/initial-layers.ts');
  const { createFusedEngine } = await import('./fused-engine.ts');
  const { createTfjsEngine } = await import('./tfjs-engine.ts');
  const { runTraining } = await import('./train-layers.ts');
  tf.enableProdMode();
  tf.env().platform.isTypedArray = (value): value is Float32Array => ArrayBuffer.isView(value);
  expect(tf.scalar(Math.PI).dataSync()[0]).toBe(Math.PI);

  const random = createRandom(11);
  const rows = Array.from({ length: 1000 }, () => Array.from({ length: 16 }, () => 4 * random() - 2));
  const scores = rows.map(([a = 0, b = 0]) => 1 / (1 + Math.exp(b - a + random() - 0.5)));
  const none = matrixFromRows([], 16);
  const data = { trainX: matrixFromRows(rows), trainY: scores, testX: none, testY: [] };
  const options = { learningRate: 0.1, epochs: 2000, batches: 10, testFrequency: 100 };
  const fused = await runTraining(publishedLayers(), data, options, createFusedEngine);
  const tfjs = await runTraining(publishedLayers(), data, options, createTfjsEngine);

  const numbers = ({ layers, history }: typeof fused) => [
    ...layers.flatMap(({ kernel, bias }) => [...kernel, ...bias]),
    ...history.map(({ trainLoss }) => trainLoss),
  ];
  const expected = numbers(tfjs);
  const differences = numbers(fused).map((value, index) => Math.abs(value / (expected[index] as number) - 1));
  expect(differences).toHaveLength(16 * 3 + 3 + 3 + 1 + 21);
  expect(Math.max(...differences)).toBeLessThan(1e-11);
});
