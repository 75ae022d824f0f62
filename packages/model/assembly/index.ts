// Training in WebAssembly: the same sums as `fused-network.ts` in the same order, two rows to a vector, so that the bits
// are the same. `scripts/embed-kernels.ts` puts the compiled module into `src/fused`.
import { activate, multiplyBySlope } from './activations';
import { addParameterGradients, inputGradients } from './gradients';
import {
  BLOCK_ROWS,
  CHUNK_BLOCKS,
  COLUMN_BYTES,
  Layer,
  layerAt,
  MEAN_SQUARED_ERROR,
  Network,
} from './network';
import { weightedSums } from './weighted-sums';

/** Outputs for `blocks` blocks of rows, written to `target` in blocks. */
export function predict(network: Network, input: usize, blocks: i32, target: usize): void {
  const inputBytes = <usize>layerAt(network, 0).inputDim * COLUMN_BYTES;
  const last = layerAt(network, network.layerCount - 1);
  const outputBytes = <usize>last.units * COLUMN_BYTES;
  for (let done = 0; done < blocks; done += CHUNK_BLOCKS) {
    const count = min(CHUNK_BLOCKS, blocks - done);
    forward(network, input, count);
    memory.copy(target, last.outputs, <usize>count * outputBytes);
    input += <usize>count * inputBytes;
    target += <usize>count * outputBytes;
  }
}

/** Sets the gradients to those of the mean loss over `rows` rows, which begin a block. */
export function backward(network: Network, input: usize, targets: usize, rows: i32, loss: i32): void {
  const inputBytes = <usize>layerAt(network, 0).inputDim * COLUMN_BYTES;
  const last = layerAt(network, network.layerCount - 1);
  const outputBytes = <usize>last.units * COLUMN_BYTES;
  const scale = 1 / <f64>(rows * last.units);
  memory.fill(network.sums, 0, <usize>network.parameterCount * 16);
  for (let done = 0; done < rows; done += CHUNK_BLOCKS * BLOCK_ROWS) {
    const count = min(CHUNK_BLOCKS * BLOCK_ROWS, rows - done);
    const blocks = (count + BLOCK_ROWS - 1) / BLOCK_ROWS;
    forward(network, input, blocks);
    outputDeltas(last, targets, blocks, loss, scale);
    clearPadding(last, count);
    backpropagate(network, input, blocks);
    input += <usize>blocks * inputBytes;
    targets += <usize>blocks * outputBytes;
  }
  addLanes(network);
}

function forward(network: Network, input: usize, blocks: i32): void {
  for (let index = 0; index < network.layerCount; index++) {
    const layer = layerAt(network, index);
    weightedSums(layer, input, blocks);
    input = layer.outputs;
    activate(layer.activation, input, input + <usize>(blocks * layer.units) * COLUMN_BYTES);
  }
}

/** The gradient of the loss before the last activation. */
function outputDeltas(layer: Layer, targets: usize, blocks: i32, loss: i32, scale: f64): void {
  const bytes = <usize>(blocks * layer.units) * COLUMN_BYTES;
  const deltas = layer.deltas;
  const outputs = layer.outputs;
  const factor: f64 = loss == MEAN_SQUARED_ERROR ? 2 : 1;
  for (let at: usize = 0; at < bytes; at += 16) {
    const difference = f64x2.sub(v128.load(outputs + at), v128.load(targets + at));
    const doubled = f64x2.mul(difference, f64x2.splat(factor));
    v128.store(deltas + at, f64x2.mul(doubled, f64x2.splat(scale)));
  }
  // The slope of the sigmoid cancels in the cross-entropy: d loss / d z = p − y.
  if (loss == MEAN_SQUARED_ERROR) multiplyBySlope(layer.activation, deltas, deltas + bytes, outputs);
}

/** The last block's places after the last row add nothing to any gradient. */
function clearPadding(layer: Layer, rows: i32): void {
  const used = rows % BLOCK_ROWS;
  if (used == 0) return;
  const block = layer.deltas + <usize>((rows / BLOCK_ROWS) * layer.units) * COLUMN_BYTES;
  for (let unit = 0; unit < layer.units; unit++) {
    memory.fill(block + <usize>unit * COLUMN_BYTES + <usize>used * 8, 0, <usize>(BLOCK_ROWS - used) * 8);
  }
}

function backpropagate(network: Network, input: usize, blocks: i32): void {
  for (let index = network.layerCount - 1; index > 0; index--) {
    const layer = layerAt(network, index);
    const below = layerAt(network, index - 1);
    addParameterGradients(layer, below.outputs, blocks);
    inputGradients(layer, blocks, below.deltas);
    const end = below.deltas + <usize>(blocks * below.units) * COLUMN_BYTES;
    multiplyBySlope(below.activation, below.deltas, end, below.outputs);
  }
  addParameterGradients(layerAt(network, 0), input, blocks);
}

function addLanes(network: Network): void {
  let sums = network.sums;
  let gradients = network.gradients;
  for (let index = 0; index < network.parameterCount; index++) {
    store<f64>(gradients, load<f64>(sums) + load<f64>(sums, 8));
    sums += 16;
    gradients += 8;
  }
}
export { toBlocks } from './blocks';
export { addProducts } from './products';
export { addSparseProducts } from './sparse';
export { enterNode, searchColumn } from './splits';
