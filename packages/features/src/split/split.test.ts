import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../errors.ts';
import { kFold } from './k-fold.ts';
import { trainTestSplit } from './train-test-split.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((left, right) => left - right);

describe('trainTestSplit', () => {
  it('sizes the test set as train_test_split of scikit-learn 1.2.1', () => {
    for (const [rowCount, testSize, trainCount, testCount] of [
      [100, 0.07, 92, 8],
      [10, 0.15, 8, 2],
      [7, 0.5, 3, 4],
      [100, 0.29, 71, 29],
    ] as const) {
      const { train, test } = trainTestSplit(rowCount, { testSize });
      expect([train.length, test.length]).toEqual([trainCount, testCount]);
    }
  });

  it('holds every row once, and the same rows for the same seed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 300 }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.nat(),
        (n, testSize, seed) => {
          const split = trainTestSplit(n, { testSize, seed });
          expect(sorted([...split.train, ...split.test])).toEqual(upTo(n));
          expect(trainTestSplit(n, { testSize, seed })).toEqual(split);
        },
      ),
    );
    expect(trainTestSplit(50, { seed: 1 })).not.toEqual(trainTestSplit(50, { seed: 2 }));
  });

  it('leaves the test set empty for share 0 and refuses shares that leave nothing to train on', () => {
    expect(trainTestSplit(3, { testSize: 0 }).test).toEqual([]);
    expect(() => trainTestSplit(1)).toThrow(/at least one row to train on/);
    expect(() => trainTestSplit(3, { testSize: 1 })).toThrow(/from 0 to below 1, but got 1/);
    expect(() => trainTestSplit(3, { testSize: Number.NaN })).toThrow(/got NaN/);
  });
});

describe('kFold', () => {
  it('tests every row once, in folds that differ by one row at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 0, max: 90 }),
        fc.nat(),
        (folds, more, seed) => {
          const splits = kFold(folds + more, { folds, seed });
          expect(sorted(splits.flatMap(({ test }) => test))).toEqual(upTo(folds + more));
          const sizes = splits.map(({ test }) => test.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          for (const { train, test } of splits) {
            expect(sorted([...train, ...test])).toEqual(upTo(folds + more));
          }
        },
      ),
    );
  });

  it('never splits a group, and keeps rows without a group apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd')), { minLength: 30 }),
        fc.nat(),
        (groups, seed) => {
          const groupCount =
            new Set(groups.filter((group) => group !== null)).size +
            groups.filter((group) => group === null).length;
          fc.pre(groupCount >= 3);
          for (const { train, test } of kFold(groups.length, { folds: 3, groups, seed })) {
            const tested = new Set(test.map((row) => groups[row]).filter((group) => group !== null));
            expect(train.some((row) => tested.has(groups[row] as 'a'))).toBe(false);
          }
        },
      ),
    );
  });

  it('balances groups as GroupKFold of scikit-learn 1.2.1', () => {
    const groups = [...'aaaaabbbbcccdde'];
    expect(kFold(15, { folds: 3, groups }).map(({ test }) => test.length)).toEqual([5, 5, 5]);
  });

  it('refuses more folds than rows or groups', () => {
    expect(() => kFold(4)).toThrow(/got 5 folds for 4 rows/);
    expect(() => kFold(6, { folds: 3, groups: ['a', 'a', 'a', 'b', 'b', 'b'] })).toThrow(
      /3 folds for 2 groups/,
    );
    expect(() => kFold(6, { groups: ['a'] })).toThrow(ShapeError);
  });
});
