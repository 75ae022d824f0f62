import {
  createRandom,
  type FittedClass,
  type Matrix,
  matrixFromRows,
  matrixRow,
  selectRows,
  shuffledIndices,
} from '@ssrm/features';
import { describe, expect, expectTypeOf, it } from 'vitest';
import iris from '../__fixtures__/iris.json' with { type: 'json' };
import { NgramEmbedder } from '../ngram-embedder.ts';
import type { SparseMatrix } from '../sparse-matrix.ts';
import { toDenseMatrix } from '../sparse-matrix.ts';
import { Umap, type UmapJson, type UmapOptions } from './umap.ts';

const IRIS = matrixFromRows(iris);
const TRAINING = selectRows(
  IRIS,
  Array.from({ length: 150 }, (_, row) => row).filter((row) => row % 5 !== 0),
);
const HELD_OUT = selectRows(
  IRIS,
  Array.from({ length: 30 }, (_, row) => row * 5),
);
const umap = Umap.fit(TRAINING);

function distance(left: Float64Array, right: Float64Array): number {
  return Math.hypot(...left.map((value, axis) => value - (right[axis] as number)));
}

/** The share of `queries` whose nearest place in `places` is of the same species. */
function sameSpecies(
  queries: Matrix,
  places: Matrix,
  species: (row: number) => number,
  own: (row: number) => number,
): number {
  let hits = 0;
  for (let query = 0; query < queries.rowCount; query++) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row < places.rowCount; row++) {
      const apart = distance(matrixRow(queries, query), matrixRow(places, row));
      if (apart > 1e-12 && apart < least) [least, best] = [apart, row];
    }
    if (species(best) === own(query)) hits += 1;
  }
  return hits / queries.rowCount;
}

describe('Umap', () => {
  it('has the static side of a fitted class', () => {
    expectTypeOf(Umap).toExtend<FittedClass<Matrix | SparseMatrix, UmapOptions, UmapJson, Umap>>();
    expect(umap.featureNames).toEqual(['umap1', 'umap2', 'umap3']);
  });

  it('keeps the species of Fisher’s irises together, in training and for new flowers', () => {
    const places = umap.transform(TRAINING);
    const ofTraining = (row: number): number => Math.floor(row / 40);
    expect(sameSpecies(places, places, ofTraining, ofTraining)).toBeGreaterThan(0.9);
    const ofHeldOut = (row: number): number => Math.floor(row / 10);
    expect(sameSpecies(umap.transform(HELD_OUT), places, ofTraining, ofHeldOut)).toBeGreaterThan(0.9);
  });

  it('gives the same layout for the same seed and another for another', () => {
    expect(Umap.fit(TRAINING).toJSON()).toEqual(umap.toJSON());
    expect(Umap.fit(TRAINING, { seed: 7 }).toJSON().coordinates).not.toEqual(umap.toJSON().coordinates);
  });

  it('does not care about the order of the training rows, nor about repeated ones', () => {
    const order = [...shuffledIndices(TRAINING.rowCount, createRandom(5)), 3, 3, 8];
    expect(Umap.fit(selectRows(TRAINING, order)).toJSON()).toEqual(umap.toJSON());
  });

  it('places a row alone as in a batch, and after reload to the last bit', () => {
    const all = umap.transform(IRIS);
    const reloaded = Umap.fromJSON(JSON.parse(JSON.stringify(umap)));
    expect(reloaded.transform(IRIS)).toEqual(all);
    expect(reloaded.toJSON()).toEqual(umap.toJSON());
    for (const row of [0, 1, 75, 149]) {
      expect(umap.transform(selectRows(IRIS, [row])).values).toEqual(matrixRow(all, row).slice());
    }
  });

  it('does not move training rows when new rows come', () => {
    const before = umap.transform(TRAINING);
    umap.transform(HELD_OUT);
    expect(umap.transform(TRAINING)).toEqual(before);
    const { coordinates } = umap.toJSON();
    const row = Array.from(matrixRow(before, 10));
    expect(coordinates.join().includes(row.join())).toBe(true);
  });

  it('treats sparse and dense vectors alike', async () => {
    const titles = Array.from(
      { length: 30 },
      (_, index) => `${['Love', 'Night', 'Rain'][index % 3]} ${index}`,
    );
    const sparse = await NgramEmbedder.fit(titles, { dimensions: 64 }).embedSparse(titles);
    const dense = toDenseMatrix(sparse);
    expect(Umap.fit(dense).toJSON()).toEqual(Umap.fit(sparse).toJSON());
    expect(Umap.fit(sparse).transform(dense)).toEqual(Umap.fit(sparse).transform(sparse));
  });

  it.each([1, 2, 3, 4, 5, 6, 16])('is finite and distinct on %i different rows', (count) => {
    const rows = Array.from({ length: count }, (_, row) => [row, row * row, Number(row === 0)]);
    const fitted = Umap.fit(matrixFromRows([...rows, ...rows]));
    const { values } = fitted.transform(matrixFromRows([...rows, [50, 50, 50]]));
    expect(values).toHaveLength((count + 1) * 3);
    expect(values.every(Number.isFinite)).toBe(true);
    const places = rows.map((_, row) => values.slice(row * 3, row * 3 + 3).join());
    expect(new Set(places).size).toBe(count);
    if (count === 1) expect(places[0]).toBe('0,0,0');
  });

  it('stands a training row of zeros and a constant input', () => {
    const fitted = Umap.fit(
      matrixFromRows([
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
      { components: 2 },
    );
    expect(
      Array.from(
        fitted.transform(
          matrixFromRows([
            [0, 0],
            [1, 1],
          ]),
        ).values,
      ),
    ).toEqual([0, 0, 0, 0]);
  });

  it('refuses what it cannot use', () => {
    expect(() => umap.transform(matrixFromRows([[1]]))).toThrow('rows of 4 numbers');
    expect(() => Umap.fit(matrixFromRows([]))).toThrow('at least one row');
    expect(() => Umap.fit(matrixFromRows([[Number.POSITIVE_INFINITY]]))).toThrow('Infinity');
    const json = umap.toJSON();
    expect(() => Umap.fromJSON({ ...json, rows: { ...json.rows, values: '!' } })).toThrow('base64');
    expect(() => Umap.fromJSON({ ...json, rows: { ...json.rows, columns: 'AAAAAA' } })).toThrow('damaged');
    expect(() => Umap.fromJSON({ ...json, coordinates: [] })).toThrow('coordinates of umap');
    expect(() => Umap.fromJSON({ ...json, version: 0 })).toThrow('version 0');
  });
});
