import { COLUMN_BYTES, Layer } from './network';

/**
 * Adds `Σ_r deltas[r, u] · input[r, k]` to the sums of the weights and `Σ_r deltas[r, u]` to those of the biases, in the
 * order of the rows, even and odd ones apart.
 */
export function addParameterGradients(layer: Layer, input: usize, blocks: i32): void {
  const units = layer.units;
  const sumBytes = <usize>layer.inputDim * 16;
  let deltas = layer.deltas;
  let sums = layer.kernelSums;
  let biasSums = layer.biasSums;
  let unit = 0;
  for (; unit + 2 < units; unit += 3) {
    addThreeUnits(layer, input, deltas, blocks, sums);
    addThreeBiases(layer, deltas, blocks, biasSums);
    deltas += 3 * COLUMN_BYTES;
    sums += 3 * sumBytes;
    biasSums += 48;
  }
  for (; unit < units; unit++) {
    addOneUnit(layer, input, deltas, blocks, sums);
    addOneBias(layer, deltas, blocks, biasSums);
    deltas += COLUMN_BYTES;
    sums += sumBytes;
    biasSums += 16;
  }
}

function addThreeUnits(layer: Layer, input: usize, deltas: usize, blocks: i32, sums: usize): void {
  const columns = layer.inputDim;
  const inputBytes = <usize>columns * COLUMN_BYTES;
  const deltaBytes = <usize>layer.units * COLUMN_BYTES;
  const sumBytes = <usize>columns * 16;
  let column = 0;
  for (; column + 1 < columns; column += 2) {
    addThreeByTwo(input, inputBytes, deltas, deltaBytes, blocks, sums, sumBytes);
    input += 2 * COLUMN_BYTES;
    sums += 32;
  }
  if (column < columns) {
    for (let part = 0; part < 3; part++) {
      addOneByOne(input, inputBytes, deltas, deltaBytes, blocks, sums);
      deltas += COLUMN_BYTES;
      sums += sumBytes;
    }
  }
}

function addOneUnit(layer: Layer, input: usize, deltas: usize, blocks: i32, sums: usize): void {
  const columns = layer.inputDim;
  const inputBytes = <usize>columns * COLUMN_BYTES;
  const deltaBytes = <usize>layer.units * COLUMN_BYTES;
  let column = 0;
  for (; column + 2 < columns; column += 3) {
    addOneByThree(input, inputBytes, deltas, deltaBytes, blocks, sums);
    input += 3 * COLUMN_BYTES;
    sums += 48;
  }
  for (; column < columns; column++) {
    addOneByOne(input, inputBytes, deltas, deltaBytes, blocks, sums);
    input += COLUMN_BYTES;
    sums += 16;
  }
}

/** Three units, two columns: six sums, kept in registers over all rows of a chunk. */
function addThreeByTwo(
  input: usize,
  inputBytes: usize,
  deltas: usize,
  deltaBytes: usize,
  blocks: i32,
  sumsA: usize,
  sumBytes: usize,
): void {
  const sumsB = sumsA + sumBytes;
  const sumsC = sumsB + sumBytes;
  let a0 = v128.load(sumsA);
  let a1 = v128.load(sumsA, 16);
  let b0 = v128.load(sumsB);
  let b1 = v128.load(sumsB, 16);
  let c0 = v128.load(sumsC);
  let c1 = v128.load(sumsC, 16);
  for (let block = 0; block < blocks; block++) {
    for (let pair: usize = 0; pair < COLUMN_BYTES; pair += 16) {
      const x0 = v128.load(input + pair);
      const x1 = v128.load(input + pair, 64);
      const a = v128.load(deltas + pair);
      a0 = f64x2.add(a0, f64x2.mul(a, x0));
      a1 = f64x2.add(a1, f64x2.mul(a, x1));
      const b = v128.load(deltas + pair, 64);
      b0 = f64x2.add(b0, f64x2.mul(b, x0));
      b1 = f64x2.add(b1, f64x2.mul(b, x1));
      const c = v128.load(deltas + pair, 128);
      c0 = f64x2.add(c0, f64x2.mul(c, x0));
      c1 = f64x2.add(c1, f64x2.mul(c, x1));
    }
    input += inputBytes;
    deltas += deltaBytes;
  }
  v128.store(sumsA, a0);
  v128.store(sumsA, a1, 16);
  v128.store(sumsB, b0);
  v128.store(sumsB, b1, 16);
  v128.store(sumsC, c0);
  v128.store(sumsC, c1, 16);
}

/** One unit, three columns. */
function addOneByThree(
  input: usize,
  inputBytes: usize,
  deltas: usize,
  deltaBytes: usize,
  blocks: i32,
  sums: usize,
): void {
  let sum0 = v128.load(sums);
  let sum1 = v128.load(sums, 16);
  let sum2 = v128.load(sums, 32);
  for (let block = 0; block < blocks; block++) {
    for (let pair: usize = 0; pair < COLUMN_BYTES; pair += 16) {
      const delta = v128.load(deltas + pair);
      sum0 = f64x2.add(sum0, f64x2.mul(delta, v128.load(input + pair)));
      sum1 = f64x2.add(sum1, f64x2.mul(delta, v128.load(input + pair, 64)));
      sum2 = f64x2.add(sum2, f64x2.mul(delta, v128.load(input + pair, 128)));
    }
    input += inputBytes;
    deltas += deltaBytes;
  }
  v128.store(sums, sum0);
  v128.store(sums, sum1, 16);
  v128.store(sums, sum2, 32);
}

function addOneByOne(
  input: usize,
  inputBytes: usize,
  deltas: usize,
  deltaBytes: usize,
  blocks: i32,
  sums: usize,
): void {
  let sum = v128.load(sums);
  for (let block = 0; block < blocks; block++) {
    for (let pair: usize = 0; pair < COLUMN_BYTES; pair += 16) {
      sum = f64x2.add(sum, f64x2.mul(v128.load(deltas + pair), v128.load(input + pair)));
    }
    input += inputBytes;
    deltas += deltaBytes;
  }
  v128.store(sums, sum);
}

/** Three at a time: their sums do not wait for each other. */
function addThreeBiases(layer: Layer, deltas: usize, blocks: i32, sums: usize): void {
  const deltaBytes = <usize>layer.units * COLUMN_BYTES;
  let a = v128.load(sums);
  let b = v128.load(sums, 16);
  let c = v128.load(sums, 32);
  for (let block = 0; block < blocks; block++) {
    for (let pair: usize = 0; pair < COLUMN_BYTES; pair += 16) {
      a = f64x2.add(a, v128.load(deltas + pair));
      b = f64x2.add(b, v128.load(deltas + pair, 64));
      c = f64x2.add(c, v128.load(deltas + pair, 128));
    }
    deltas += deltaBytes;
  }
  v128.store(sums, a);
  v128.store(sums, b, 16);
  v128.store(sums, c, 32);
}

function addOneBias(layer: Layer, deltas: usize, blocks: i32, sums: usize): void {
  const deltaBytes = <usize>layer.units * COLUMN_BYTES;
  let sum = v128.load(sums);
  for (let block = 0; block < blocks; block++) {
    for (let pair: usize = 0; pair < COLUMN_BYTES; pair += 16) {
      sum = f64x2.add(sum, v128.load(deltas + pair));
    }
    deltas += deltaBytes;
  }
  v128.store(sums, sum);
}

/** Gradients with respect to the layer's inputs: `target[r, k] = Σ_u deltas[r, u] · kernel[u, k]`, in the order of u. */
export function inputGradients(layer: Layer, blocks: i32, target: usize): void {
  const kernelBytes = <usize>layer.inputDim * 8;
  const deltaBytes = <usize>layer.units * COLUMN_BYTES;
  let deltas = layer.deltas;
  for (let block = 0; block < blocks; block++) {
    for (let column: usize = 0; column < kernelBytes; column += 8) {
      sumUnits(deltas, deltas + deltaBytes, layer.kernel + column, kernelBytes, target);
      target += COLUMN_BYTES;
    }
    deltas += deltaBytes;
  }
}

function sumUnits(deltas: usize, end: usize, kernel: usize, kernelBytes: usize, target: usize): void {
  let weight = v128.load64_splat(kernel);
  let sum0 = f64x2.mul(v128.load(deltas), weight);
  let sum1 = f64x2.mul(v128.load(deltas, 16), weight);
  let sum2 = f64x2.mul(v128.load(deltas, 32), weight);
  let sum3 = f64x2.mul(v128.load(deltas, 48), weight);
  for (deltas += COLUMN_BYTES; deltas < end; deltas += COLUMN_BYTES) {
    kernel += kernelBytes;
    weight = v128.load64_splat(kernel);
    sum0 = f64x2.add(sum0, f64x2.mul(v128.load(deltas), weight));
    sum1 = f64x2.add(sum1, f64x2.mul(v128.load(deltas, 16), weight));
    sum2 = f64x2.add(sum2, f64x2.mul(v128.load(deltas, 32), weight));
    sum3 = f64x2.add(sum3, f64x2.mul(v128.load(deltas, 48), weight));
  }
  v128.store(target, sum0);
  v128.store(target, sum1, 16);
  v128.store(target, sum2, 32);
  v128.store(target, sum3, 48);
}
