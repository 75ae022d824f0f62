import { type Matrix, matrixFromRows, selectRows, type Track } from '@ssrm/features';
import { type FittedSubject, fittedChecks } from '@ssrm/features/testing';
import { describe, it } from 'vitest';
import iris from './__fixtures__/iris.json' with { type: 'json' };
import { Pca } from './reducers/pca.ts';
import { Umap } from './reducers/umap.ts';
import { TrackEncoder } from './track-encoder/track-encoder.ts';

const matrixSubject = {
  input: matrixFromRows(iris.slice(40, 60)),
  rowCount: (matrix: Matrix) => matrix.rowCount,
  selectRows,
  refusedByFit: {
    'no rows': matrixFromRows([]),
    'a number that is not finite': matrixFromRows([[1, Number.NaN]]),
  },
  refusedByTransform: { 'another width': matrixFromRows([[1, 2, 3]]) },
};
const pca: FittedSubject<Matrix> = {
  ...matrixSubject,
  kind: Pca.kind,
  fit: (rows) => Pca.fit(rows),
  fromJSON: Pca.fromJSON,
};
const umap: FittedSubject<Matrix> = {
  ...matrixSubject,
  kind: Umap.kind,
  fit: (rows) => Umap.fit(rows),
  fromJSON: Umap.fromJSON,
};

const TRACKS: readonly Track[] = Array.from({ length: 12 }, (_, index) => ({
  id: `t${index}`,
  name: `${['Love', 'Night', 'Rain'][index % 3]} ${index}`,
  albumName: index % 4 === 0 ? null : `Album ${index % 5}`,
  artistName: index === 3 ? null : `Artist ${index % 4}`,
  releaseDate: `${1990 + index}`,
  durationMs: 200_000 + index,
  explicit: index % 2 === 0,
  popularity: index === 5 ? null : index,
  albumType: 'album',
}));
const encoderSubject = {
  kind: TrackEncoder.kind,
  fromJSON: TrackEncoder.fromJSON,
  input: TRACKS,
  rowCount: (tracks: readonly Track[]) => tracks.length,
  selectRows: (tracks: readonly Track[], indices: readonly number[]) =>
    indices.map((index) => tracks[index] as Track),
  refusedByFit: { 'no tracks': [] },
};
const encoder: FittedSubject<readonly Track[]> = {
  ...encoderSubject,
  fit: (tracks) => TrackEncoder.fit(tracks),
};
const umapEncoder: FittedSubject<readonly Track[]> = {
  ...encoderSubject,
  fit: (tracks) => TrackEncoder.fit(tracks, { reducer: 'umap' }),
};

describe('Pca is a fitted class:', () => {
  for (const check of fittedChecks(pca)) it(check.name, check.run);
});
describe('Umap is a fitted class:', () => {
  for (const check of fittedChecks(umap)) it(check.name, check.run);
});
describe('TrackEncoder is a fitted class:', () => {
  for (const check of fittedChecks(encoder)) it(check.name, check.run);
});
describe('TrackEncoder with UMAP is a fitted class:', () => {
  for (const check of fittedChecks(umapEncoder)) it(check.name, check.run);
});
