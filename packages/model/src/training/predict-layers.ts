import { type Matrix, ShapeError } from '@ssrm/features';
import { predictRows } from '../fused/predict-rows.ts';
import type { DenseLayer } from '../network/dense-layer.ts';

/**
 * What layers that `trainLayers` gave say of rows.
 *
 * @param rows - Shape `[n, layers[0].inputDim]`.
 * @returns Shape `[n, units of the last layer]`.
 * @throws {@link ShapeError} if the rows have another width.
 */
export function predictLayers(layers: readonly DenseLayer[], rows: Matrix): Matrix {
  const [inputDim, outputDim] = [layers[0]?.inputDim ?? 0, layers.at(-1)?.units ?? 0];
  if (rows.columnCount !== inputDim) {
    throw new ShapeError(
      `Expected rows of ${inputDim} numbers, as the first layer takes them, but they have ${rows.columnCount}.`,
    );
  }
  const values = predictRows(layers, rows.values, rows.rowCount);
  return { rowCount: rows.rowCount, columnCount: outputDim, values };
}
