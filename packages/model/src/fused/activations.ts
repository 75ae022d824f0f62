import type { Activation } from '../network/dense-layer.ts';

// e^r = (q(r²) + r p(r²)) / (q(r²) − r p(r²)), p(s) = s² + p1 s + p0, q(s) = q2 s² + q1 s + q0: Padé's form, with the
// numbers that are exact at five Chebyshev nodes of r² instead of at 0. For |r| ≤ ln 2 / 2 it is right to 4e-18.
const p1 = 420.27307095972014;
const p0 = 15131.470416336862;
const q2 = 30.01364956308862;
const q1 = 3362.457877975523;
const q0 = 30262.940832673725;
/** ln 2 in two parts; the first has so few digits that its product with a small whole number is exact. */
const ln2High = 6.93145751953125e-1;
const ln2Low = 1.4286068203094173e-6;
/** 1.5 · 2^52: adding and subtracting it rounds to the nearest whole number. */
const rounder = 6755399441055744;
/** 1 / (1 + e^80) is 0 to 34 digits. */
const largest = 80;

let sharedPowers: Float64Array | undefined;

/**
 * Applies an activation to the first `count` values in place; the sigmoid to 3 units in the last place, made of additions,
 * products and one division alone, so that every runtime gives the same bits (`Math.exp` may differ between runtimes).
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

/** 1 / (1 + e^−z) with one division: e^−z = 2^n e^−r, r = z + n ln 2, is a fraction too. */
function sigmoidInPlace(values: Float64Array, count: number): void {
  const powers = powersOfTwo();
  for (let index = 0; index < count; index++) {
    // Math.min and max, where branches would make V8 box the number.
    const z = Math.max(-largest, Math.min(largest, values[index] as number));
    const n = z * -Math.LOG2E + rounder - rounder;
    const rest = z + n * ln2High + n * ln2Low;
    const square = rest * rest;
    const odd = rest * ((square + p1) * square + p0);
    const even = (q2 * square + q1) * square + q0;
    const upper = even + odd;
    values[index] = upper / (upper + (powers[(n + 128) | 0] as number) * (even - odd));
  }
}

/**
 * Turns each x ≥ 0 into e^(−factor · x), to 2 units in the last place, by the same fraction as the sigmoid and so to the same bits in every runtime. From a product of
 * 80 on it is e^−80, which is 0 to 34 digits.
 */
export function decayInPlace(values: Float64Array, factor: number): void {
  const powers = powersOfTwo();
  for (let index = 0; index < values.length; index++) {
    const z = Math.min(largest, factor * (values[index] as number));
    const n = z * -Math.LOG2E + rounder - rounder;
    const rest = z + n * ln2High + n * ln2Low;
    const square = rest * rest;
    const odd = rest * ((square + p1) * square + p0);
    const even = (q2 * square + q1) * square + q0;
    values[index] = ((powers[(n + 128) | 0] as number) * (even - odd)) / (even + odd);
  }
}

/** 2^(i − 128) for i = 0 … 255. */
function powersOfTwo(): Float64Array {
  if (sharedPowers === undefined) {
    sharedPowers = new Float64Array(256).fill(1);
    for (let n = 1; n < 128; n++) {
      sharedPowers[128 + n] = (sharedPowers[127 + n] as number) * 2;
      sharedPowers[128 - n] = (sharedPowers[129 - n] as number) / 2;
    }
  }
  return sharedPowers;
}
