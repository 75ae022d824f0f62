import { createMatrix, type Matrix } from '@ssrm/features';

/**
 * A matrix that stores only what is not zero, row by row, in single precision: the entries of row i are
 * `columns[p]`, `values[p]` for p from `rowStarts[i]` to `rowStarts[i + 1] − 1`. Compact on purpose: most of the
 * time that n-gram vectors take is spent on touching memory.
 */
export interface SparseMatrix {
  readonly rowCount: number;
  /** At most 65,536. */
  readonly columnCount: number;
  /** Length `rowCount + 1`. */
  readonly rowStarts: Uint32Array;
  readonly columns: Uint16Array;
  readonly values: Float32Array;
}

/** True for a {@link SparseMatrix}. */
export function isSparseMatrix(matrix: Matrix | SparseMatrix): matrix is SparseMatrix {
  return 'rowStarts' in matrix;
}

/** The same numbers as a dense matrix. */
export function toDenseMatrix(matrix: Matrix | SparseMatrix): Matrix {
  if (!isSparseMatrix(matrix)) return matrix;
  const dense = createMatrix(matrix.rowCount, matrix.columnCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    const end = matrix.rowStarts[row + 1] as number;
    for (let entry = matrix.rowStarts[row] as number; entry < end; entry++) {
      dense.values[row * matrix.columnCount + (matrix.columns[entry] as number)] = matrix.values[
        entry
      ] as number;
    }
  }
  return dense;
}

/** Collects the rows of a {@link SparseMatrix} in buffers that hold at most `capacity` entries. */
export class SparseMatrixBuilder {
  readonly #columnCount: number;
  readonly #rowStarts: Uint32Array;
  readonly #columns: Uint16Array;
  readonly #values: Float32Array;
  #entryCount = 0;
  #rowCount = 0;

  constructor(rowCount: number, columnCount: number, capacity: number) {
    this.#columnCount = columnCount;
    this.#rowStarts = new Uint32Array(rowCount + 1);
    this.#columns = new Uint16Array(capacity);
    this.#values = new Float32Array(capacity);
  }

  /** Appends a row: the values at the first `placeCount` places of a dense row times `scale`, without zeros. */
  addRow(places: Uint32Array, placeCount: number, dense: Float64Array, scale: number): void {
    const columns = this.#columns;
    const values = this.#values;
    let end = this.#entryCount;
    for (let index = 0; index < placeCount; index++) {
      const place = places[index] as number;
      const value = (dense[place] as number) * scale;
      if (value === 0) continue;
      columns[end] = place;
      values[end] = value;
      end += 1;
    }
    this.#entryCount = end;
    this.#rowCount += 1;
    this.#rowStarts[this.#rowCount] = end;
  }

  build(): SparseMatrix {
    return {
      rowCount: this.#rowCount,
      columnCount: this.#columnCount,
      rowStarts: this.#rowStarts,
      columns: this.#columns.subarray(0, this.#entryCount),
      values: this.#values.subarray(0, this.#entryCount),
    };
  }
}
