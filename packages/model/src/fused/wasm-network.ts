import { type Activation, checkLayers, type DenseLayer } from '../network/dense-layer.ts';
import type { Loss } from './fused-network.ts';
import { layoutsOf, parameterCount, writeParameters } from './parameter-layout.ts';
import { blockCount, blockRows, readBlocks, writeBlocks } from './row-blocks.ts';
import {
  createMemory,
  FIRST_ADDRESS,
  startKernels,
  startKernelsNow,
  type WasmKernels,
} from './wasm-kernels.ts';

/** Rows in the network's memory; the addresses are in bytes. */
interface Part {
  readonly rows: number;
  readonly inputs: number;
  readonly targets: number;
}

/** As in `assembly/network.ts`. */
const chunkBlocks = 16;
const activationCodes: Record<Activation, number> = { linear: 0, sigmoid: 1, tanh: 2, relu: 3 };
const lossCodes: Record<Loss, number> = { mse: 0, bce: 1 };
const networkFields = 5;
const layerFields = 9;

/**
 * A stack of dense layers and the rows that it works on, in a WebAssembly memory of their own: what `FusedNetwork` does,
 * to the same bits, several times faster.
 */
export class WasmNetwork {
  readonly parameters: Float64Array;
  readonly gradients: Float64Array;
  readonly #inputDim: number;
  readonly #outputDim: number;
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: WasmKernels;
  readonly #network: number;
  readonly #predictions: number;
  readonly #parts: readonly Part[];

  /**
   * @param partRows - The rows of each part: what is worked on in one call.
   * @returns Undefined where there is no WebAssembly with 128-bit vectors, or not enough memory.
   */
  static async create(
    layers: readonly DenseLayer[],
    partRows: readonly number[],
  ): Promise<WasmNetwork | undefined> {
    checkLayers(layers);
    const plan = planMemory(layers, partRows);
    const memory = createMemory(plan.bytes);
    const kernels = memory && (await startKernels(memory));
    return memory && kernels && new WasmNetwork(layers, plan, memory, kernels);
  }

  /** The same at once: see {@link startKernelsNow}. */
  static createNow(layers: readonly DenseLayer[], partRows: readonly number[]): WasmNetwork | undefined {
    const plan = planMemory(layers, partRows);
    const memory = createMemory(plan.bytes);
    const kernels = memory && startKernelsNow(memory);
    return memory && kernels && new WasmNetwork(layers, plan, memory, kernels);
  }

  private constructor(
    layers: readonly DenseLayer[],
    plan: MemoryPlan,
    memory: WebAssembly.Memory,
    kernels: WasmKernels,
  ) {
    const { buffer } = memory;
    const count = parameterCount(layers);
    this.parameters = new Float64Array(buffer, plan.parameters, count);
    this.gradients = new Float64Array(buffer, plan.gradients, count);
    this.#inputDim = (layers[0] as DenseLayer).inputDim;
    this.#outputDim = (layers.at(-1) as DenseLayer).units;
    this.#memory = memory;
    this.#kernels = kernels;
    this.#network = plan.network;
    this.#predictions = plan.predictions;
    this.#parts = plan.parts;
    writeParameters(layers, this.parameters);
    new Int32Array(buffer, plan.network, plan.table.length).set(plan.table);
  }

  /** Puts the rows from `firstRow` on into a part. */
  write(part: number, inputs: Float64Array, targets: Float64Array, firstRow: number): void {
    const { rows, inputs: inputStart, targets: targetStart } = this.#parts[part] as Part;
    const inputDim = this.#inputDim;
    const outputDim = this.#outputDim;
    writeBlocks(inputs, firstRow * inputDim, rows, inputDim, this.#blocks(inputStart, rows, inputDim));
    writeBlocks(targets, firstRow * outputDim, rows, outputDim, this.#blocks(targetStart, rows, outputDim));
  }

  /** Outputs for rows that are only scored, as many as the first part has, whole blocks; the second part has room for them. */
  predictRows(inputs: Float64Array, firstRow: number, target: Float64Array): void {
    const [{ rows, inputs: blocks }, { inputs: copy }] = this.#parts as [Part, Part];
    const size = rows * this.#inputDim;
    const from = firstRow * this.#inputDim;
    new Float64Array(this.#memory.buffer, copy, size).set(inputs.subarray(from, from + size));
    this.#kernels.toBlocks(copy, blockCount(rows), this.#inputDim, blocks);
    this.predict(0, target, firstRow * this.#outputDim);
  }

  /** Sets `gradients` to those of the mean loss over the part. */
  backward(part: number, loss: Loss): void {
    const { rows, inputs, targets } = this.#parts[part] as Part;
    this.#kernels.backward(this.#network, inputs, targets, rows, lossCodes[loss]);
  }

  /** Outputs for the rows of a part, written to `target` from `start` on (shape `[rows, outputDim]`). */
  predict(part: number, target: Float64Array, start: number): void {
    const { rows, inputs } = this.#parts[part] as Part;
    this.#kernels.predict(this.#network, inputs, blockCount(rows), this.#predictions);
    readBlocks(this.#blocks(this.#predictions, rows, this.#outputDim), rows, this.#outputDim, target, start);
  }

  #blocks(address: number, rows: number, columns: number): Float64Array {
    return new Float64Array(this.#memory.buffer, address, blockCount(rows) * blockRows * columns);
  }
}

interface MemoryPlan {
  readonly bytes: number;
  readonly network: number;
  readonly parameters: number;
  readonly gradients: number;
  readonly predictions: number;
  readonly parts: readonly Part[];
  /** The structures `Network` and `Layer` of `assembly/network.ts`, to be written at `network`. */
  readonly table: readonly number[];
}

/** Gives everything its place. */
function planMemory(layers: readonly DenseLayer[], partRows: readonly number[]): MemoryPlan {
  let bytes = FIRST_ADDRESS;
  const take = (numbers: number): number => {
    const address = bytes;
    bytes += Math.ceil(numbers / 8) * 64;
    return address;
  };
  const takeBlocks = (blocks: number, columns: number) => take(blocks * blockRows * columns);
  const inputDim = layers[0]?.inputDim ?? 0;
  const outputDim = layers.at(-1)?.units ?? 0;
  const count = parameterCount(layers);
  const network = take(networkFields + layers.length * layerFields);
  const parameters = take(count);
  const gradients = take(count);
  const sums = take(2 * count);
  const table = [layers.length, count, network + 4 * networkFields, gradients, sums];
  for (const [index, { units, kernelStart, biasStart }] of layoutsOf(layers).entries()) {
    const layer = layers[index] as DenseLayer;
    const kernel = [parameters + 8 * kernelStart, parameters + 8 * biasStart];
    const kernelSums = [sums + 16 * kernelStart, sums + 16 * biasStart];
    const outputs = [takeBlocks(chunkBlocks, units), takeBlocks(chunkBlocks, units)];
    table.push(
      layer.inputDim,
      units,
      activationCodes[layer.activation],
      ...kernel,
      ...kernelSums,
      ...outputs,
    );
  }
  const predictions = takeBlocks(blockCount(Math.max(0, ...partRows)), outputDim);
  const parts = partRows.map((rows) => ({
    rows,
    inputs: takeBlocks(blockCount(rows), inputDim),
    targets: takeBlocks(blockCount(rows), outputDim),
  }));
  return { bytes, network, parameters, gradients, predictions, parts, table };
}
