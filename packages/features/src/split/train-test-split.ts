import { SsrmError } from '../errors.ts';
import { createRandom, shuffledIndices } from '../random.ts';

/** Row numbers of a training and a test set: together every row once. */
export interface TrainTestSplit {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

export interface TrainTestSplitOptions {
  /** Share of the rows in the test set, 0 ≤ share < 1; 0 leaves it empty. Default 0.15. */
  readonly testSize?: number;
  /** Default 42. */
  readonly seed?: number;
}

/**
 * The rows 0 … n − 1 in random order, cut in two: `⌈testSize · n⌉` rows to test, the others to train (scikit-learn's rounding).
 *
 * @param rowCount - n ≥ 1.
 * @throws {@link SsrmError} `invalid-argument` if the share is out of range or leaves no row to train on.
 */
export function trainTestSplit(rowCount: number, options: TrainTestSplitOptions = {}): TrainTestSplit {
  const { testSize = 0.15, seed = 42 } = options;
  if (!(testSize >= 0 && testSize < 1)) {
    throw new SsrmError(`Expected testSize from 0 to below 1, but got ${testSize}.`, {
      code: 'invalid-argument',
    });
  }
  const testCount = Math.ceil(testSize * rowCount);
  if (!Number.isInteger(rowCount) || rowCount - testCount < 1) {
    throw new SsrmError(
      `Expected at least one row to train on, but ${rowCount} rows with testSize ${testSize} leave none. Use more rows or a smaller testSize.`,
      { code: 'invalid-argument' },
    );
  }
  const order = shuffledIndices(rowCount, createRandom(seed));
  return { train: order.slice(testCount), test: order.slice(0, testCount) };
}
