import type { DenseLayer } from '../network/dense-layer.ts';
import { FusedNetwork } from './fused-network.ts';
import { WasmNetwork } from './wasm-network.ts';

/** So many rows at a time; fewer are not worth a memory of their own. */
const PART_ROWS = 2048;

/**
 * Outputs of rows: in WebAssembly where there is such a thing and the rows are many, else in TypeScript, with the same bits.
 *
 * @param rows - Shape `[rowCount, layers[0].inputDim]`.
 * @returns Shape `[rowCount, units of the last layer]`.
 */
export function predictRows(
  layers: readonly DenseLayer[],
  rows: Float64Array,
  rowCount: number,
): Float64Array {
  const loop = new FusedNetwork(layers);
  const outputs = new Float64Array(rowCount * loop.outputDim);
  const inParts = rowCount < PART_ROWS ? 0 : rowCount - (rowCount % PART_ROWS);
  const fast = inParts === 0 ? undefined : WasmNetwork.createNow(layers, [PART_ROWS, PART_ROWS]);
  const done = fast === undefined ? 0 : inParts;
  for (let first = 0; first < done; first += PART_ROWS) fast?.predictRows(rows, first, outputs);
  loop.predict(rows, done, rowCount - done, outputs, done * loop.outputDim);
  return outputs;
}
