import { InvalidDataError, type Matrix, ShapeError, SsrmError } from '@ssrm/features';
import type { SparseMatrix } from '../sparse-matrix.ts';

/** @throws {@link SsrmError} if it is no whole number of at least 1. */
export function checkComponents(components: number): number {
  if (!Number.isSafeInteger(components) || components < 1) {
    throw new SsrmError(`Expected components to be a whole number of at least 1, but got ${components}.`, {
      code: 'invalid-argument',
    });
  }
  return components;
}

/** @throws {@link InvalidDataError} if there are no rows, or a number is not finite. */
export function checkRows(matrix: Matrix | SparseMatrix): void {
  if (matrix.rowCount === 0) {
    throw new InvalidDataError('Expected at least one row to fit on, but there are none.');
  }
  const position = matrix.values.findIndex((value) => !Number.isFinite(value));
  if (position !== -1) {
    throw new InvalidDataError(
      `Expected finite numbers to fit on, but number ${position} is ${matrix.values[position]}. Impute missing values first.`,
    );
  }
}

/** @throws {@link ShapeError} if rows and weights differ in number; {@link SsrmError} if one is not above 0. */
export function checkWeights(matrix: Matrix | SparseMatrix, weights: readonly number[] | undefined): void {
  if (weights === undefined) return;
  if (weights.length !== matrix.rowCount) {
    throw new ShapeError(`Expected one weight a row, ${matrix.rowCount} in all, but got ${weights.length}.`);
  }
  const wrong = weights.find((weight) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong !== undefined) {
    throw new SsrmError(`Expected weights above 0, but got ${wrong}.`, { code: 'invalid-argument' });
  }
}
