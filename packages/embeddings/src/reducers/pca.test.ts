import {
  createRandom,
  type FittedClass,
  type Matrix,
  matrixFromRows,
  matrixRow,
  matrixToRows,
  selectRows,
  shuffledIndices,
} from '@ssrm/features';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import iris from '../__fixtures__/iris.json' with { type: 'json' };
import { NgramEmbedder } from '../ngram-embedder.ts';
import type { SparseMatrix } from '../sparse-matrix.ts';
import { toDenseMatrix } from '../sparse-matrix.ts';
import { Pca, type PcaJson, type PcaOptions } from './pca.ts';

const IRIS = matrixFromRows(iris);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, digits: number): void {
  expect(actual.length).toBe(expected.length);
  for (let index = 0; index < actual.length; index++) {
    expect(actual[index]).toBeCloseTo(expected[index] as number, digits);
  }
}

function randomMatrix(rowCount: number, columnCount: number, seed: number): Matrix {
  const random = createRandom(seed);
  // Columns of falling spread, so that the leading directions are well apart; single precision, as sparse rows have.
  return matrixFromRows(
    Array.from({ length: rowCount }, () =>
      Array.from({ length: columnCount }, (_, column) => Math.fround((random() - 0.5) / (1 + column) + 3)),
    ),
  );
}

describe('Pca on Fisher’s iris data, against scikit-learn 1.2.1 (load_iris, PCA(3))', () => {
  const pca = Pca.fit(IRIS, { components: 3 });

  it('explains the same variance', () => {
    expectClose(pca.explainedVariance, [4.228241706034864, 0.24267074792863336, 0.07820950004291938], 9);
    expectClose(
      pca.explainedVarianceRatio,
      [0.9246187232017271, 0.05306648311706782, 0.017102609807929763],
      9,
    );
  });

  it('finds the same directions with the same sign', () => {
    expectClose(
      pca.toJSON().directions,
      [
        0.36138659178536864, -0.08452251406456868, 0.8566706059498349, 0.3582891971515507, 0.6565887712868423,
        0.7301614347850266, -0.17337266279585706, -0.07548101991746337, -0.5820298513060651,
        0.5979108301000855, 0.0762360758209632, 0.5458314320200757,
      ],
      9,
    );
  });

  it('gives the same coordinates', () => {
    expectClose(
      pca.transform(selectRows(IRIS, [0, 50, 149])).values,
      [
        -2.684125625969537, 0.31939724658510055, -0.027914827589414104, 1.2848256888583507, 0.685160470467309,
        -0.40656802546769427, 1.3901888619479128, -0.2826609379905509, 0.3629096480853756,
      ],
      9,
    );
  });
});

describe('Pca', () => {
  it('has the static side of a fitted class', () => {
    expectTypeOf(Pca).toExtend<FittedClass<Matrix | SparseMatrix, PcaOptions, PcaJson, Pca>>();
  });

  it('agrees with the whole decomposition where it computes the top only', () => {
    const wide = randomMatrix(60, 400, 1);
    const tall = matrixFromRows(
      matrixToRows(wide)[0]?.map((_, column) => matrixToRows(wide).map((row) => row[column] as number)) ?? [],
    );
    for (const matrix of [wide, tall]) {
      const exact = Pca.fit(matrix);
      const sparse = Pca.fit(sparseOf(matrix));
      expectClose(sparse.explainedVariance, exact.explainedVariance, 10);
      expectClose(sparse.explainedVarianceRatio, exact.explainedVarianceRatio, 8);
      expectClose(sparse.transform(matrix).values, exact.transform(matrix).values, 7);
    }
  });

  it('agrees on vectors of n-grams, dense or sparse', async () => {
    const titles = Array.from(
      { length: 40 },
      (_, index) => `${['Love', 'Night', 'Rain'][index % 3]} song ${index}`,
    );
    const embedder = NgramEmbedder.fit(titles, { dimensions: 256 });
    const sparse = await embedder.embedSparse(titles);
    const dense = toDenseMatrix(sparse);
    expectClose(Pca.fit(sparse).transform(sparse).values, Pca.fit(dense).transform(dense).values, 6);
  });

  it('says nothing on the console for wide input', () => {
    const warn = vi.spyOn(console, 'warn');
    Pca.fit(randomMatrix(3, 20, 2));
    expect(warn).not.toHaveBeenCalled();
  });

  it('counts a weighted row as if it stood there so many times', () => {
    const repeated = selectRows(IRIS, [0, 60, 60, 60, 120, 120, 149]);
    const weighted = Pca.fit(selectRows(IRIS, [0, 60, 120, 149]), { weights: [1, 3, 2, 1] });
    const expected = Pca.fit(repeated);
    expectClose(weighted.explainedVariance, expected.explainedVariance, 12);
    expectClose(weighted.explainedVarianceRatio, expected.explainedVarianceRatio, 12);
    expectClose(weighted.transform(IRIS).values, expected.transform(IRIS).values, 9);
  });

  it('does not care about the order of rows or columns', () => {
    const expected = Pca.fit(IRIS).transform(IRIS);
    const order = shuffledIndices(IRIS.rowCount, createRandom(3));
    expectClose(Pca.fit(selectRows(IRIS, order)).transform(IRIS).values, expected.values, 9);
    const mirrored = matrixFromRows(matrixToRows(IRIS).map((row) => row.reverse()));
    expectClose(Pca.fit(mirrored).transform(mirrored).values, expected.values, 9);
  });

  it('gives a row the same numbers alone, in a batch and after reload, to the last bit', () => {
    const pca = Pca.fit(IRIS);
    const all = pca.transform(IRIS);
    const reloaded = Pca.fromJSON(JSON.parse(JSON.stringify(pca)));
    expect(reloaded.transform(IRIS)).toEqual(all);
    expect(reloaded.toJSON()).toEqual(pca.toJSON());
    expect(pca.transform(selectRows(IRIS, [77])).values).toEqual(matrixRow(all, 77).slice());
  });

  it('leaves its input as it was', () => {
    const before = IRIS.values.slice();
    Pca.fit(IRIS).transform(IRIS);
    expect(IRIS.values).toEqual(before);
  });

  it.each([
    ['one row', [[1, 2, 3, 4, 5]]],
    [
      'equal rows',
      [
        [0.1, 0.7],
        [0.1, 0.7],
        [0.1, 0.7],
      ],
    ],
    ['rows without columns', [[], []]],
  ])('is all zeros on %s', (_, rows) => {
    const matrix = matrixFromRows(rows);
    for (const input of [matrix, sparseOf(matrix)]) {
      const pca = Pca.fit(input);
      expect(pca.explainedVariance).toEqual([0, 0, 0]);
      expect(pca.explainedVarianceRatio).toEqual([0, 0, 0]);
      expect(Array.from(pca.transform(matrix).values, Math.abs)).toEqual(Array(rows.length * 3).fill(0));
    }
  });

  it('pads with zeros where the rows vary in fewer directions than asked', () => {
    const matrix = matrixFromRows([
      [0, 1, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ]);
    for (const input of [matrix, sparseOf(matrix)]) {
      const [left, right] = matrixToRows(Pca.fit(input).transform(matrix));
      expectClose(left ?? [], [-Math.SQRT1_2, 0, 0], 12);
      expectClose(right ?? [], [Math.SQRT1_2, 0, 0], 12);
    }
  });

  it('finds every direction where all vary equally', () => {
    const simplex = matrixFromRows(
      Array.from({ length: 6 }, (_, row) => Array.from({ length: 6 }, (_, column) => Number(row === column))),
    );
    expectClose(
      Pca.fit(sparseOf(simplex), { components: 6 }).explainedVariance,
      [0.2, 0.2, 0.2, 0.2, 0.2, 0],
      12,
    );
  });

  it('refuses what it cannot use', () => {
    const pca = Pca.fit(IRIS);
    expect(() => pca.transform(matrixFromRows([[1, 2]]))).toThrow('rows of 4 numbers');
    expect(() => Pca.fit(matrixFromRows([]))).toThrow('at least one row');
    expect(() => Pca.fit(matrixFromRows([[Number.NaN]]))).toThrow('NaN');
    expect(() => Pca.fit(IRIS, { components: 0 })).toThrow('at least 1');
    expect(() => Pca.fit(IRIS, { weights: [1] })).toThrow('150');
    expect(() => Pca.fit(matrixFromRows([[1], [2]]), { weights: [1, 0] })).toThrow('above 0');
    expect(() => Pca.fromJSON({ ...pca.toJSON(), mean: [1] })).toThrow('damaged');
    expect(() => Pca.fromJSON({ ...pca.toJSON(), version: 9 })).toThrow('version 9');
  });
});

function sparseOf(matrix: Matrix): SparseMatrix {
  const { rowCount, columnCount } = matrix;
  return {
    rowCount,
    columnCount,
    rowStarts: Uint32Array.from({ length: rowCount + 1 }, (_, row) => row * columnCount),
    columns: Uint16Array.from(matrix.values, (_, index) => index % columnCount),
    values: Float32Array.from(matrix.values),
  };
}
