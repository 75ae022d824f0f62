import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Numbers of each artist's vector. */
export const SPACE_SIZE = 64;
/** The columns that the iteration carries beyond those wanted, and its rounds: enough for vectors that no longer change in what is stored. */
const SPARE_COLUMNS = 24;
const ROUNDS = 10;
/** Flattens how often common artists are expected beside others (Levy, Goldberg and Dagan 2015). */
const SMOOTHING = 0.75;

/** An artist heard on one day with another: row, column, by how many people. Each pair once. */
export type Pair = readonly [left: number, right: number, listeners: number];

/**
 * Artists as vectors: those with alike company on the same day lie close. The truncated eigenvectors of the matrix of positive pointwise
 * mutual information, each times |eigenvalue|^½, rows brought to length 1; an artist without company has zeros.
 *
 * @returns Shape `[count, SPACE_SIZE]`, row-major.
 * @see O. Levy and Y. Goldberg, Neural word embedding as implicit matrix factorization (2014)
 */
export function artistSpace(pairs: readonly Pair[], count: number): Float64Array {
  const information = mutualInformation(pairs, count);
  const width = SPACE_SIZE + SPARE_COLUMNS;
  let basis = orthonormal(seededMatrix(count, width));
  for (let round = 0; round < ROUNDS; round++) basis = orthonormal(multiply(information, basis));
  const inner = basis.transpose().mmul(multiply(information, basis));
  const decomposition = new EigenvalueDecomposition(inner, { assumeSymmetric: true });
  const values = decomposition.realEigenvalues;
  const order = values.map((_, column) => column);
  order.sort((left, right) => Math.abs(values[right] as number) - Math.abs(values[left] as number));
  const vectors = basis.mmul(decomposition.eigenvectorMatrix);
  const space = new Float64Array(count * SPACE_SIZE);
  for (let row = 0; row < count; row++) {
    const numbers = order
      .slice(0, SPACE_SIZE)
      .map((column) => vectors.get(row, column) * Math.sqrt(Math.abs(values[column] as number)));
    const length = Math.hypot(...numbers);
    if (length > 1e-9)
      space.set(
        numbers.map((number) => number / length),
        row * SPACE_SIZE,
      );
  }
  return space;
}

/** A symmetric sparse matrix as its entries. */
interface Entries {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

function mutualInformation(pairs: readonly Pair[], count: number): Entries {
  const both: Pair[] = pairs.flatMap(([left, right, listeners]): Pair[] => [
    [left, right, listeners],
    [right, left, listeners],
  ]);
  const sums = new Float64Array(count);
  for (const [left, , listeners] of both) sums[left] = (sums[left] as number) + listeners;
  const total = sums.reduce((sum, own) => sum + own, 0);
  const smooth = sums.map((own) => own ** SMOOTHING);
  const smoothTotal = smooth.reduce((sum, own) => sum + own, 0);
  const of = (left: number, right: number, listeners: number): number =>
    Math.max(0, Math.log(listeners / (sums[left] as number) / ((smooth[right] as number) / smoothTotal)));
  return {
    rows: both.map(([left]) => left),
    columns: both.map(([, right]) => right),
    values: both.map(([left, right, listeners]) =>
      total === 0 ? 0 : (of(left, right, listeners) + of(right, left, listeners)) / 2,
    ),
  };
}

function multiply({ rows, columns, values }: Entries, factor: Matrix): Matrix {
  const width = factor.columns;
  const from = factor.to2DArray();
  const sums = from.map(() => new Float64Array(width));
  for (const [entry, value] of values.entries()) {
    const source = from[columns[entry] as number] as number[];
    const target = sums[rows[entry] as number] as Float64Array;
    for (let column = 0; column < width; column++) {
      target[column] = (target[column] as number) + value * (source[column] as number);
    }
  }
  return new Matrix(sums.map((row) => Array.from(row)));
}

/** The columns made orthonormal, by Gram and Schmidt, twice for accuracy. */
function orthonormal(matrix: Matrix): Matrix {
  const columns = matrix
    .transpose()
    .to2DArray()
    .map((column) => Float64Array.from(column));
  for (const [index, column] of columns.entries()) {
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of columns.slice(0, index)) {
        const share = dot(column, earlier);
        for (let row = 0; row < column.length; row++) {
          column[row] = (column[row] as number) - share * (earlier[row] as number);
        }
      }
    }
    const length = Math.sqrt(dot(column, column));
    for (let row = 0; row < column.length; row++) column[row] = (column[row] as number) / length;
  }
  return new Matrix(columns.map((column) => Array.from(column))).transpose();
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < left.length; row++) sum += (left[row] as number) * (right[row] as number);
  return sum;
}

/** Numbers from −1 to 1 that are the same each time. */
function seededMatrix(rows: number, columns: number): Matrix {
  let state = 1;
  return Matrix.zeros(rows, columns).apply(function fill(row: number, column: number) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    (this as Matrix).set(row, column, state / 2 ** 31 - 1);
  });
}
