import { checkLayers, type DenseLayer } from '../network/dense-layer.ts';
import { activate, multiplyBySlope } from './activations.ts';
import { addParameterGradients, inputGradients, weightedSums } from './dense-kernels.ts';
import {
  type LayerLayout,
  layoutsOf,
  parameterCount,
  readParameters,
  writeParameters,
} from './parameter-layout.ts';

/** What training minimises: the mean squared error, or the binary cross-entropy of a sigmoid output. */
export type Loss = 'mse' | 'bce';

/** Rows that are worked on at once: their intermediate numbers stay in the processor's cache. Even, so that even rows stay even. */
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
  readonly #shapes: readonly DenseLayer[];
  readonly #layouts: readonly LayerLayout[];
  readonly #outputs: readonly Float64Array[];
  readonly #deltas: readonly Float64Array[];
  /** For each gradient what the even rows and what the odd rows add to it: the two lanes of a WebAssembly vector. */
  readonly #gradientSums: Float64Array;

  constructor(layers: readonly DenseLayer[]) {
    checkLayers(layers);
    this.#shapes = layers;
    this.#layouts = layoutsOf(layers);
    this.inputDim = (layers[0] as DenseLayer).inputDim;
    this.outputDim = (layers.at(-1) as DenseLayer).units;
    this.parameters = new Float64Array(parameterCount(layers));
    this.gradients = new Float64Array(this.parameters.length);
    this.#gradientSums = new Float64Array(2 * this.parameters.length);
    this.#outputs = layers.map((layer) => new Float64Array(blockRows * layer.units));
    this.#deltas = layers.map((layer) => new Float64Array(blockRows * layer.units));
    writeParameters(layers, this.parameters);
  }

  /** The layers with their present weights, copied. */
  toLayers(): DenseLayer[] {
    return readParameters(this.#shapes, this.parameters);
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
   * Sets `gradients` to those of the mean loss over the rows.
   *
   * @param targets - Shape `[n, outputDim]`.
   */
  backward(input: Float64Array, targets: Float64Array, firstRow: number, rows: number, loss: Loss): void {
    const sums = this.#gradientSums.fill(0);
    const scale = 1 / (rows * this.outputDim);
    for (let done = 0; done < rows; done += blockRows) {
      const count = Math.min(blockRows, rows - done);
      const start = firstRow + done;
      this.#forward(input, start * this.inputDim, count);
      this.#outputDeltas(targets, start * this.outputDim, count, loss, scale);
      this.#backpropagate(input, start * this.inputDim, count);
    }
    for (let index = 0; index < this.gradients.length; index++) {
      this.gradients[index] = (sums[2 * index] as number) + (sums[2 * index + 1] as number);
    }
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

  /** Fills the last layer's deltas: the gradient of the loss before the last activation. */
  #outputDeltas(targets: Float64Array, start: number, rows: number, loss: Loss, scale: number): void {
    const last = this.#layouts.length - 1;
    const outputs = this.#outputs[last] as Float64Array;
    const deltas = this.#deltas[last] as Float64Array;
    const count = rows * this.outputDim;
    const factor = loss === 'mse' ? 2 : 1;
    for (let index = 0; index < count; index++) {
      const difference = (outputs[index] as number) - (targets[start + index] as number);
      deltas[index] = factor * difference * scale;
    }
    // The slope of the sigmoid cancels in the cross-entropy: d loss / d z = p − y.
    if (loss === 'mse') {
      multiplyBySlope((this.#shapes[last] as DenseLayer).activation, deltas, outputs, count);
    }
  }

  #backpropagate(input: Float64Array, inputStart: number, rows: number): void {
    for (let index = this.#layouts.length - 1; index >= 0; index--) {
      const layout = this.#layouts[index] as LayerLayout;
      const deltas = this.#deltas[index] as Float64Array;
      if (index === 0) {
        addParameterGradients(input, inputStart, rows, layout, deltas, this.#gradientSums);
        return;
      }
      const below = this.#outputs[index - 1] as Float64Array;
      const belowDeltas = this.#deltas[index - 1] as Float64Array;
      addParameterGradients(below, 0, rows, layout, deltas, this.#gradientSums);
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
