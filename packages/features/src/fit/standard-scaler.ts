import { type Artifact, checkArtifact } from '../artifact.ts';
import { InvalidArtifactError, InvalidDataError } from '../errors.ts';
import { createMatrix, type Matrix } from '../matrix.ts';
import {
  checkRowsToFit,
  checkValues,
  checkWidth,
  type FeatureNamesOptions,
  readNumbers,
  readTexts,
  resolveFeatureNames,
} from './check-matrix.ts';

const kind = 'standard-scaler';
const version = 1;

/** Options of {@link StandardScaler.fit}. */
export interface StandardScalerOptions extends FeatureNamesOptions {}

/** A {@link StandardScaler} as JSON. */
export interface StandardScalerJson extends Artifact<typeof kind> {
  readonly version: number;
  readonly featureNames: readonly string[];
  readonly means: readonly number[];
  readonly scales: readonly number[];
}

/**
 * Standard scores: `z = (x − mean) / scale`, column by column, with the mean and the population standard deviation
 * (divisor n) of the training rows. A column that is constant, up to rounding, keeps scale 1.
 *
 * @see scikit-learn's StandardScaler, with the same rule for constant columns
 */
export class StandardScaler {
  static readonly kind: typeof kind = kind;
  readonly featureNames: readonly string[];
  /** Length d. */
  readonly means: readonly number[];
  /** Length d, all above 0. */
  readonly scales: readonly number[];

  private constructor(featureNames: readonly string[], means: readonly number[], scales: readonly number[]) {
    this.featureNames = featureNames;
    this.means = means;
    this.scales = scales;
    Object.freeze(this);
  }

  /**
   * Learns mean and scale of each column.
   *
   * @param matrix - Shape `[n, d]`, n ≥ 1, finite.
   * @throws {@link InvalidDataError} if there is no row, or a value is not finite or too large to square.
   */
  static fit(matrix: Matrix, options: StandardScalerOptions = {}): StandardScaler {
    const featureNames = resolveFeatureNames(matrix, options);
    checkRowsToFit(matrix, 'a StandardScaler');
    checkValues(matrix, featureNames, false);
    const columns = featureNames.map((name, column) => meanAndScale(matrix, column, name));
    return new StandardScaler(
      featureNames,
      Object.freeze(columns.map(({ mean }) => mean)),
      Object.freeze(columns.map(({ scale }) => scale)),
    );
  }

  /** @throws {@link InvalidArtifactError} if the JSON is not of a scaler, or is damaged. */
  static fromJSON(json: unknown): StandardScaler {
    const checked = checkArtifact(json, kind, version);
    const featureNames = readTexts(checked, 'featureNames');
    const scales = readNumbers(checked, 'scales', featureNames.length);
    if (!scales.every((scale) => scale > 0)) {
      throw new InvalidArtifactError(`Expected the scales of ${kind} to be above 0.`);
    }
    return new StandardScaler(featureNames, readNumbers(checked, 'means', featureNames.length), scales);
  }

  /**
   * @param matrix - Shape `[n, d]` with the fitted columns, finite; n may be 0.
   * @returns Shape `[n, d]`.
   * @throws {@link ShapeError} if the width differs. @throws {@link InvalidDataError} if a value is not finite.
   */
  transform(matrix: Matrix): Matrix {
    checkWidth(matrix, this.featureNames);
    checkValues(matrix, this.featureNames, false);
    const scaled = createMatrix(matrix.rowCount, matrix.columnCount);
    for (let index = 0; index < scaled.values.length; index++) {
      const column = index % matrix.columnCount;
      const centred = (matrix.values[index] as number) - (this.means[column] as number);
      scaled.values[index] = centred / (this.scales[column] as number);
    }
    return scaled;
  }

  toJSON(): StandardScalerJson {
    return { kind, version, featureNames: this.featureNames, means: this.means, scales: this.scales };
  }
}

/** Two passes, the second corrected for the rounding of the mean. */
function meanAndScale(matrix: Matrix, column: number, name: string): { mean: number; scale: number } {
  const { rowCount, columnCount, values } = matrix;
  let sum = 0;
  for (let index = column; index < values.length; index += columnCount) {
    sum += values[index] as number;
  }
  const mean = sum / rowCount;
  let squares = 0;
  let correction = 0;
  for (let index = column; index < values.length; index += columnCount) {
    const centred = (values[index] as number) - mean;
    correction += centred;
    squares += centred * centred;
  }
  const variance = (squares - (correction * correction) / rowCount) / rowCount;
  if (!Number.isFinite(mean) || !Number.isFinite(variance)) {
    throw new InvalidDataError(
      `The values of column ${name} are too large to scale: their squares overflow.`,
    );
  }
  const roundingBound = rowCount * Number.EPSILON * variance + (rowCount * mean * Number.EPSILON) ** 2;
  return { mean, scale: variance <= roundingBound ? 1 : Math.sqrt(variance) };
}
