import { COLUMN_BYTES, Layer } from './network';

/** `outputs[r, u] = bias[u] + Σ_k input[r, k] · kernel[u, k]`, added up in the order of k. */
export function weightedSums(layer: Layer, input: usize, blocks: i32): void {
  const units = layer.units;
  const inputBytes = <usize>layer.inputDim * COLUMN_BYTES;
  const kernelBytes = <usize>layer.inputDim * 8;
  let output = layer.outputs;
  for (let block = 0; block < blocks; block++) {
    let kernel = layer.kernel;
    let bias = layer.bias;
    let unit = 0;
    for (; unit + 2 < units; unit += 3) {
      sumThreeUnits(input, inputBytes, kernel, kernelBytes, bias, output);
      sumThreeUnits(input + 32, inputBytes, kernel, kernelBytes, bias, output + 32);
      kernel += 3 * kernelBytes;
      bias += 24;
      output += 3 * COLUMN_BYTES;
    }
    for (; unit < units; unit++) {
      sumOneUnit(input, inputBytes, kernel, bias, output);
      kernel += kernelBytes;
      bias += 8;
      output += COLUMN_BYTES;
    }
    input += inputBytes;
  }
}

/** Four rows, three units: as many sums as the processor has registers for. */
function sumThreeUnits(
  input: usize,
  inputBytes: usize,
  kernelA: usize,
  kernelBytes: usize,
  bias: usize,
  output: usize,
): void {
  let kernelB = kernelA + kernelBytes;
  let kernelC = kernelB + kernelBytes;
  let a0 = v128.load64_splat(bias);
  let b0 = v128.load64_splat(bias, 8);
  let c0 = v128.load64_splat(bias, 16);
  let a1 = a0;
  let b1 = b0;
  let c1 = c0;
  for (const end = input + inputBytes; input < end; input += COLUMN_BYTES) {
    const x0 = v128.load(input);
    const x1 = v128.load(input, 16);
    const a = v128.load64_splat(kernelA);
    a0 = f64x2.add(a0, f64x2.mul(x0, a));
    a1 = f64x2.add(a1, f64x2.mul(x1, a));
    const b = v128.load64_splat(kernelB);
    b0 = f64x2.add(b0, f64x2.mul(x0, b));
    b1 = f64x2.add(b1, f64x2.mul(x1, b));
    const c = v128.load64_splat(kernelC);
    c0 = f64x2.add(c0, f64x2.mul(x0, c));
    c1 = f64x2.add(c1, f64x2.mul(x1, c));
    kernelA += 8;
    kernelB += 8;
    kernelC += 8;
  }
  v128.store(output, a0);
  v128.store(output, a1, 16);
  v128.store(output, b0, 64);
  v128.store(output, b1, 80);
  v128.store(output, c0, 128);
  v128.store(output, c1, 144);
}

/** Eight rows, one unit. */
function sumOneUnit(input: usize, inputBytes: usize, kernel: usize, bias: usize, output: usize): void {
  let sum0 = v128.load64_splat(bias);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (const end = input + inputBytes; input < end; input += COLUMN_BYTES) {
    const weight = v128.load64_splat(kernel);
    sum0 = f64x2.add(sum0, f64x2.mul(v128.load(input), weight));
    sum1 = f64x2.add(sum1, f64x2.mul(v128.load(input, 16), weight));
    sum2 = f64x2.add(sum2, f64x2.mul(v128.load(input, 32), weight));
    sum3 = f64x2.add(sum3, f64x2.mul(v128.load(input, 48), weight));
    kernel += 8;
  }
  v128.store(output, sum0);
  v128.store(output, sum1, 16);
  v128.store(output, sum2, 32);
  v128.store(output, sum3, 48);
}
