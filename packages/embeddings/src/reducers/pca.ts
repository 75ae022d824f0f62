import { checkArtifact, createMatrix, type Matrix, ShapeError } from '@ssrm/features';
import { Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { readCount, readNumberList, toNumberList } from '../numbers-json.ts';
import { isSparseMatrix, type SparseMatrix } from '../sparse-matrix.ts';
import {
  multiplyScatter,
  rowDot,
  totalScatter,
  totalSquares,
  type WeightedRows,
  weightedRows,
} from './centred-rows.ts';
import { leadingEigenpairs } from './lanczos.ts';
import type { Reducer } from './reducer.ts';
import { checkComponents, checkRows, checkWeights } from './reducer-input.ts';

export interface PcaOptions {
  /** How many numbers a row becomes; at least 1. Default 3. */
  readonly components?: number;
  /** How often each row counts, as if it stood there that many times; > 0. Default 1 each. */
  readonly weights?: readonly number[];
}

export interface PcaJson {
  readonly kind: 'pca';
  readonly version: 1;
  readonly components: number;
  readonly mean: readonly number[];
  /** Row by row, shape `[components, d]`. */
  readonly directions: readonly number[];
  readonly explainedVariance: readonly number[];
  readonly explainedVarianceRatio: readonly number[];
}

const DEFAULT_COMPONENTS = 3;
/** Up to n · d · min(n, d) of this size the whole decomposition is cheap; beyond, only its top is computed. */
const LARGEST_EXACT_WORK = 20_000_000;

/**
 * Principal components: the directions in which the rows vary most, most first, `y = W (x − μ)`.
 *
 * Small dense input is decomposed whole (thin SVD), wide, large or sparse input by Lanczos' method from a fixed
 * random start, which agrees with it to about nine digits. The number of largest absolute value in each
 * direction is positive, so the sign is always the same. The variance has divisor n − 1. Where the rows do not
 * vary in as many directions as asked (one row, equal rows, fewer rows than components), the components left
 * over are 0 for every row and explain 0.
 *
 * @see scikit-learn's `sklearn.decomposition.PCA`, whose numbers these are
 */
export class Pca implements Reducer<PcaJson> {
  static readonly kind = 'pca';

  /** `pca1` … */
  readonly featureNames: readonly string[];
  /** Variance along each component, falling; shape `[components]`. */
  readonly explainedVariance: readonly number[];
  /** The same as a share of the total variance, 0 … 1; 0 where the rows do not vary. */
  readonly explainedVarianceRatio: readonly number[];
  readonly #mean: Float64Array;
  readonly #directions: readonly Float64Array[];
  /** What a row of zeros would become: the mean, projected. */
  readonly #offsets: readonly number[];

  private constructor(
    mean: Float64Array,
    directions: readonly Float64Array[],
    explainedVariance: readonly number[],
    explainedVarianceRatio: readonly number[],
  ) {
    this.#mean = mean;
    this.#directions = directions;
    this.#offsets = directions.map((direction) =>
      rowDot({ rowCount: 1, columnCount: mean.length, values: mean }, 0, direction),
    );
    this.explainedVariance = explainedVariance;
    this.explainedVarianceRatio = explainedVarianceRatio;
    this.featureNames = directions.map((_, index) => `pca${index + 1}`);
    Object.freeze(this);
  }

  /**
   * The leading components of the rows.
   *
   * @param matrix - Shape `[n, d]`, n ≥ 1, finite.
   * @throws {@link InvalidDataError} if it has no rows or a number is not finite; {@link ShapeError} if there are
   *   not as many weights as rows.
   */
  static fit(matrix: Matrix | SparseMatrix, options: PcaOptions = {}): Pca {
    const count = checkComponents(options.components ?? DEFAULT_COMPONENTS);
    checkRows(matrix);
    checkWeights(matrix, options.weights);
    const rows = weightedRows(matrix, options.weights);
    const { scatters, directions } = isCheap(matrix)
      ? decomposeWhole(rows, count)
      : decomposeTop(rows, count);
    const width = matrix.columnCount;
    const divisor = Math.max(rows.totalWeight - 1, Number.EPSILON);
    const total = totalScatter(rows);
    const filled = Array.from({ length: count }, (_, index) => directions[index] ?? new Float64Array(width));
    const kept = Array.from({ length: count }, (_, index) =>
      directions[index] ? (scatters[index] as number) : 0,
    );
    return new Pca(
      rows.mean,
      filled.map(withFixedSign),
      kept.map((scatter) => scatter / divisor),
      kept.map((scatter) => (total === 0 ? 0 : Math.min(1, scatter / total))),
    );
  }

  /** The reduction that {@link Pca.toJSON} saved; it gives the same numbers to the last bit. */
  static fromJSON(json: unknown): Pca {
    const fields = checkArtifact(json, Pca.kind, 1);
    const count = readCount(fields.components, 'components of pca', 1);
    const mean = readNumberList(fields.mean, 'mean of pca');
    const flat = readNumberList(fields.directions, 'directions of pca', count * mean.length);
    return new Pca(
      mean,
      Array.from({ length: count }, (_, index) => flat.slice(index * mean.length, (index + 1) * mean.length)),
      Array.from(readNumberList(fields.explainedVariance, 'explainedVariance of pca', count)),
      Array.from(readNumberList(fields.explainedVarianceRatio, 'explainedVarianceRatio of pca', count)),
    );
  }

  /**
   * The rows along the components, each on its own: a row gives the same numbers in any company.
   *
   * @param matrix - Shape `[n, d]`, n ≥ 0.
   * @returns Shape `[n, components]`.
   * @throws {@link ShapeError} if the width is not that of `fit`.
   */
  transform(matrix: Matrix | SparseMatrix): Matrix {
    if (matrix.columnCount !== this.#mean.length) {
      throw new ShapeError(
        `Expected rows of ${this.#mean.length} numbers, as in fit, but they have ${matrix.columnCount}.`,
      );
    }
    const reduced = createMatrix(matrix.rowCount, this.#directions.length);
    for (let row = 0; row < matrix.rowCount; row++) {
      for (const [component, direction] of this.#directions.entries()) {
        reduced.values[row * this.#directions.length + component] =
          rowDot(matrix, row, direction) - (this.#offsets[component] as number);
      }
    }
    return reduced;
  }

  toJSON(): PcaJson {
    return {
      kind: Pca.kind,
      version: 1,
      components: this.#directions.length,
      mean: toNumberList(this.#mean, 'a PCA'),
      directions: this.#directions.flatMap((direction) => toNumberList(direction, 'a PCA')),
      explainedVariance: toNumberList(this.explainedVariance, 'a PCA'),
      explainedVarianceRatio: toNumberList(this.explainedVarianceRatio, 'a PCA'),
    };
  }
}

interface Decomposition {
  /** Sum of squares along each direction. */
  readonly scatters: ArrayLike<number>;
  /** Only those along which the rows vary by more than rounding errors. */
  readonly directions: Float64Array[];
}

function isCheap(matrix: Matrix | SparseMatrix): matrix is Matrix {
  const { rowCount, columnCount } = matrix;
  return (
    !isSparseMatrix(matrix) && rowCount * columnCount * Math.min(rowCount, columnCount) <= LARGEST_EXACT_WORK
  );
}

function decomposeWhole(rows: WeightedRows, count: number): Decomposition {
  const { matrix, mean, weights } = rows as WeightedRows & { readonly matrix: Matrix };
  if (matrix.columnCount === 0) return { scatters: [], directions: [] };
  const centred = MlMatrix.zeros(matrix.rowCount, matrix.columnCount);
  for (const [index, value] of matrix.values.entries()) {
    const column = index % matrix.columnCount;
    const row = (index - column) / matrix.columnCount;
    centred.set(row, column, Math.sqrt(weights[row] as number) * (value - (mean[column] as number)));
  }
  // ml-matrix writes a warning to the console for wide input unless told to transpose it.
  const decomposition = new SingularValueDecomposition(centred, {
    autoTranspose: true,
    computeLeftSingularVectors: matrix.rowCount < matrix.columnCount,
    computeRightSingularVectors: true,
  });
  const scatters = decomposition.diagonal.map((value) => value * value);
  const vectors = decomposition.rightSingularVectors;
  const floor = Math.max(1e-28 * totalSquares(rows), 1e-24 * (scatters[0] ?? 0));
  const rank = Math.min(count, scatters.filter((scatter) => scatter > floor).length);
  return {
    scatters,
    directions: Array.from({ length: rank }, (_, index) => Float64Array.from(vectors.getColumn(index))),
  };
}

function decomposeTop(rows: WeightedRows, count: number): Decomposition {
  const pairs = leadingEigenpairs({
    dimension: rows.matrix.columnCount,
    count: Math.min(count, rows.matrix.rowCount),
    multiply: (vector, product) => multiplyScatter(rows, vector, product),
  });
  const floor = 1e-13 * totalSquares(rows);
  return {
    scatters: pairs.values,
    directions: pairs.vectors.filter((_, index) => (pairs.values[index] as number) > floor),
  };
}

/** The direction or its opposite, whichever has its number of largest absolute value positive. */
function withFixedSign(direction: Float64Array): Float64Array {
  const largest = direction.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0);
  // Of numbers that are equal but for rounding, the first decides.
  const decisive = direction.find((value) => Math.abs(value) >= largest * (1 - 1e-6)) ?? 0;
  return decisive < 0 ? direction.map((value) => -value) : direction;
}
