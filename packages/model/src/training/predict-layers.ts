import { createMatrix, type Matrix, ShapeError } from '@ssrm/features';
import { FusedNetwork } from '../fused/fused-network.ts';
import type { DenseLayer } from '../network/dense-layer.ts';

/**
 * What layers that `trainLayers` gave say of rows.
 *
 * @param rows - Shape `[n, layers[0].inputDim]`.
 * @returns Shape `[n, units of the last layer]`.
 * @throws {@link ShapeError} if the rows have another width.
 */
export function predictLayers(layers: readonly DenseLayer[], rows: Matrix): Matrix {
  const network = new FusedNetwork(layers);
  if (rows.columnCount !== network.inputDim) {
    throw new ShapeError(
      `Expected rows of ${network.inputDim} numbers, as the first layer takes them, but they have ${rows.columnCount}.`,
    );
  }
  const output = createMatrix(rows.rowCount, network.outputDim);
  network.predict(rows.values, 0, rows.rowCount, output.values, 0);
  return output;
}
