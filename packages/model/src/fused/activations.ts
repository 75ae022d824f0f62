import type { Activation } from '../network/dense-layer.ts';

interface ExponentialTables {
  /** 2^(i / 256) for i = 0 … 255. */
  readonly fractions: Float64Array;
  /** 2^(i − 128) for i = 0 … 255. */
  readonly powers: Float64Array;
}

let sharedTables: ExponentialTables | undefined;

const stepsPerUnit = 256 / Math.LN2;
const unitPerStep = Math.LN2 / 256;
/** e^80 still fits the table of powers, and 1 / (1 + e^80) is 0 to 34 digits. */
const largestExponent = 80;

/**
 * Applies an activation to the first `count` values in place.
 *
 * e^z is 2^(n / 256) from a table times a polynomial of the rest, |r| ≤ ln 2 / 512: within 1e-14 of the exact value,
 * and made of additions, products and square roots alone, so that every runtime gives the same bits
 * (`Math.exp` may differ between runtimes).
 */
export function activate(activation: Activation, values: Float64Array, count: number): void {
  if (activation === 'sigmoid') {
    sigmoidInPlace(values, count);
  } else if (activation === 'tanh') {
    for (let index = 0; index < count; index++) values[index] = 2 * (values[index] as number);
    sigmoidInPlace(values, count);
    for (let index = 0; index < count; index++) values[index] = 2 * (values[index] as number) - 1;
  } else if (activation === 'relu') {
    for (let index = 0; index < count; index++) {
      if ((values[index] as number) < 0) values[index] = 0;
    }
  }
}

/** Multiplies the first `count` gradients by the activation's slope, given what the activation returned. */
export function multiplyBySlope(
  activation: Activation,
  gradients: Float64Array,
  outputs: Float64Array,
  count: number,
): void {
  if (activation === 'sigmoid') {
    for (let index = 0; index < count; index++) {
      const output = outputs[index] as number;
      gradients[index] = (gradients[index] as number) * output * (1 - output);
    }
  } else if (activation === 'tanh') {
    for (let index = 0; index < count; index++) {
      const output = outputs[index] as number;
      gradients[index] = (gradients[index] as number) * (1 - output * output);
    }
  } else if (activation === 'relu') {
    for (let index = 0; index < count; index++) {
      if ((outputs[index] as number) <= 0) gradients[index] = 0;
    }
  }
}

function sigmoidInPlace(values: Float64Array, count: number): void {
  const { fractions, powers } = exponentialTables();
  for (let index = 0; index < count; index++) {
    // Math.min and max, where branches would make V8 box the number.
    const exponent = Math.max(-largestExponent, Math.min(largestExponent, -(values[index] as number)));
    const step = Math.floor(exponent * stepsPerUnit + 0.5) | 0;
    const rest = exponent - step * unitPerStep;
    const series = 1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24))));
    const power = (fractions[step & 255] as number) * (powers[(step >> 8) + 128] as number) * series;
    values[index] = 1 / (1 + power);
  }
}

function exponentialTables(): ExponentialTables {
  sharedTables ??= createExponentialTables();
  return sharedTables;
}

function createExponentialTables(): ExponentialTables {
  const fractions = new Float64Array(256).fill(1);
  let root = 2;
  for (let bit = 128; bit >= 1; bit >>= 1) {
    root = Math.sqrt(root);
    for (let index = 0; index < 256; index++) {
      if ((index & bit) !== 0) fractions[index] = (fractions[index] as number) * root;
    }
  }
  const powers = new Float64Array(256).fill(1);
  for (let index = 129; index < 256; index++) powers[index] = (powers[index - 1] as number) * 2;
  for (let index = 127; index >= 0; index--) powers[index] = (powers[index + 1] as number) / 2;
  return { fractions, powers };
}
