import { ShapeError, SsrmError } from '../errors.ts';
import { createRandom, shuffledIndices } from '../random.ts';
import type { TrainTestSplit } from './train-test-split.ts';

export interface KFoldOptions {
  /** Number of folds, 2 or more. Default 5. */
  readonly folds?: number;
  /** Default 42. */
  readonly seed?: number;
  /**
   * For each row the group that must stay together, for example its artist. A row with `null` is a group of its own.
   * Default: no groups.
   */
  readonly groups?: readonly (string | number | null)[];
}

/**
 * `folds` splits of the rows 0 … n − 1, shuffled; each row is in the test set of exactly one. Sizes differ by at most one row
 * without groups. With groups, the largest group goes first and always to the fold with the fewest rows (as in scikit-learn's GroupKFold),
 * equal sizes in random order, so that no group is in both sets of a split.
 *
 * @param rowCount - n, at least `folds`.
 * @throws {@link SsrmError} `invalid-argument` if there are fewer rows, or groups, than folds.
 * @throws {@link ShapeError} if `groups` has another length than n.
 */
export function kFold(rowCount: number, options: KFoldOptions = {}): TrainTestSplit[] {
  const { folds = 5, seed = 42, groups } = options;
  if (groups !== undefined && groups.length !== rowCount) {
    throw new ShapeError(`Expected a group for each of ${rowCount} rows, but got ${groups.length}.`);
  }
  const members = groupRows(rowCount, groups);
  if (!Number.isInteger(folds) || folds < 2 || members.length < folds) {
    const what = groups === undefined ? 'rows' : 'groups';
    throw new SsrmError(
      `Expected a whole number of folds from 2 to the number of ${what}, but got ${folds} folds for ${members.length} ${what}.`,
      { code: 'invalid-argument' },
    );
  }
  const order = shuffledIndices(members.length, createRandom(seed));
  const shuffled = order.map((index) => members[index] as number[]);
  shuffled.sort((left, right) => right.length - left.length);
  const tests = Array.from({ length: folds }, (): number[] => []);
  for (const group of shuffled) {
    const lightest = tests.reduce((best, fold) => (fold.length < best.length ? fold : best));
    lightest.push(...group);
  }
  return tests.map((test) => ({ train: tests.filter((fold) => fold !== test).flat(), test }));
}

function groupRows(rowCount: number, groups: KFoldOptions['groups']): number[][] {
  const rowsOf = new Map<string | number, number[]>();
  const members: number[][] = [];
  for (let row = 0; row < rowCount; row++) {
    const group = groups?.[row] ?? null;
    const known = group === null ? undefined : rowsOf.get(group);
    if (known !== undefined) {
      known.push(row);
      continue;
    }
    const started = [row];
    members.push(started);
    if (group !== null) {
      rowsOf.set(group, started);
    }
  }
  return members;
}
