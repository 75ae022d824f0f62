import { type Artifact, checkArtifact } from '../artifact.ts';
import { InvalidArtifactError } from '../errors.ts';
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

const kind = 'mean-imputer';
const version = 1;

/** Options of {@link MeanImputer.fit}. */
export interface MeanImputerOptions extends FeatureNamesOptions {}

/** A {@link MeanImputer} as JSON. */
export interface MeanImputerJson extends Artifact<typeof kind> {
  readonly version: number;
  readonly featureNames: readonly string[];
  readonly means: readonly number[];
  readonly missingShares: readonly number[];
}

/**
 * Missing values (`NaN`) become the mean of the column's known training values: 0, the neutral value, after standard scaling.
 *
 * A column with no known training value is 0 in every row that comes out, also where a later row knows it:
 * nothing was learnt about it, so it must not move a prediction. {@link MeanImputer.unknownFeatures} names such columns.
 */
export class MeanImputer {
  static readonly kind: typeof kind = kind;
  readonly featureNames: readonly string[];
  /** Length d: what stands in for a missing value. */
  readonly means: readonly number[];
  /** Length d: share of the training rows in which the column was missing, 0…1. */
  readonly missingShares: readonly number[];

  private constructor(
    featureNames: readonly string[],
    means: readonly number[],
    missingShares: readonly number[],
  ) {
    this.featureNames = featureNames;
    this.means = means;
    this.missingShares = missingShares;
    Object.freeze(this);
  }

  /**
   * Learns the mean of each column's known values.
   *
   * @param matrix - Shape `[n, d]`, n ≥ 1; `NaN` = missing, everything else finite.
   * @throws {@link InvalidDataError} if there is no row or a value is infinite.
   */
  static fit(matrix: Matrix, options: MeanImputerOptions = {}): MeanImputer {
    const featureNames = resolveFeatureNames(matrix, options);
    checkRowsToFit(matrix, 'a MeanImputer');
    checkValues(matrix, featureNames, true);
    const means = featureNames.map((_, column) => meanOfKnown(matrix, column));
    return new MeanImputer(featureNames, Object.freeze(means), Object.freeze(missingShares(matrix)));
  }

  /** @throws {@link InvalidArtifactError} if the JSON is not of an imputer, or is damaged. */
  static fromJSON(json: unknown): MeanImputer {
    const checked = checkArtifact(json, kind, version);
    const featureNames = readTexts(checked, 'featureNames');
    const shares = readNumbers(checked, 'missingShares', featureNames.length);
    if (!shares.every((share) => share >= 0 && share <= 1)) {
      throw new InvalidArtifactError(`Expected the missingShares of ${kind} to be from 0 to 1.`);
    }
    return new MeanImputer(featureNames, readNumbers(checked, 'means', featureNames.length), shares);
  }

  /** Names of the columns without any known training value. */
  get unknownFeatures(): readonly string[] {
    return this.featureNames.filter((_, column) => this.missingShares[column] === 1);
  }

  /**
   * @param matrix - Shape `[n, d]` with the fitted columns; `NaN` = missing, everything else finite; n may be 0.
   * @returns Shape `[n, d]`, finite.
   * @throws {@link ShapeError} if the width differs. @throws {@link InvalidDataError} if a value is infinite.
   */
  transform(matrix: Matrix): Matrix {
    checkWidth(matrix, this.featureNames);
    checkValues(matrix, this.featureNames, true);
    const filled = createMatrix(matrix.rowCount, matrix.columnCount);
    for (let index = 0; index < filled.values.length; index++) {
      const column = index % matrix.columnCount;
      const value = matrix.values[index] as number;
      const useMean = Number.isNaN(value) || this.missingShares[column] === 1;
      filled.values[index] = useMean ? (this.means[column] as number) : value;
    }
    return filled;
  }

  toJSON(): MeanImputerJson {
    return {
      kind,
      version,
      featureNames: this.featureNames,
      means: this.means,
      missingShares: this.missingShares,
    };
  }
}

/**
 * For each column the share of rows in which it is missing (`NaN`), 0…1; 0 for a matrix without rows.
 *
 * @param matrix - Shape `[n, d]`.
 * @returns Length d.
 */
export function missingShares(matrix: Matrix): number[] {
  const counts = new Array<number>(matrix.columnCount).fill(0);
  for (const [index, value] of matrix.values.entries()) {
    if (Number.isNaN(value)) {
      const column = index % matrix.columnCount;
      counts[column] = (counts[column] as number) + 1;
    }
  }
  return counts.map((count) => (matrix.rowCount === 0 ? 0 : count / matrix.rowCount));
}

/** A running mean, so that no sum overflows. */
function meanOfKnown(matrix: Matrix, column: number): number {
  let mean = 0;
  let count = 0;
  for (let index = column; index < matrix.values.length; index += matrix.columnCount) {
    const value = matrix.values[index] as number;
    if (!Number.isNaN(value)) {
      count++;
      mean += value / count - mean / count;
    }
  }
  return mean;
}
