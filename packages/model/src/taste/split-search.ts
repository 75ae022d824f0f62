import { createMemory, FIRST_ADDRESS, startKernels, type WasmKernels } from '../fused/wasm-kernels.ts';

/** At most so many bins a column; one byte each. */
export const MAX_BINS = 64;
/** Room for the sums of a column's bins, in bytes; with the number of the best bin behind. */
const SUM_BYTES = 32 * MAX_BINS + 16;

/** What a split is to be worth. */
export interface SplitOptions {
  /** Fewest rows on a side. */
  readonly minLeaf: number;
  /** L2 penalty on the value of a leaf, ≥ 0. */
  readonly leafPenalty: number;
}

/** What trees are grown from, and how the best split of a column is found. */
export interface SplitSearch {
  /** Bins of each row, length n, one array a column; to be filled. */
  readonly columns: readonly Uint8Array[];
  /** Length n, to be filled: the rows that a tree is grown from come first. */
  readonly rows: Int32Array;
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
  /** The node's rows are those at the places `from` … `to` − 1 of `rows`. */
  enter(from: number, to: number): void;
  /** The best split of the node by a column: G²_left / (H_left + λ) + G²_right / (H_right + λ) − G² / (H + λ). Returns the gain, −1 where all rows are in one bin. */
  search(column: number, edgeCount: number): number;
  /** Of the split that was found last, the last bin on the left. */
  readonly bestBin: number;
}

/** In WebAssembly where there is such a thing, else in TypeScript, with the same bits. */
export async function createSplitSearch(
  rowCount: number,
  columnCount: number,
  options: SplitOptions,
): Promise<SplitSearch> {
  const bytes = FIRST_ADDRESS + SUM_BYTES + 32 * rowCount + 4 * rowCount + columnCount * rowCount + 16;
  const memory = createMemory(bytes);
  const kernels = memory && (await startKernels(memory));
  return memory === undefined || kernels === undefined
    ? new TypeScriptSplitSearch(rowCount, columnCount, options)
    : new WasmSplitSearch(rowCount, columnCount, options, memory, kernels);
}

/** The readable one, which says what the kernels of `assembly/splits.ts` do. */
class TypeScriptSplitSearch implements SplitSearch {
  readonly columns: readonly Uint8Array[];
  readonly rows: Int32Array;
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
  /** Gradients and curvatures of the node's rows, next to each other. */
  readonly #ofRows: Float64Array;
  /** For each bin the sum of gradients, of curvatures, and how many rows there are. */
  readonly #sums = new Float64Array(3 * MAX_BINS);
  readonly #options: SplitOptions;
  #node: Int32Array = new Int32Array(0);
  bestBin = -1;

  constructor(rowCount: number, columnCount: number, options: SplitOptions) {
    this.columns = Array.from({ length: columnCount }, () => new Uint8Array(rowCount));
    this.rows = new Int32Array(rowCount);
    this.gradients = new Float64Array(rowCount);
    this.curvatures = new Float64Array(rowCount);
    this.#ofRows = new Float64Array(2 * rowCount);
    this.#options = options;
  }

  enter(from: number, to: number): void {
    this.#node = this.rows.subarray(from, to);
    for (const [position, row] of this.#node.entries()) {
      this.#ofRows[2 * position] = this.gradients[row] as number;
      this.#ofRows[2 * position + 1] = this.curvatures[row] as number;
    }
  }

  search(column: number, edgeCount: number): number {
    const bins = this.columns[column] as Uint8Array;
    if (isConstant(this.#node, bins)) return -1;
    const rows = this.#node;
    const ofRows = this.#ofRows;
    const sums = this.#sums.fill(0, 0, 3 * (edgeCount + 1));
    for (let position = 0; position < rows.length; position++) {
      const at = 3 * (bins[rows[position] as number] as number);
      sums[at] = (sums[at] as number) + (ofRows[2 * position] as number);
      sums[at + 1] = (sums[at + 1] as number) + (ofRows[2 * position + 1] as number);
      sums[at + 2] = (sums[at + 2] as number) + 1;
    }
    return this.#bestSplit(edgeCount);
  }

  #bestSplit(edgeCount: number): number {
    const { leafPenalty, minLeaf } = this.#options;
    const sums = this.#sums;
    const count = this.#node.length;
    let gradient = 0;
    let curvature = 0;
    for (let at = 0; at <= 3 * edgeCount; at += 3) {
      gradient += sums[at] as number;
      curvature += sums[at + 1] as number;
    }
    const whole = (gradient * gradient) / (curvature + leafPenalty);
    let bestGain = 0;
    let leftGradient = 0;
    let leftCurvature = 0;
    let leftCount = 0;
    for (let bin = 0; bin < edgeCount; bin++) {
      leftGradient += sums[3 * bin] as number;
      leftCurvature += sums[3 * bin + 1] as number;
      leftCount += sums[3 * bin + 2] as number;
      if (leftCount < minLeaf) continue;
      if (count - leftCount < minLeaf) break;
      const rightGradient = gradient - leftGradient;
      const gain =
        (leftGradient * leftGradient) / (leftCurvature + leafPenalty) +
        (rightGradient * rightGradient) / (curvature - leftCurvature + leafPenalty) -
        whole;
      if (gain > bestGain) {
        bestGain = gain;
        this.bestBin = bin;
      }
    }
    return bestGain;
  }
}

/** The same to the same bits, in a WebAssembly memory of its own. */
class WasmSplitSearch implements SplitSearch {
  readonly columns: readonly Uint8Array[];
  readonly rows: Int32Array;
  readonly gradients: Float64Array;
  readonly curvatures: Float64Array;
  readonly #kernels: WasmKernels;
  readonly #options: SplitOptions;
  readonly #bestBin: Int32Array;
  readonly #ofRows: number;
  #node = 0;
  #count = 0;

  constructor(
    rowCount: number,
    columnCount: number,
    options: SplitOptions,
    { buffer }: WebAssembly.Memory,
    kernels: WasmKernels,
  ) {
    this.#kernels = kernels;
    this.#options = options;
    this.#bestBin = new Int32Array(buffer, FIRST_ADDRESS + 32 * MAX_BINS, 1);
    this.#ofRows = FIRST_ADDRESS + SUM_BYTES;
    const gradients = this.#ofRows + 16 * rowCount;
    this.gradients = new Float64Array(buffer, gradients, rowCount);
    this.curvatures = new Float64Array(buffer, gradients + 8 * rowCount, rowCount);
    this.rows = new Int32Array(buffer, gradients + 16 * rowCount, rowCount);
    const bins = gradients + 20 * rowCount;
    this.columns = Array.from(
      { length: columnCount },
      (_, column) => new Uint8Array(buffer, bins + column * rowCount, rowCount),
    );
  }

  enter(from: number, to: number): void {
    this.#node = this.rows.byteOffset + 4 * from;
    this.#count = to - from;
    const { byteOffset: gradients } = this.gradients;
    this.#kernels.enterNode(this.#node, this.#count, gradients, this.curvatures.byteOffset, this.#ofRows);
  }

  search(column: number, edgeCount: number): number {
    const { leafPenalty, minLeaf } = this.#options;
    return this.#kernels.searchColumn(
      (this.columns[column] as Uint8Array).byteOffset,
      this.#node,
      this.#count,
      this.#ofRows,
      edgeCount,
      FIRST_ADDRESS,
      leafPenalty,
      minLeaf,
    );
  }

  get bestBin(): number {
    return this.#bestBin[0] as number;
  }
}

function isConstant(rows: Int32Array, bins: Uint8Array): boolean {
  const first = bins[rows[0] as number];
  return rows.every((row) => bins[row] === first);
}
