// The three loops that training spends its time in. The first two take four rows and three units at a time: a number is
// then loaded once for several products, and the sums do not wait for each other. They are longer for that reason.

/** Where the numbers of one layer are in the flat parameter array; the kernel is transposed to `[units, inputDim]`. */
export interface LayerLayout {
  readonly inputDim: number;
  readonly units: number;
  readonly kernelStart: number;
  readonly biasStart: number;
}

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
 * Adds to `gradients`, at the places of the layer's parameters, the gradient that `rows` rows give:
 * `Σ_r delta[r, u] · input[r, k]` for weights, `Σ_r delta[r, u]` for biases.
 */
export function addParameterGradients(
  input: Float64Array,
  inputStart: number,
  rows: number,
  layer: LayerLayout,
  deltas: Float64Array,
  gradients: Float64Array,
): void {
  const { inputDim, units, kernelStart, biasStart } = layer;
  let row = 0;
  for (; row + 3 < rows; row += 4) {
    const start0 = inputStart + row * inputDim;
    let unit = 0;
    for (; unit + 2 < units; unit += 3) {
      addThreeUnits(
        input,
        start0,
        inputDim,
        deltas,
        row * units + unit,
        units,
        gradients,
        kernelStart + unit * inputDim,
      );
    }
    for (; unit < units; unit++) {
      addOneUnit(
        input,
        start0,
        inputDim,
        deltas,
        row * units + unit,
        units,
        gradients,
        kernelStart + unit * inputDim,
      );
    }
  }
  for (; row < rows; row++) {
    const start = inputStart + row * inputDim;
    for (let unit = 0; unit < units; unit++) {
      const delta = deltas[row * units + unit] as number;
      const weightStart = kernelStart + unit * inputDim;
      for (let column = 0; column < inputDim; column++) {
        gradients[weightStart + column] =
          (gradients[weightStart + column] as number) + delta * (input[start + column] as number);
      }
    }
  }
  for (let unit = 0; unit < units; unit++) {
    let sum = gradients[biasStart + unit] as number;
    for (let position = unit; position < rows * units; position += units) sum += deltas[position] as number;
    gradients[biasStart + unit] = sum;
  }
}

/** Four rows, three neighbouring units. */
function addThreeUnits(
  input: Float64Array,
  start0: number,
  inputDim: number,
  deltas: Float64Array,
  delta: number,
  units: number,
  gradients: Float64Array,
  kernelA: number,
): void {
  const start1 = start0 + inputDim;
  const start2 = start1 + inputDim;
  const start3 = start2 + inputDim;
  const kernelB = kernelA + inputDim;
  const kernelC = kernelB + inputDim;
  const a0 = deltas[delta] as number;
  const b0 = deltas[delta + 1] as number;
  const c0 = deltas[delta + 2] as number;
  const a1 = deltas[delta + units] as number;
  const b1 = deltas[delta + units + 1] as number;
  const c1 = deltas[delta + units + 2] as number;
  const a2 = deltas[delta + 2 * units] as number;
  const b2 = deltas[delta + 2 * units + 1] as number;
  const c2 = deltas[delta + 2 * units + 2] as number;
  const a3 = deltas[delta + 3 * units] as number;
  const b3 = deltas[delta + 3 * units + 1] as number;
  const c3 = deltas[delta + 3 * units + 2] as number;
  for (let column = 0; column < inputDim; column++) {
    const x0 = input[start0 + column] as number;
    const x1 = input[start1 + column] as number;
    const x2 = input[start2 + column] as number;
    const x3 = input[start3 + column] as number;
    gradients[kernelA + column] =
      (gradients[kernelA + column] as number) + (a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3);
    gradients[kernelB + column] =
      (gradients[kernelB + column] as number) + (b0 * x0 + b1 * x1 + b2 * x2 + b3 * x3);
    gradients[kernelC + column] =
      (gradients[kernelC + column] as number) + (c0 * x0 + c1 * x1 + c2 * x2 + c3 * x3);
  }
}

/** Four rows, one unit. */
function addOneUnit(
  input: Float64Array,
  start0: number,
  inputDim: number,
  deltas: Float64Array,
  delta: number,
  units: number,
  gradients: Float64Array,
  kernelStart: number,
): void {
  const start1 = start0 + inputDim;
  const start2 = start1 + inputDim;
  const start3 = start2 + inputDim;
  const delta0 = deltas[delta] as number;
  const delta1 = deltas[delta + units] as number;
  const delta2 = deltas[delta + 2 * units] as number;
  const delta3 = deltas[delta + 3 * units] as number;
  for (let column = 0; column < inputDim; column++) {
    gradients[kernelStart + column] =
      (gradients[kernelStart + column] as number) +
      (delta0 * (input[start0 + column] as number) +
        delta1 * (input[start1 + column] as number) +
        delta2 * (input[start2 + column] as number) +
        delta3 * (input[start3 + column] as number));
  }
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
