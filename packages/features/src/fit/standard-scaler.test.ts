import { describe, expect, expectTypeOf, it } from 'vitest';
import type { FittedClass } from '../artifact.ts';
import { InvalidArtifactError, InvalidDataError, ShapeError } from '../errors.ts';
import { type Matrix, matrixFromRows, matrixToRows, selectRows } from '../matrix.ts';
import { fittedChecks } from '../testing/index.ts';
import { StandardScaler, type StandardScalerJson, type StandardScalerOptions } from './standard-scaler.ts';

const rows = [
  [183146, 0, 50, 1],
  [225123, 1, 46, 1],
  [222898, 0, 44, 0.5],
  [189379, 1, 29, 0],
  [83621.5, 0, 39, 1],
];

describe('StandardScaler', () => {
  for (const check of fittedChecks<Matrix>({
    kind: 'standard-scaler',
    fit: (input) => StandardScaler.fit(input),
    fromJSON: StandardScaler.fromJSON,
    input: matrixFromRows(rows),
    rowCount: (input) => input.rowCount,
    selectRows,
    refusedByFit: {
      'no rows': matrixFromRows([], 4),
      NaN: matrixFromRows([[Number.NaN]]),
      infinity: matrixFromRows([[Number.POSITIVE_INFINITY]]),
      'numbers whose squares overflow': matrixFromRows([[1e300], [-1e300]]),
    },
    refusedByTransform: {
      'another width': matrixFromRows([[1, 2]]),
      NaN: matrixFromRows([[1, 2, 3, Number.NaN]]),
    },
  })) {
    it(check.name, check.run);
  }

  it('gives the numbers of scikit-learn 1.2.1', () => {
    const scaler = StandardScaler.fit(matrixFromRows(rows));
    const scales = [51496.65647593055, 0.48989794855663565, 7.227724399837061, 0.4];
    expect(scaler.means).toEqual([180833.5, 0.4, 41.6, 0.7]);
    for (const [column, scale] of scales.entries()) {
      expect(scaler.scales[column]).toBeCloseTo(scale, 10);
    }
    const last = [-1.8877342074710566, -0.816496580927726, -0.3597259463931158, 0.7500000000000001];
    for (const [column, value] of last.entries()) {
      expect(matrixToRows(scaler.transform(matrixFromRows(rows)))[4]?.[column]).toBeCloseTo(value, 12);
    }
  });

  it('keeps scale 1 for columns that are constant up to rounding, as scikit-learn does', () => {
    const scaler = StandardScaler.fit(
      matrixFromRows([
        [0.1, 1e8 + 0.1, 7],
        [0.1, 1e8 + 0.1, 7],
        [0.1, 1e8 + 0.1, 7.5],
      ]),
    );
    expect(scaler.scales.slice(0, 2)).toEqual([1, 1]);
    expect(scaler.scales[2]).toBeCloseTo(0.23570226039551584, 14);
  });

  it('names the row and column of a value it refuses', () => {
    const scaler = StandardScaler.fit(matrixFromRows([[1, 2]]), { featureNames: ['a', 'b'] });
    const bad = matrixFromRows([
      [1, 2],
      [3, Number.NaN],
    ]);
    expect(() => scaler.transform(bad)).toThrow(/row 1, column b is NaN/);
    expect(() => scaler.transform(bad)).toThrow(InvalidDataError);
    expect(() => StandardScaler.fit(bad, { featureNames: ['a'] })).toThrow(ShapeError);
  });

  it('refuses saved scales that cannot divide', () => {
    const json = StandardScaler.fit(matrixFromRows([[1]])).toJSON();
    expect(() => StandardScaler.fromJSON({ ...json, scales: [0] })).toThrow(InvalidArtifactError);
    expect(() => StandardScaler.fromJSON({ ...json, means: [null] })).toThrow(InvalidArtifactError);
  });

  it('is a fitted class that only fit and fromJSON make', () => {
    expectTypeOf(StandardScaler).toExtend<
      FittedClass<Matrix, StandardScalerOptions, StandardScalerJson, StandardScaler>
    >();
    // @ts-expect-error the constructor is private
    new StandardScaler([], [], []);
  });
});
