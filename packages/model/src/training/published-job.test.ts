import '@tensorflow/tfjs-backend-cpu';
import { createRandom, matrixFromRows } from '@ssrm/features';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { trainNetwork } from './train-network.ts';

enableProdMode();

it('the whole published job ends at the same weights and losses as with tfjs', {
  timeout: 300_000,
}, async () => {
  const random = createRandom(3);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows = Array.from({ length: 1150 }, () => Array.from({ length: 16 }, normal));
  // Scores are ranks, as published, of something that only part of the columns tell.
  const liking = rows.map((row) => (row[0] as number) - 0.5 * (row[5] as number) + normal());
  const order = [...liking].sort((a, b) => b - a);
  const scores = liking.map((value) => 1 - order.indexOf(value) / (order.length - 1));
  const data = {
    trainX: matrixFromRows(rows.slice(0, 1000)),
    trainY: scores.slice(0, 1000),
    testX: matrixFromRows(rows.slice(1000)),
    testY: scores.slice(1000),
  };
  const options = { learningRate: 0.1, epochs: 2000, batches: 10, testFrequency: 100 };
  const fused = await trainNetwork(createNetwork(), data, { ...options, engine: 'fused' });
  const tfjs = await trainNetwork(createNetwork(), data, { ...options, engine: 'tfjs' });

  expect(fused.history.at(-1)?.trainLoss).toBeLessThan(0.75 * (fused.history[0]?.trainLoss ?? 0));
  for (const [index, layer] of fused.layers.entries()) {
    const reference = tfjs.layers[index];
    for (const [position, weight] of layer.kernel.entries()) {
      expect(Math.abs(weight - (reference?.kernel[position] ?? Number.NaN))).toBeLessThan(1e-4);
    }
    for (const [position, bias] of layer.bias.entries()) {
      expect(Math.abs(bias - (reference?.bias[position] ?? Number.NaN))).toBeLessThan(1e-4);
    }
  }
  expect(fused.history).toHaveLength(21);
  for (const [index, metrics] of fused.history.entries()) {
    const reference = tfjs.history[index];
    expect(Math.abs(metrics.trainLoss - (reference?.trainLoss ?? Number.NaN))).toBeLessThan(1e-6);
    expect(Math.abs((metrics.testLoss ?? 0) - (reference?.testLoss ?? Number.NaN))).toBeLessThan(1e-6);
  }
});
