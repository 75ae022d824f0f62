import { COLUMN_BYTES, RELU, SIGMOID, TANH } from './network';

/**
 * `sigmoid` reads its constants from memory: one instruction each, where literals of vectors take three or four.
 * They are those of `src/fused/activations.ts`.
 */
const CONSTANTS = memory.data<f64>([
  80, -80, -1.4426950408889634, 6755399441055744, 6.93145751953125e-1, 1.4286068203094173e-6, 420.27307095972014,
  15131.470416336862, 30.01364956308862, 3362.457877975523, 30262.940832673725,
]);
/** The bits of 1. */
const ONE: i64 = 0x3ff0000000000000;

/** Applies the activation to whole columns of blocks, in place. */
export function activate(activation: i32, values: usize, end: usize): void {
  if (activation == SIGMOID) {
    sigmoidInPlace(values, end);
  } else if (activation == TANH) {
    scaleInPlace(values, end, 2, 0);
    sigmoidInPlace(values, end);
    scaleInPlace(values, end, 2, -1);
  } else if (activation == RELU) {
    for (; values < end; values += 16) {
      v128.store(values, f64x2.pmax(v128.load(values), f64x2.splat(0)));
    }
  }
}

/** Multiplies deltas by the activation's slope, given what the activation returned. */
export function multiplyBySlope(activation: i32, deltas: usize, end: usize, outputs: usize): void {
  if (activation == SIGMOID) {
    for (; deltas < end; deltas += 16, outputs += 16) {
      const output = v128.load(outputs);
      const slope = f64x2.sub(f64x2.splat(1), output);
      v128.store(deltas, f64x2.mul(f64x2.mul(v128.load(deltas), output), slope));
    }
  } else if (activation == TANH) {
    for (; deltas < end; deltas += 16, outputs += 16) {
      const output = v128.load(outputs);
      const slope = f64x2.sub(f64x2.splat(1), f64x2.mul(output, output));
      v128.store(deltas, f64x2.mul(v128.load(deltas), slope));
    }
  } else if (activation == RELU) {
    for (; deltas < end; deltas += 16, outputs += 16) {
      const isOff = f64x2.le(v128.load(outputs), f64x2.splat(0));
      v128.store(deltas, v128.andnot(v128.load(deltas), isOff));
    }
  }
}

function scaleInPlace(values: usize, end: usize, factor: f64, offset: f64): void {
  for (; values < end; values += 16) {
    const scaled = f64x2.mul(v128.load(values), f64x2.splat(factor));
    v128.store(values, f64x2.add(scaled, f64x2.splat(offset)));
  }
}

/** Four vectors at a time: their long chains of operations overlap. */
function sigmoidInPlace(values: usize, end: usize): void {
  for (; values < end; values += COLUMN_BYTES) {
    const a = sigmoid(v128.load(values));
    const b = sigmoid(v128.load(values, 16));
    const c = sigmoid(v128.load(values, 32));
    const d = sigmoid(v128.load(values, 48));
    v128.store(values, a);
    v128.store(values, b, 16);
    v128.store(values, c, 32);
    v128.store(values, d, 48);
  }
}

/** 1 / (1 + e^−z), see `src/fused/activations.ts`; 2^n is made from bits, as n is in the lowest of `rounded`. */
// @ts-expect-error: a decorator of AssemblyScript
@inline
function sigmoid(value: v128): v128 {
  const z = f64x2.pmax(f64x2.pmin(value, constant(0)), constant(1));
  const rounded = f64x2.add(f64x2.mul(z, constant(2)), constant(3));
  const power = i64x2.add(i64x2.shl(rounded, 52), i64x2.splat(ONE));
  const n = f64x2.sub(rounded, constant(3));
  const rest = f64x2.add(f64x2.add(z, f64x2.mul(n, constant(4))), f64x2.mul(n, constant(5)));
  const square = f64x2.mul(rest, rest);
  const p = f64x2.add(f64x2.mul(f64x2.add(square, constant(6)), square), constant(7));
  const q = f64x2.add(
    f64x2.mul(f64x2.add(f64x2.mul(square, constant(8)), constant(9)), square),
    constant(10),
  );
  const odd = f64x2.mul(rest, p);
  const upper = f64x2.add(q, odd);
  return f64x2.div(upper, f64x2.add(upper, f64x2.mul(power, f64x2.sub(q, odd))));
}

// @ts-expect-error: a decorator of AssemblyScript
@inline
function constant(index: usize): v128 {
  return v128.load64_splat(CONSTANTS + 8 * index);
}
