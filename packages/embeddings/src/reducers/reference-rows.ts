import {
  checkArtifact,
  createMatrix,
  fromBase64,
  InvalidArtifactError,
  type Matrix,
  toBase64,
} from '@ssrm/features';
import { readCount } from '../numbers-json.ts';
import { isSparseMatrix, type SparseMatrix } from '../sparse-matrix.ts';

/** Rows near another, nearest first. */
export interface Neighbours {
  readonly rows: number[];
  /** Euclidean. */
  readonly distances: number[];
}

export interface ReferenceRowsJson {
  readonly kind: 'reference-rows';
  readonly version: 1;
  readonly columnCount: number;
  /** Base64 of 32-bit integers and floats. */
  readonly rowStarts: string;
  readonly columns: string;
  readonly values: string;
}

/**
 * Different rows in a fixed order, in single precision and without zeros, that other rows are compared with.
 * Rows that were equal are one; the order does not depend on the order they came in.
 */
export class ReferenceRows {
  static readonly kind = 'reference-rows';

  readonly rowCount: number;
  readonly columnCount: number;
  readonly #rowStarts: Uint32Array;
  readonly #columns: Uint32Array;
  readonly #values: Float32Array;
  /** Rows by the hash of their entries. */
  readonly #rowsByHash: ReadonlyMap<number, readonly number[]>;

  private constructor(
    columnCount: number,
    rowStarts: Uint32Array,
    columns: Uint32Array,
    values: Float32Array,
  ) {
    this.rowCount = rowStarts.length - 1;
    this.columnCount = columnCount;
    this.#rowStarts = rowStarts;
    this.#columns = columns;
    this.#values = values;
    const rowsByHash = new Map<number, number[]>();
    for (let row = 0; row < this.rowCount; row++) {
      const hash = hashEntries(this.#entries(row));
      rowsByHash.set(hash, [...(rowsByHash.get(hash) ?? []), row]);
    }
    this.#rowsByHash = rowsByHash;
  }

  static from(matrix: Matrix | SparseMatrix): ReferenceRows {
    const rows = Array.from({ length: matrix.rowCount }, (_, row) => singlePrecisionEntries(matrix, row));
    const sorted = rows.sort(compareEntries);
    const distinct = sorted.filter(
      (row, index) => index === 0 || compareEntries(row, sorted[index - 1] as Entries) !== 0,
    );
    const rowStarts = new Uint32Array(distinct.length + 1);
    for (const [index, row] of distinct.entries()) {
      rowStarts[index + 1] = (rowStarts[index] as number) + row.columns.length;
    }
    const columns = new Uint32Array(rowStarts[distinct.length] as number);
    const values = new Float32Array(columns.length);
    for (const [index, row] of distinct.entries()) {
      columns.set(row.columns, rowStarts[index]);
      values.set(row.values, rowStarts[index]);
    }
    return new ReferenceRows(matrix.columnCount, rowStarts, columns, values);
  }

  static fromJSON(json: unknown): ReferenceRows {
    const fields = checkArtifact(json, ReferenceRows.kind, 1);
    const columnCount = readCount(fields.columnCount, 'columnCount of reference-rows');
    const rowStarts = new Uint32Array(readWords(fields.rowStarts, 'rowStarts of reference-rows'));
    const columns = new Uint32Array(readWords(fields.columns, 'columns of reference-rows'));
    const values = new Float32Array(readWords(fields.values, 'values of reference-rows'));
    const isWhole =
      rowStarts.length > 0 &&
      rowStarts[0] === 0 &&
      rowStarts.at(-1) === columns.length &&
      rowStarts.every((start, row) => row === 0 || start >= (rowStarts[row - 1] as number)) &&
      columns.length === values.length &&
      columns.every((column) => column < columnCount) &&
      values.every(Number.isFinite);
    if (!isWhole) {
      throw new InvalidArtifactError(
        'The parts of reference-rows do not fit together. The saved JSON is damaged.',
      );
    }
    return new ReferenceRows(columnCount, rowStarts, columns, values);
  }

  /** The `count` rows nearest to row `row` of `matrix` (all if there are fewer), found by comparing with each. */
  nearest(matrix: Matrix | SparseMatrix, row: number, count: number): Neighbours {
    return this.#nearestTo(singlePrecisionEntries(matrix, row), count);
  }

  /** The same for a row of these: itself first, at distance 0. */
  nearestToOwn(row: number, count: number): Neighbours {
    return this.#nearestTo(this.#entries(row), count);
  }

  /** Which of these rows row `row` of `matrix` is equal to, or −1. */
  indexOf(matrix: Matrix | SparseMatrix, row: number): number {
    const entries = singlePrecisionEntries(matrix, row);
    const candidates = this.#rowsByHash.get(hashEntries(entries)) ?? [];
    return candidates.find((candidate) => compareEntries(this.#entries(candidate), entries) === 0) ?? -1;
  }

  /** These rows with their zeros. */
  toMatrix(): Matrix {
    const matrix = createMatrix(this.rowCount, this.columnCount);
    for (let row = 0; row < this.rowCount; row++) {
      const { columns, values } = this.#entries(row);
      for (const [index, column] of columns.entries()) {
        matrix.values[row * this.columnCount + column] = values[index] as number;
      }
    }
    return matrix;
  }

  toJSON(): ReferenceRowsJson {
    return {
      kind: ReferenceRows.kind,
      version: 1,
      columnCount: this.columnCount,
      rowStarts: toBase64(bytesOf(this.#rowStarts)),
      columns: toBase64(bytesOf(this.#columns)),
      values: toBase64(bytesOf(this.#values)),
    };
  }

  #entries(row: number): Entries {
    const start = this.#rowStarts[row] as number;
    const end = this.#rowStarts[row + 1] as number;
    return { columns: this.#columns.subarray(start, end), values: this.#values.subarray(start, end) };
  }

  #nearestTo(query: Entries, count: number): Neighbours {
    const dense = new Float64Array(this.columnCount);
    for (const [index, column] of query.columns.entries()) dense[column] = query.values[index] as number;
    const querySquares = query.values.reduce((sum, value) => sum + value * value, 0);
    const nearest = new NearestList(count);
    for (let row = 0; row < this.rowCount; row++) {
      let squares = querySquares;
      const end = this.#rowStarts[row + 1] as number;
      for (let entry = this.#rowStarts[row] as number; entry < end; entry++) {
        const value = this.#values[entry] as number;
        // (q − x)² − q², for the columns where x is not 0.
        squares += value * (value - 2 * (dense[this.#columns[entry] as number] as number));
      }
      nearest.offer(row, Math.max(0, squares));
    }
    return { rows: nearest.rows, distances: nearest.squares.map(Math.sqrt) };
  }
}

/** The rows with the smallest squared distances among those offered in rising order, nearest first. */
class NearestList {
  readonly rows: number[] = [];
  readonly squares: number[] = [];
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
  }

  offer(row: number, squares: number): void {
    if (this.rows.length === this.#count) {
      if (squares >= (this.squares.at(-1) as number)) return;
      this.rows.pop();
      this.squares.pop();
    }
    let place = this.rows.length;
    while (place > 0 && (this.squares[place - 1] as number) > squares) place -= 1;
    this.rows.splice(place, 0, row);
    this.squares.splice(place, 0, squares);
  }
}

/** What is not zero in a row, by column. */
interface Entries {
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

function singlePrecisionEntries(matrix: Matrix | SparseMatrix, row: number): Entries {
  const pairs: [column: number, value: number][] = [];
  const isSparse = isSparseMatrix(matrix);
  const start = isSparse ? (matrix.rowStarts[row] as number) : row * matrix.columnCount;
  const end = isSparse ? (matrix.rowStarts[row + 1] as number) : start + matrix.columnCount;
  for (let index = start; index < end; index++) {
    const value = Math.fround(matrix.values[index] as number);
    if (value !== 0) pairs.push([isSparse ? (matrix.columns[index] as number) : index - start, value]);
  }
  if (isSparse) pairs.sort((left, right) => left[0] - right[0]);
  return {
    columns: Uint32Array.from(pairs, (pair) => pair[0]),
    values: Float32Array.from(pairs, (pair) => pair[1]),
  };
}

function compareEntries(left: Entries, right: Entries): number {
  const shared = Math.min(left.columns.length, right.columns.length);
  for (let index = 0; index < shared; index++) {
    const difference =
      (left.columns[index] as number) - (right.columns[index] as number) ||
      (left.values[index] as number) - (right.values[index] as number);
    if (difference !== 0) return difference;
  }
  return left.columns.length - right.columns.length;
}

function hashEntries(entries: Entries): number {
  let hash = 0x811c9dc5;
  const bits = new Uint32Array(entries.values.slice().buffer);
  for (const [index, column] of entries.columns.entries()) {
    hash = Math.imul(hash ^ column, 0x01000193);
    hash = Math.imul(hash ^ (bits[index] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** The bytes of 32-bit numbers; little-endian on every machine that runs JavaScript today. */
function readWords(text: unknown, what: string): ArrayBuffer {
  const bytes = fromBase64(text, what);
  if (bytes.length % 4 === 0) return bytes.buffer;
  throw new InvalidArtifactError(
    `Expected ${what} to be 32-bit numbers, but there are ${bytes.length} bytes.`,
  );
}
