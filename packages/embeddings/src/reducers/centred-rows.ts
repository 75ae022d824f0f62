import type { Matrix } from '@ssrm/features';
import { isSparseMatrix, type SparseMatrix } from '../sparse-matrix.ts';

/** Rows with weights, seen as if their weighted mean were taken away; the rows themselves stay as they are. */
export interface WeightedRows {
  readonly matrix: Matrix | SparseMatrix;
  readonly weights: Float64Array;
  readonly totalWeight: number;
  /** Shape `[d]`. */
  readonly mean: Float64Array;
}

/** `matrix` with the weighted mean of its rows; every weight is 1 if none are given. */
export function weightedRows(matrix: Matrix | SparseMatrix, givenWeights?: ArrayLike<number>): WeightedRows {
  const weights = givenWeights ? Float64Array.from(givenWeights) : new Float64Array(matrix.rowCount).fill(1);
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(matrix.columnCount);
  for (let row = 0; row < matrix.rowCount; row++) addRow(matrix, row, weights[row] as number, mean);
  return {
    matrix,
    weights,
    totalWeight,
    mean: mean.map((sum) => (totalWeight === 0 ? 0 : sum / totalWeight)),
  };
}

/** Writes Σ wᵢ (xᵢ − μ)(xᵢ − μ)ᵀ `vector` to `product`, both of length d, without making the centred rows. */
export function multiplyScatter(rows: WeightedRows, vector: Float64Array, product: Float64Array): void {
  const shift = dotProduct(rows.mean, vector);
  let weightedSum = 0;
  product.fill(0);
  for (let row = 0; row < rows.matrix.rowCount; row++) {
    const projection = (rows.weights[row] as number) * (rowDot(rows.matrix, row, vector) - shift);
    weightedSum += projection;
    addRow(rows.matrix, row, projection, product);
  }
  for (let column = 0; column < product.length; column++) {
    product[column] = (product[column] as number) - weightedSum * (rows.mean[column] as number);
  }
}

/** Σ wᵢ |xᵢ|² */
export function totalSquares(rows: WeightedRows): number {
  let sum = 0;
  for (let row = 0; row < rows.matrix.rowCount; row++) {
    sum += (rows.weights[row] as number) * rowSquares(rows.matrix, row);
  }
  return sum;
}

/** Σ wᵢ |xᵢ − μ|², the total variance times the total weight. */
export function totalScatter(rows: WeightedRows): number {
  const { matrix, mean, weights } = rows;
  if (isSparseMatrix(matrix)) {
    return Math.max(0, totalSquares(rows) - rows.totalWeight * dotProduct(mean, mean));
  }
  let sum = 0;
  for (const [index, value] of matrix.values.entries()) {
    const column = index % matrix.columnCount;
    const weight = weights[(index - column) / matrix.columnCount] as number;
    sum += weight * (value - (mean[column] as number)) ** 2;
  }
  return sum;
}

/** The inner product of a row and a vector of length d. */
export function rowDot(matrix: Matrix | SparseMatrix, row: number, vector: Float64Array): number {
  let sum = 0;
  if (isSparseMatrix(matrix)) {
    const { columns, values } = matrix;
    const end = matrix.rowStarts[row + 1] as number;
    for (let entry = matrix.rowStarts[row] as number; entry < end; entry++) {
      sum += (values[entry] as number) * (vector[columns[entry] as number] as number);
    }
    return sum;
  }
  const start = row * matrix.columnCount;
  for (let column = 0; column < matrix.columnCount; column++) {
    sum += (matrix.values[start + column] as number) * (vector[column] as number);
  }
  return sum;
}

function addRow(matrix: Matrix | SparseMatrix, row: number, factor: number, target: Float64Array): void {
  if (isSparseMatrix(matrix)) {
    const { columns, values } = matrix;
    const end = matrix.rowStarts[row + 1] as number;
    for (let entry = matrix.rowStarts[row] as number; entry < end; entry++) {
      const column = columns[entry] as number;
      target[column] = (target[column] as number) + factor * (values[entry] as number);
    }
    return;
  }
  const start = row * matrix.columnCount;
  for (let column = 0; column < matrix.columnCount; column++) {
    target[column] = (target[column] as number) + factor * (matrix.values[start + column] as number);
  }
}

function rowSquares(matrix: Matrix | SparseMatrix, row: number): number {
  const [start, end] = isSparseMatrix(matrix)
    ? [matrix.rowStarts[row] as number, matrix.rowStarts[row + 1] as number]
    : [row * matrix.columnCount, (row + 1) * matrix.columnCount];
  let sum = 0;
  for (let entry = start; entry < end; entry++) sum += (matrix.values[entry] as number) ** 2;
  return sum;
}

function dotProduct(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}
