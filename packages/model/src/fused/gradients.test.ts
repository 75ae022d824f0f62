import '@tensorflow/tfjs-backend-cpu';
import { createRandom } from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { Activation, DenseLayer } from '../network/dense-layer.ts';
import { initialLayers } from '../network/initial-layers.ts';
import { toSequential } from '../network/sequential.ts';
import { activate, decayInPlace } from './activations.ts';
import { FusedNetwork, type Loss, summedLoss } from './fused-network.ts';

tf.enableProdMode();

const random = createRandom(5);
const uniform = (count: number) =>
  Float64Array.from({ length: count }, () => Math.fround(random() * 3 - 1.5));

/** Networks of every activation, widths that are and are not multiples of the kernels' blocks, one to three layers. */
const cases: [string, DenseLayer[], Loss][] = (
  [
    [
      [
        [3, 'sigmoid'],
        [1, 'sigmoid'],
      ],
      'mse',
    ],
    [
      [
        [7, 'tanh'],
        [4, 'relu'],
        [2, 'linear'],
      ],
      'mse',
    ],
    [
      [
        [5, 'relu'],
        [1, 'sigmoid'],
      ],
      'bce',
    ],
    [[[1, 'linear']], 'mse'],
    [
      [
        [6, 'sigmoid'],
        [3, 'tanh'],
        [3, 'sigmoid'],
      ],
      'bce',
    ],
  ] as [[number, Activation][], Loss][]
).map(([shapes, loss]) => [
  `${shapes.map(([units, activation]) => `${units} ${activation}`).join(' → ')}, ${loss}`,
  initialLayers(
    5,
    shapes.map(([units, activation]) => ({ units, activation })),
    9,
  ),
  loss,
]);

describe('gradients', () => {
  it.each(cases)('equal difference quotients: %s', (_, layers, loss) => {
    const network = new FusedNetwork(layers);
    const rows = 11;
    const inputs = uniform(rows * 5);
    const targets = uniform(rows * network.outputDim).map((value) => Math.abs(value) / 2);
    network.backward(inputs, targets, 0, rows, loss);
    const gradients = network.gradients.slice();
    const step = 1e-6;
    for (let index = 0; index < gradients.length; index++) {
      const value = network.parameters[index] as number;
      const lossAt = (moved: number) => {
        network.parameters[index] = moved;
        const outputs = new Float64Array(targets.length);
        network.predict(inputs, 0, rows, outputs, 0);
        return summedLoss(loss, outputs, 0, targets, 0, targets.length) / targets.length;
      };
      const quotient = (lossAt(value + step) - lossAt(value - step)) / (2 * step);
      network.parameters[index] = value;
      expect(Math.abs(quotient - (gradients[index] as number))).toBeLessThan(1e-8);
    }
  });

  it.each(cases)('equal those of tfjs: %s', (_, layers, loss) => {
    const fused = new FusedNetwork(layers);
    const rows = 9;
    const inputs = uniform(rows * 5);
    const targets = uniform(rows * fused.outputDim).map((value) => Math.abs(value) / 2);
    fused.backward(inputs, targets, 0, rows, loss);
    const expected = tfjsGradients(layers, inputs, targets, loss);
    // The fused network's layout, filled with tfjs's numbers.
    const reference = new FusedNetwork(expected);
    for (const [index, gradient] of fused.gradients.entries()) {
      expect(Math.abs(gradient - (reference.parameters[index] as number))).toBeLessThan(1e-6);
    }
  });

  it('do not depend on how rows are cut into blocks', () => {
    const layers = initialLayers(
      4,
      [
        { units: 3, activation: 'sigmoid' },
        { units: 1, activation: 'sigmoid' },
      ],
      2,
    );
    const network = new FusedNetwork(layers);
    const inputs = uniform(1003 * 4);
    const targets = uniform(1003).map(Math.abs);
    network.backward(inputs, targets, 0, 1003, 'mse');
    const whole = network.gradients.slice();
    const sum = new Float64Array(whole.length);
    for (let row = 0; row < 1003; row++) {
      network.backward(inputs, targets, row, 1, 'mse');
      for (const [index, gradient] of network.gradients.entries())
        sum[index] = (sum[index] as number) + gradient / 1003;
    }
    for (const [index, gradient] of whole.entries()) expect(sum[index]).toBeCloseTo(gradient, 12);
  });
});

function tfjsGradients(
  layers: readonly DenseLayer[],
  inputs: Float64Array,
  targets: Float64Array,
  loss: Loss,
): DenseLayer[] {
  const rows = inputs.length / 5;
  const values: Float64Array[] = [];
  tf.tidy(() => {
    const network = toSequential(layers);
    const x = tf.tensor2d(Float32Array.from(inputs), [rows, 5]);
    const y = tf.tensor2d(Float32Array.from(targets), [rows, targets.length / rows]);
    const { grads } = tf.variableGrads(() => {
      const output = network.apply(x) as tf.Tensor2D;
      if (loss === 'mse') return tf.losses.meanSquaredError(y, output);
      const likely = tf.add(tf.mul(y, tf.log(output)), tf.mul(tf.sub(1, y), tf.log(tf.sub(1, output))));
      return tf.neg(tf.mean<tf.Scalar>(likely));
    });
    for (const { name } of network.trainableWeights) {
      values.push(Float64Array.from((grads[name] as tf.Tensor).dataSync()));
    }
  });
  return layers.map((layer, index) => ({
    ...layer,
    kernel: values[2 * index] as Float64Array,
    bias: values[2 * index + 1] as Float64Array,
  }));
}

describe('activations', () => {
  const inputs = Float64Array.from({ length: 4001 }, (_, index) => (index - 2000) / 40);
  it.each<[Activation, (value: number) => number]>([
    ['sigmoid', (value) => 1 / (1 + Math.exp(-value))],
    ['tanh', Math.tanh],
    ['relu', (value) => Math.max(0, value)],
    ['linear', (value) => value],
  ])('%s is that of Math to 14 digits', (activation, exact) => {
    const values = inputs.slice();
    activate(activation, values, values.length);
    for (const [index, value] of values.entries()) {
      expect(Math.abs(value - exact(inputs[index] as number))).toBeLessThan(1e-14);
    }
  });

  it('sigmoid is right to 3 units in the last place, as 240-bit arithmetic says', () => {
    const values = Float64Array.from({ length: 4000 }, () => (random() - 0.5) * 10 ** (4 * random() - 2));
    const results = values.slice();
    activate('sigmoid', results, results.length);
    const errors = [...values].map((value, index) => unitsOff(results[index] as number, value));
    expect(Math.max(...errors)).toBeLessThan(3);
  });

  it('decay is right to 2 units in the last place, as 240-bit arithmetic says', () => {
    const values = Float64Array.from({ length: 4000 }, () => random() * 10 ** (4 * random() - 2.2));
    const results = values.slice();
    decayInPlace(results, 0.75);
    const errors = [...values].map((value, index) => {
      const exact = exponential(-fixed(0.75 * value));
      const result = results[index] as number;
      const unit = 2 ** (Math.floor(Math.log2(result)) - 52);
      return Math.abs(Number(fixed(result) - exact) / Number(one) / unit);
    });
    expect(Math.max(...errors)).toBeLessThan(2);
    const ends = Float64Array.of(0, 1e9);
    decayInPlace(ends, 1);
    expect(ends[0]).toBe(1);
    expect(ends[1]).toBeLessThan(1e-30);
  });

  it('sigmoid goes to 0 and 1, and keeps what is not a number', () => {
    const values = Float64Array.of(-1e9, 1e9, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN);
    activate('sigmoid', values, 5);
    expect(values[0]).toBeLessThan(1e-30);
    expect(values[1]).toBe(1);
    expect(values[2]).toBeLessThan(1e-30);
    expect(values[3]).toBe(1);
    expect(values[4]).toBeNaN();
  });
});

const one = 1n << 240n;

/** How many units in its last place a result is from 1 / (1 + e^−z). */
function unitsOff(result: number, z: number): number {
  const exact = (one * one) / (one + exponential(-fixed(z)));
  const unit = 2 ** (Math.floor(Math.log2(result)) - 52);
  return Math.abs(Number(fixed(result) - exact) / Number(one) / unit);
}

/** e^x of 240-bit fixed-point numbers: the series of e^(x / 1024), squared ten times. */
function exponential(x: bigint): bigint {
  const part = x / 1024n;
  let sum = one;
  let term = one;
  for (let n = 1n; n < 40n; n++) {
    term = (term * part) / (one * n);
    sum += term;
  }
  for (let squaring = 0; squaring < 10; squaring++) sum = (sum * sum) / one;
  return sum;
}

/** A number as 240-bit fixed-point number; exact from 2^−187 on. */
function fixed(value: number): bigint {
  const scale = 52 - Math.floor(Math.log2(Math.abs(value) || 1));
  return (BigInt(value * 2 ** scale) * one) / 2n ** BigInt(scale);
}
