import { createMatrix, createRandom, type Matrix, type ScoredTrack, type Track } from '@ssrm/features';
import { GROUP_MEAN_NAMES, type GroupSums, groupMeans, sumGroups } from './group-means.ts';
import { TRACK_COLUMN_NAMES } from './track-columns.ts';

const FOLDS = 10;

/** Names of the columns of {@link rankColumns}: those of taste, what is missing, and means of groups. */
export const RANK_COLUMN_NAMES: readonly string[] = [
  ...TRACK_COLUMN_NAMES,
  'duration is missing',
  'popularity is missing',
  'album is missing',
  ...GROUP_MEAN_NAMES,
];

/**
 * What the trees of the ranking split on.
 *
 * @param base - Of {@link trackColumns}, without rates.
 * @param sumsOf - Sums of groups to be used for the track at an index.
 * @returns Shape `[n, RANK_COLUMN_NAMES.length]`, finite.
 */
export function rankColumns(
  tracks: readonly Track[],
  base: Matrix,
  sumsOf: (index: number) => GroupSums,
): Matrix {
  const columns = createMatrix(tracks.length, RANK_COLUMN_NAMES.length);
  for (const [row, track] of tracks.entries()) {
    const from = row * base.columnCount;
    const to = row * columns.columnCount;
    columns.values.set(base.values.subarray(from, from + base.columnCount), to);
    const missing = [track.durationMs, track.popularity, track.albumName].map((value) =>
      Number(value === null),
    );
    columns.values.set([...missing, ...groupMeans(sumsOf(row), track)], to + base.columnCount);
  }
  return columns;
}

/** For each track the sums of groups over the tracks outside its fold (10 at random): a row must not see its own score. */
export function outOfFoldSums(tracks: readonly ScoredTrack[], seed: number): GroupSums[] {
  const random = createRandom(seed);
  const foldOf = tracks.map(() => Math.floor(random() * FOLDS));
  const sums = Array.from({ length: FOLDS }, (_, fold) =>
    sumGroups(tracks.filter((_, row) => foldOf[row] !== fold)),
  );
  return foldOf.map((fold) => sums[fold] as GroupSums);
}
