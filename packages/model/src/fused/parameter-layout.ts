import type { DenseLayer } from '../network/dense-layer.ts';

/** Where the numbers of one layer are in the flat parameter array; the kernel is transposed to `[units, inputDim]`. */
export interface LayerLayout {
  readonly inputDim: number;
  readonly units: number;
  readonly kernelStart: number;
  readonly biasStart: number;
}

/** The layouts of layers whose numbers follow each other in one array: kernel, biases, next kernel … */
export function layoutsOf(layers: readonly DenseLayer[]): LayerLayout[] {
  let position = 0;
  return layers.map(({ inputDim, units }) => {
    const kernelStart = position;
    const biasStart = kernelStart + inputDim * units;
    position = biasStart + units;
    return { inputDim, units, kernelStart, biasStart };
  });
}

/** How many numbers the layers have. */
export function parameterCount(layers: readonly DenseLayer[]): number {
  return layers.reduce((count, { inputDim, units }) => count + (inputDim + 1) * units, 0);
}

/** Writes all numbers of the layers into one array. */
export function writeParameters(layers: readonly DenseLayer[], parameters: Float64Array): void {
  for (const [index, { kernelStart, biasStart, inputDim, units }] of layoutsOf(layers).entries()) {
    const { kernel, bias } = layers[index] as DenseLayer;
    parameters.set(transposed(kernel, inputDim, units), kernelStart);
    parameters.set(bias, biasStart);
  }
}

/** The layers with the numbers of the array, copied. */
export function readParameters(layers: readonly DenseLayer[], parameters: Float64Array): DenseLayer[] {
  return layoutsOf(layers).map(({ kernelStart, biasStart, inputDim, units }, index) => ({
    ...(layers[index] as DenseLayer),
    kernel: transposed(parameters.subarray(kernelStart, biasStart), units, inputDim),
    bias: parameters.slice(biasStart, biasStart + units),
  }));
}

/** 1 where the parameter is a kernel's weight (which L2 shrinks), 0 where it is a bias. */
export function weightMask(layers: readonly DenseLayer[]): Uint8Array {
  const mask = new Uint8Array(parameterCount(layers));
  for (const { kernelStart, biasStart } of layoutsOf(layers)) mask.fill(1, kernelStart, biasStart);
  return mask;
}

/** The transpose of a row-major matrix of shape `[rows, columns]`. */
function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      result[column * rows + row] = values[row * columns + column] as number;
    }
  }
  return result;
}
