import { FIRST_ADDRESS, roomFor, type WasmKernels } from '../fused/wasm-kernels.ts';

/** Rows of few numbers among many places: a matrix A of which only what is not 0 is kept. In WebAssembly where there is such a thing, else in TypeScript, with the same bits. */
export class SparseRows {
  /** Where the numbers of each row start, and where those of the last one end. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly values: Float64Array;
  readonly #weights: Float64Array;
  readonly #vector: Float64Array;
  readonly #result: Float64Array;
  readonly #kernels: WasmKernels | undefined;

  /**
   * Rows to be filled.
   *
   * @param size - Numbers in all rows together.
   * @param width - Places that a row may have numbers at.
   */
  static async create(rowCount: number, size: number, width: number): Promise<SparseRows> {
    const bytes = FIRST_ADDRESS + 8 * (size + rowCount + 2 * width) + 4 * (size + rowCount + 1);
    const { buffer, kernels } = await roomFor(bytes);
    return new SparseRows(rowCount, size, width, buffer, kernels);
  }

  private constructor(
    rowCount: number,
    size: number,
    width: number,
    buffer: ArrayBuffer,
    kernels: WasmKernels | undefined,
  ) {
    let at = FIRST_ADDRESS;
    const numbers = (length: number): Float64Array => {
      const view = new Float64Array(buffer, at, length);
      at += view.byteLength;
      return view;
    };
    this.values = numbers(size);
    this.#weights = numbers(rowCount);
    this.#vector = numbers(width);
    this.#result = numbers(width);
    this.places = new Int32Array(buffer, at, size);
    this.starts = new Int32Array(buffer, at + this.places.byteLength, rowCount + 1);
    this.#kernels = kernels;
  }

  /** Weights of the rows: the diagonal of W. */
  set weights(weights: ArrayLike<number>) {
    this.#weights.set(weights);
  }

  /** Aᵀ y. */
  transposedTimes(factors: ArrayLike<number>): Float64Array {
    const result = new Float64Array(this.#result.length);
    for (let row = 0; row < factors.length; row++) this.#addRow(result, row, factors[row] as number);
    return result;
  }

  /** Adds Aᵀ W A v to `result`. */
  addProducts(vector: Float64Array, result: Float64Array): void {
    if (this.#kernels === undefined) {
      for (let row = 0; row < this.#weights.length; row++) {
        this.#addRow(result, row, (this.#weights[row] as number) * this.#rowTimes(row, vector));
      }
      return;
    }
    this.#vector.set(vector);
    this.#result.set(result);
    this.#kernels.addSparseProducts(
      this.starts.byteOffset,
      this.places.byteOffset,
      this.values.byteOffset,
      this.#weights.byteOffset,
      this.#weights.length,
      this.#vector.byteOffset,
      this.#result.byteOffset,
    );
    result.set(this.#result);
  }

  #rowTimes(row: number, vector: Float64Array): number {
    const end = this.starts[row + 1] as number;
    let sum = 0;
    for (let at = this.starts[row] as number; at < end; at++) {
      sum += (this.values[at] as number) * (vector[this.places[at] as number] as number);
    }
    return sum;
  }

  #addRow(vector: Float64Array, row: number, factor: number): void {
    const end = this.starts[row + 1] as number;
    for (let at = this.starts[row] as number; at < end; at++) {
      const place = this.places[at] as number;
      vector[place] = (vector[place] as number) + factor * (this.values[at] as number);
    }
  }
}
