import { ShapeError } from './errors.ts';

/** A matrix of 64-bit floats in row-major order: the value of row i, column j is `values[i * columnCount + j]`. */
export interface Matrix {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly values: Float64Array;
}

/** A matrix of zeros of shape `[rowCount, columnCount]`. */
export function createMatrix(rowCount: number, columnCount: number): Matrix {
  return { rowCount, columnCount, values: new Float64Array(rowCount * columnCount) };
}

/**
 * A matrix from nested arrays.
 *
 * @param rows - Shape `[n, d]`. With n = 0 the result has `columnCount` columns (0 unless given).
 * @throws {@link ShapeError} if rows differ in width.
 */
export function matrixFromRows(
  rows: readonly (readonly number[])[],
  columnCount: number = rows[0]?.length ?? 0,
): Matrix {
  const matrix = createMatrix(rows.length, columnCount);
  for (const [index, row] of rows.entries()) {
    if (row.length !== columnCount) {
      throw new ShapeError(`Every row must have ${columnCount} columns, but row ${index} has ${row.length}.`);
    }
    matrix.values.set(row, index * columnCount);
  }
  return matrix;
}

/** Row `index` as a view: writing to it changes the matrix. */
export function matrixRow(matrix: Matrix, index: number): Float64Array {
  return matrix.values.subarray(index * matrix.columnCount, (index + 1) * matrix.columnCount);
}

/** The rows at `indices`, in that order, copied. */
export function selectRows(matrix: Matrix, indices: readonly number[]): Matrix {
  const selected = createMatrix(indices.length, matrix.columnCount);
  for (const [position, index] of indices.entries()) {
    selected.values.set(matrixRow(matrix, index), position * matrix.columnCount);
  }
  return selected;
}

/** Nested arrays of shape `[n, d]`. */
export function matrixToRows(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rowCount }, (_, index) => Array.from(matrixRow(matrix, index)));
}
