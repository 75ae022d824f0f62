import { checkLayers, type DenseLayer } from '../network/dense-layer.ts';
import { activate, multiplyBySlope } from './activations.ts';
import { addParameterGradients, inputGradients, type LayerLayout, weightedSums } from './dense-kernels.ts';

/** What training minimises: the mean squared error, or the binary cross-entropy of a sigmoid output. */
export type Loss = 'mse' | 'bce';

/** Rows that are worked on at once: their intermediate numbers stay in the processor's cache. */
const blockRows = 256;

/**
 * A stack of dense layers over flat 64-bit arrays, with its own forward and backward pass.
 * All parameters are in one array, and all gradients in another of the same layout.
 */
export class FusedNetwork {
  readonly inputDim: number;
  readonly outputDim: number;
  readonly parameters: Float64Array;
  readonly gradients: Float64Array;
  /** 1 where the parameter is a kernel's weight (which L2 shrinks), 0 where it is a bias. */
  readonly isWeight: Uint8Array;
  readonly #shapes: readonly DenseLayer[];
  readonly #layouts: readonly LayerLayout[];
  readonly #outputs: readonly Float64Array[];
  readonly #deltas: readonly Float64Array[];

  constructor(layers: readonly DenseLayer[]) {
    checkLayers(layers);
    this.#shapes = layers;
    this.#layouts = layoutsOf(layers);
    const last = this.#layouts.at(-1) as LayerLayout;
    this.inputDim = (layers[0] as DenseLayer).inputDim;
    this.outputDim = last.units;
    this.parameters = new Float64Array(last.biasStart + last.units);
    this.gradients = new Float64Array(this.parameters.length);
    this.isWeight = new Uint8Array(this.parameters.length);
    this.#outputs = layers.map((layer) => new Float64Array(blockRows * layer.units));
    this.#deltas = layers.map((layer) => new Float64Array(blockRows * layer.units));
    for (const [index, layout] of this.#layouts.entries()) {
      this.isWeight.fill(1, layout.kernelStart, layout.biasStart);
      const layer = layers[index] as DenseLayer;
      this.parameters.set(transposed(layer.kernel, layer.inputDim, layer.units), layout.kernelStart);
      this.parameters.set(layer.bias, layout.biasStart);
    }
  }

  /** The layers with their present weights, copied. */
  toLayers(): DenseLayer[] {
    return this.#layouts.map((layout, index) => ({
      ...(this.#shapes[index] as DenseLayer),
      kernel: transposed(
        this.parameters.subarray(layout.kernelStart, layout.biasStart),
        layout.units,
        layout.inputDim,
      ),
      bias: this.parameters.slice(layout.biasStart, layout.biasStart + layout.units),
    }));
  }

  /**
   * Outputs for `rows` rows of `input` from row `firstRow` on, written to `target` from `targetStart` on
   * (shape `[rows, outputDim]`).
   */
  predict(
    input: Float64Array,
    firstRow: number,
    rows: number,
    target: Float64Array,
    targetStart: number,
  ): void {
    for (let done = 0; done < rows; done += blockRows) {
      const count = Math.min(blockRows, rows - done);
      const output = this.#forward(input, (firstRow + done) * this.inputDim, count);
      for (let index = 0; index < count * this.outputDim; index++) {
        target[targetStart + done * this.outputDim + index] = output[index] as number;
      }
    }
  }

  /**
   * Sets `gradients` to those of the mean loss over the rows, and returns that loss (before any update).
   *
   * @param targets - Shape `[n, outputDim]`.
   */
  backward(input: Float64Array, targets: Float64Array, firstRow: number, rows: number, loss: Loss): number {
    this.gradients.fill(0);
    const scale = 1 / (rows * this.outputDim);
    let total = 0;
    for (let done = 0; done < rows; done += blockRows) {
      const count = Math.min(blockRows, rows - done);
      const start = firstRow + done;
      this.#forward(input, start * this.inputDim, count);
      total += this.#outputDeltas(targets, start * this.outputDim, count, loss, scale);
      this.#backpropagate(input, start * this.inputDim, count);
    }
    return total * scale;
  }

  #forward(input: Float64Array, inputStart: number, rows: number): Float64Array {
    let current = input;
    let start = inputStart;
    for (let index = 0; index < this.#layouts.length; index++) {
      const layout = this.#layouts[index] as LayerLayout;
      const output = this.#outputs[index] as Float64Array;
      weightedSums(current, start, rows, layout, this.parameters, output);
      activate((this.#shapes[index] as DenseLayer).activation, output, rows * layout.units);
      current = output;
      start = 0;
    }
    return current;
  }

  /** Fills the last layer's deltas (loss gradient before the activation) and returns the summed loss. */
  #outputDeltas(targets: Float64Array, start: number, rows: number, loss: Loss, scale: number): number {
    const last = this.#layouts.length - 1;
    const outputs = this.#outputs[last] as Float64Array;
    const deltas = this.#deltas[last] as Float64Array;
    const count = rows * this.outputDim;
    if (loss === 'bce') {
      // The slope of the sigmoid cancels: d loss / d z = p − y.
      for (let index = 0; index < count; index++) {
        deltas[index] = ((outputs[index] as number) - (targets[start + index] as number)) * scale;
      }
      return summedLoss(loss, outputs, 0, targets, start, count);
    }
    let total = 0;
    for (let index = 0; index < count; index++) {
      const difference = (outputs[index] as number) - (targets[start + index] as number);
      total += difference * difference;
      deltas[index] = 2 * difference * scale;
    }
    multiplyBySlope((this.#shapes[last] as DenseLayer).activation, deltas, outputs, count);
    return total;
  }

  #backpropagate(input: Float64Array, inputStart: number, rows: number): void {
    for (let index = this.#layouts.length - 1; index >= 0; index--) {
      const layout = this.#layouts[index] as LayerLayout;
      const deltas = this.#deltas[index] as Float64Array;
      if (index === 0) {
        addParameterGradients(input, inputStart, rows, layout, deltas, this.gradients);
        return;
      }
      const below = this.#outputs[index - 1] as Float64Array;
      const belowDeltas = this.#deltas[index - 1] as Float64Array;
      addParameterGradients(below, 0, rows, layout, deltas, this.gradients);
      inputGradients(deltas, rows, layout, this.parameters, belowDeltas);
      const { activation } = this.#shapes[index - 1] as DenseLayer;
      multiplyBySlope(activation, belowDeltas, below, rows * layout.inputDim);
    }
  }
}

/** Loss summed over `count` outputs: (p − y)², or −y ln p − (1 − y) ln(1 − p) with p kept 1e-7 from 0 and 1. */
export function summedLoss(
  loss: Loss,
  outputs: Float64Array,
  outputStart: number,
  targets: Float64Array,
  targetStart: number,
  count: number,
): number {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const output = outputs[outputStart + index] as number;
    const target = targets[targetStart + index] as number;
    if (loss === 'mse') {
      total += (output - target) * (output - target);
    } else {
      const clipped = Math.min(1 - 1e-7, Math.max(1e-7, output));
      total -= target * Math.log(clipped) + (1 - target) * Math.log(1 - clipped);
    }
  }
  return total;
}

function layoutsOf(layers: readonly DenseLayer[]): LayerLayout[] {
  let position = 0;
  return layers.map(({ inputDim, units }) => {
    const kernelStart = position;
    const biasStart = kernelStart + inputDim * units;
    position = biasStart + units;
    return { inputDim, units, kernelStart, biasStart };
  });
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
