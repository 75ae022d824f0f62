import { InvalidArtifactError, InvalidDataError, ShapeError } from '../errors.ts';
import type { Matrix } from '../matrix.ts';

export interface FeatureNamesOptions {
  /** Names of the columns. Default `x0`, `x1`, … */
  readonly featureNames?: readonly string[];
}

/** The names given, or `x0`, `x1`, …; checked against the matrix that is fitted. */
export function resolveFeatureNames(matrix: Matrix, options: FeatureNamesOptions): readonly string[] {
  const names = options.featureNames ?? Array.from({ length: matrix.columnCount }, (_, index) => `x${index}`);
  if (names.length !== matrix.columnCount) {
    throw new ShapeError(
      `Expected a name for each of ${matrix.columnCount} columns, but got ${names.length} names.`,
    );
  }
  return Object.freeze([...names]);
}

/** @throws {@link InvalidDataError} if there are no rows to learn from. */
export function checkRowsToFit(matrix: Matrix, what: string): void {
  if (matrix.rowCount === 0) {
    throw new InvalidDataError(`Expected at least one row to fit ${what} on, but got none.`);
  }
}

/** @throws {@link ShapeError} if the matrix has other columns than the training data. */
export function checkWidth(matrix: Matrix, featureNames: readonly string[]): void {
  if (matrix.columnCount !== featureNames.length) {
    throw new ShapeError(
      `Expected the ${featureNames.length} columns that were fitted (${featureNames.join(', ')}), but got ${matrix.columnCount}.`,
    );
  }
}

/** @throws {@link InvalidDataError} if a value is infinite, or `NaN` where that is not allowed. */
export function checkValues(matrix: Matrix, featureNames: readonly string[], allowNaN: boolean): void {
  const bad = matrix.values.findIndex(
    (value) => !Number.isFinite(value) && !(allowNaN && Number.isNaN(value)),
  );
  if (bad !== -1) {
    const row = Math.floor(bad / matrix.columnCount);
    const column = featureNames[bad % matrix.columnCount];
    const hint = allowNaN
      ? 'Mark missing values as NaN.'
      : 'Fill missing values first, for example with MeanImputer.';
    throw new InvalidDataError(
      `Expected finite numbers, but row ${row}, column ${column} is ${matrix.values[bad]}. ${hint}`,
    );
  }
}

/** The field of saved JSON as texts. */
export function readTexts(json: Readonly<Record<string, unknown>>, field: string): readonly string[] {
  const value = json[field];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new InvalidArtifactError(`Expected ${field} of ${json.kind} to be an array of texts.`);
  }
  return Object.freeze([...value]);
}

/** The field of saved JSON as finite numbers, as many as there are names. */
export function readNumbers(
  json: Readonly<Record<string, unknown>>,
  field: string,
  length: number,
): readonly number[] {
  const value = json[field];
  if (!Array.isArray(value) || value.length !== length || !value.every(Number.isFinite)) {
    throw new InvalidArtifactError(
      `Expected ${field} of ${json.kind} to be ${length} finite numbers, one for each feature.`,
    );
  }
  return Object.freeze([...value]);
}
