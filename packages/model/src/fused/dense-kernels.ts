import type { LayerLayout } from './parameter-layout.ts';

// The three loops that training spends its time in. The first two take four rows at a time: a number is then loaded once
// for several products, and the sums do not wait for each other. They are longer for that reason.

/** Weighted sums of `rows` rows: `output[r, u] = bias[u] + Σ_k input[r, k] · kernel[u, k]`. */
export function weightedSums(
  input: Float64Array,
  inputStart: number,
  rows: number,
  layer: LayerLayout,
  parameters: Float64Array,
  output: Float64Array,
): void {
  const { inputDim, units } = layer;
  const blockEnd = rows - (rows % 4);
  for (let row = 0; row < blockEnd; row += 4) {
    sumFourRows(input, inputStart + row * inputDim, layer, parameters, output, row * units);
  }
  for (let row = blockEnd; row < rows; row++) {
    sumOneRow(input, inputStart + row * inputDim, layer, parameters, output, row * units);
  }
}

function sumFourRows(
  input: Float64Array,
  start0: number,
  layer: LayerLayout,
  parameters: Float64Array,
  output: Float64Array,
  outputStart: number,
): void {
  const { units } = layer;
  const blockEnd = units - (units % 3);
  for (let unit = 0; unit < blockEnd; unit += 3) {
    sumThreeUnits(input, start0, layer, parameters, unit, output, outputStart + unit);
  }
  for (let unit = blockEnd; unit < units; unit++) {
    sumOneUnit(input, start0, layer, parameters, unit, output, outputStart + unit);
  }
}

/** Four rows, three neighbouring units: twelve sums, so that each number that is loaded serves three or four. */
function sumThreeUnits(
  input: Float64Array,
  start0: number,
  layer: LayerLayout,
  parameters: Float64Array,
  unit: number,
  output: Float64Array,
  position: number,
): void {
  const { inputDim, units, kernelStart, biasStart } = layer;
  const start1 = start0 + inputDim;
  const start2 = start1 + inputDim;
  const start3 = start2 + inputDim;
  const kernelA = kernelStart + unit * inputDim;
  const kernelB = kernelA + inputDim;
  const kernelC = kernelB + inputDim;
  let a0 = parameters[biasStart + unit] as number;
  let b0 = parameters[biasStart + unit + 1] as number;
  let c0 = parameters[biasStart + unit + 2] as number;
  let a1 = a0;
  let b1 = b0;
  let c1 = c0;
  let a2 = a0;
  let b2 = b0;
  let c2 = c0;
  let a3 = a0;
  let b3 = b0;
  let c3 = c0;
  for (let column = 0; column < inputDim; column++) {
    const a = parameters[kernelA + column] as number;
    const b = parameters[kernelB + column] as number;
    const c = parameters[kernelC + column] as number;
    const x0 = input[start0 + column] as number;
    a0 += x0 * a;
    b0 += x0 * b;
    c0 += x0 * c;
    const x1 = input[start1 + column] as number;
    a1 += x1 * a;
    b1 += x1 * b;
    c1 += x1 * c;
    const x2 = input[start2 + column] as number;
    a2 += x2 * a;
    b2 += x2 * b;
    c2 += x2 * c;
    const x3 = input[start3 + column] as number;
    a3 += x3 * a;
    b3 += x3 * b;
    c3 += x3 * c;
  }
  output[position] = a0;
  output[position + 1] = b0;
  output[position + 2] = c0;
  output[position + units] = a1;
  output[position + units + 1] = b1;
  output[position + units + 2] = c1;
  output[position + 2 * units] = a2;
  output[position + 2 * units + 1] = b2;
  output[position + 2 * units + 2] = c2;
  output[position + 3 * units] = a3;
  output[position + 3 * units + 1] = b3;
  output[position + 3 * units + 2] = c3;
}

/** Four rows, one unit. */
function sumOneUnit(
  input: Float64Array,
  start0: number,
  layer: LayerLayout,
  parameters: Float64Array,
  unit: number,
  output: Float64Array,
  position: number,
): void {
  const { inputDim, units, kernelStart, biasStart } = layer;
  const start1 = start0 + inputDim;
  const start2 = start1 + inputDim;
  const start3 = start2 + inputDim;
  const weightStart = kernelStart + unit * inputDim;
  let sum0 = parameters[biasStart + unit] as number;
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (let column = 0; column < inputDim; column++) {
    const weight = parameters[weightStart + column] as number;
    sum0 += (input[start0 + column] as number) * weight;
    sum1 += (input[start1 + column] as number) * weight;
    sum2 += (input[start2 + column] as number) * weight;
    sum3 += (input[start3 + column] as number) * weight;
  }
  output[position] = sum0;
  output[position + units] = sum1;
  output[position + 2 * units] = sum2;
  output[position + 3 * units] = sum3;
}

function sumOneRow(
  input: Float64Array,
  start: number,
  layer: LayerLayout,
  parameters: Float64Array,
  output: Float64Array,
  outputStart: number,
): void {
  const { inputDim, units, kernelStart, biasStart } = layer;
  for (let unit = 0; unit < units; unit++) {
    const weightStart = kernelStart + unit * inputDim;
    let sum = parameters[biasStart + unit] as number;
    for (let column = 0; column < inputDim; column++) {
      sum += (input[start + column] as number) * (parameters[weightStart + column] as number);
    }
    output[outputStart + unit] = sum;
  }
}

/**
 * Adds to `sums`, two for each parameter of the layer, what the even and what the odd rows give to its gradient
 * `Σ_r delta[r, u] · input[r, k]` (weights) or `Σ_r delta[r, u]` (biases), row after row.
 */
export function addParameterGradients(
  input: Float64Array,
  inputStart: number,
  rows: number,
  layer: LayerLayout,
  deltas: Float64Array,
  sums: Float64Array,
): void {
  const { inputDim, units, kernelStart, biasStart } = layer;
  const unitEnd = units - (units % 3);
  const columnEnd = inputDim - (inputDim % 2);
  for (let unit = 0; unit < units; unit++) {
    const sum = kernelStart + unit * inputDim;
    if (unit < unitEnd && unit % 3 === 0) {
      for (let column = 0; column < columnEnd; column += 2) {
        addThreeByTwo(
          input,
          inputStart + column,
          rows,
          inputDim,
          units,
          deltas,
          unit,
          sums,
          2 * (sum + column),
        );
      }
    }
    for (let column = unit < unitEnd ? columnEnd : 0; column < inputDim; column++) {
      addOneByOne(input, inputStart + column, rows, inputDim, units, deltas, unit, sums, 2 * (sum + column));
    }
    addBias(deltas, unit, rows, units, sums, 2 * (biasStart + unit));
  }
}

/** Three units, two columns, two rows: twelve sums that stay in registers. */
function addThreeByTwo(
  input: Float64Array,
  inputStart: number,
  rows: number,
  inputDim: number,
  units: number,
  deltas: Float64Array,
  deltaStart: number,
  sums: Float64Array,
  sumsA: number,
): void {
  const sumsB = sumsA + 2 * inputDim;
  const sumsC = sumsB + 2 * inputDim;
  let evenA0 = sums[sumsA] as number;
  let oddA0 = sums[sumsA + 1] as number;
  let evenA1 = sums[sumsA + 2] as number;
  let oddA1 = sums[sumsA + 3] as number;
  let evenB0 = sums[sumsB] as number;
  let oddB0 = sums[sumsB + 1] as number;
  let evenB1 = sums[sumsB + 2] as number;
  let oddB1 = sums[sumsB + 3] as number;
  let evenC0 = sums[sumsC] as number;
  let oddC0 = sums[sumsC + 1] as number;
  let evenC1 = sums[sumsC + 2] as number;
  let oddC1 = sums[sumsC + 3] as number;
  let x = inputStart;
  let delta = deltaStart;
  for (let row = 0; row < rows; row += 2) {
    const x0 = input[x] as number;
    const x1 = input[x + 1] as number;
    const a = deltas[delta] as number;
    evenA0 += a * x0;
    evenA1 += a * x1;
    const b = deltas[delta + 1] as number;
    evenB0 += b * x0;
    evenB1 += b * x1;
    const c = deltas[delta + 2] as number;
    evenC0 += c * x0;
    evenC1 += c * x1;
    x += inputDim;
    delta += units;
    if (row + 1 === rows) break;
    const y0 = input[x] as number;
    const y1 = input[x + 1] as number;
    const d = deltas[delta] as number;
    oddA0 += d * y0;
    oddA1 += d * y1;
    const e = deltas[delta + 1] as number;
    oddB0 += e * y0;
    oddB1 += e * y1;
    const f = deltas[delta + 2] as number;
    oddC0 += f * y0;
    oddC1 += f * y1;
    x += inputDim;
    delta += units;
  }
  sums[sumsA] = evenA0;
  sums[sumsA + 1] = oddA0;
  sums[sumsA + 2] = evenA1;
  sums[sumsA + 3] = oddA1;
  sums[sumsB] = evenB0;
  sums[sumsB + 1] = oddB0;
  sums[sumsB + 2] = evenB1;
  sums[sumsB + 3] = oddB1;
  sums[sumsC] = evenC0;
  sums[sumsC + 1] = oddC0;
  sums[sumsC + 2] = evenC1;
  sums[sumsC + 3] = oddC1;
}

function addOneByOne(
  input: Float64Array,
  inputStart: number,
  rows: number,
  inputDim: number,
  units: number,
  deltas: Float64Array,
  deltaStart: number,
  sums: Float64Array,
  sum: number,
): void {
  let even = sums[sum] as number;
  let odd = sums[sum + 1] as number;
  let x = inputStart;
  let delta = deltaStart;
  for (let row = 0; row < rows; row += 2) {
    even += (deltas[delta] as number) * (input[x] as number);
    if (row + 1 === rows) break;
    odd += (deltas[delta + units] as number) * (input[x + inputDim] as number);
    x += 2 * inputDim;
    delta += 2 * units;
  }
  sums[sum] = even;
  sums[sum + 1] = odd;
}

function addBias(
  deltas: Float64Array,
  unit: number,
  rows: number,
  units: number,
  sums: Float64Array,
  sum: number,
): void {
  let even = sums[sum] as number;
  let odd = sums[sum + 1] as number;
  const end = rows * units;
  for (let delta = unit; delta < end; delta += 2 * units) even += deltas[delta] as number;
  for (let delta = unit + units; delta < end; delta += 2 * units) odd += deltas[delta] as number;
  sums[sum] = even;
  sums[sum + 1] = odd;
}

/** Gradients with respect to the layer's inputs: `output[r, k] = Σ_u deltas[r, u] · kernel[u, k]`. */
export function inputGradients(
  deltas: Float64Array,
  rows: number,
  layer: LayerLayout,
  parameters: Float64Array,
  output: Float64Array,
): void {
  const { inputDim, units, kernelStart } = layer;
  for (let row = 0; row < rows; row++) {
    const outputStart = row * inputDim;
    const first = deltas[row * units] as number;
    for (let column = 0; column < inputDim; column++) {
      output[outputStart + column] = first * (parameters[kernelStart + column] as number);
    }
    for (let unit = 1; unit < units; unit++) {
      const delta = deltas[row * units + unit] as number;
      const weightStart = kernelStart + unit * inputDim;
      for (let column = 0; column < inputDim; column++) {
        output[outputStart + column] =
          (output[outputStart + column] as number) + delta * (parameters[weightStart + column] as number);
      }
    }
  }
}
