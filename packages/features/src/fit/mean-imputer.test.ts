import { describe, expect, expectTypeOf, it } from 'vitest';
import type { FittedClass } from '../artifact.ts';
import { type Matrix, matrixFromRows, matrixToRows, selectRows } from '../matrix.ts';
import { fittedChecks } from '../testing/index.ts';
import { MeanImputer, type MeanImputerJson, type MeanImputerOptions, missingShares } from './mean-imputer.ts';

const missing = Number.NaN;
const rows = [
  [1, missing, 3, missing],
  [missing, missing, 5, missing],
  [2, 7, missing, missing],
  [6, 1e308, 1e-9, missing],
];

describe('MeanImputer', () => {
  for (const check of fittedChecks<Matrix>({
    kind: 'mean-imputer',
    fit: (input) => MeanImputer.fit(input),
    fromJSON: MeanImputer.fromJSON,
    input: matrixFromRows(rows),
    rowCount: (input) => input.rowCount,
    selectRows,
    refusedByFit: {
      'no rows': matrixFromRows([], 4),
      infinity: matrixFromRows([[Number.NEGATIVE_INFINITY]]),
    },
    refusedByTransform: {
      'another width': matrixFromRows([[1]]),
      infinity: matrixFromRows([[1, 2, 3, Number.POSITIVE_INFINITY]]),
    },
  })) {
    it(check.name, check.run);
  }

  it('gives the numbers of SimpleImputer of scikit-learn 1.2.1', () => {
    const training = matrixFromRows([
      [1, missing, 3],
      [missing, missing, 5],
      [2, 7, missing],
    ]);
    const imputer = MeanImputer.fit(training);
    expect(imputer.means).toEqual([1.5, 7, 4]);
    expect(matrixToRows(imputer.transform(training))).toEqual([
      [1, 7, 3],
      [1.5, 7, 5],
      [2, 7, 4],
    ]);
  });

  it('reports the share that is missing and makes a column that was never known 0 everywhere', () => {
    const names = ['a', 'b', 'c', 'd'];
    const imputer = MeanImputer.fit(matrixFromRows(rows), { featureNames: names });
    expect(imputer.missingShares).toEqual([0.25, 0.5, 0.25, 1]);
    expect(imputer.unknownFeatures).toEqual(['d']);
    expect(matrixToRows(imputer.transform(matrixFromRows([[9, 9, 9, 212_000]])))).toEqual([[9, 9, 9, 0]]);
  });

  it('keeps the mean of huge numbers finite', () => {
    expect(MeanImputer.fit(matrixFromRows([[1.7e308], [1.7e308], [1.7e308]])).means[0]).toBeCloseTo(
      1.7e308,
      -295,
    );
  });

  it('counts the missing of any matrix', () => {
    expect(missingShares(matrixFromRows(rows))).toEqual([0.25, 0.5, 0.25, 1]);
    expect(missingShares(matrixFromRows([], 2))).toEqual([0, 0]);
  });

  it('is a fitted class that only fit and fromJSON make', () => {
    expectTypeOf(MeanImputer).toExtend<
      FittedClass<Matrix, MeanImputerOptions, MeanImputerJson, MeanImputer>
    >();
    // @ts-expect-error the constructor is private
    new MeanImputer([], [], []);
  });
});
