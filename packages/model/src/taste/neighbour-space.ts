import { createMatrix, type Matrix } from '@ssrm/features';
import { STYLES } from '../artists/styles.ts';
import { COLUMN_OFFSETS, TRACK_COLUMN_NAMES } from './track-columns.ts';

/** How much each number counts in the distance between two tracks. */
const NUMBER_SCALES: Readonly<Record<string, number>> = {
  popularity: 3,
  duration: 3,
  'release date': 4.5,
  'release month': 1.2,
  'song: length': 1.2,
  'album: length': 1.2,
  'artist: length': 1.2,
  'album is named after the song': 0.9,
  'popularity is 0': 0.9,
  'artist: words': 0.9,
};
const RATE_SCALE = 0.5;
const STYLE_SCALE = 0.5;

const numberColumns: readonly number[] = Object.keys(NUMBER_SCALES).map((name) =>
  TRACK_COLUMN_NAMES.indexOf(name),
);
const numberScales: readonly number[] = Object.values(NUMBER_SCALES);

/** How many numbers count in the distance, and how many dimensions the space has with rates and styles. */
export const NEIGHBOUR_NUMBER_COUNT: number = numberColumns.length;
export const NEIGHBOUR_DIMENSIONS: number = numberColumns.length + 2 + STYLES.length + 1;

/** Sorted values of each number, against which a value's share is read: at most 100 a column. */
export type NeighbourQuantiles = readonly (readonly number[])[];

/** Up to 100 quantiles of each number that counts in the distance. */
export function neighbourQuantiles(columns: Matrix): NeighbourQuantiles {
  return numberColumns.map((column) => {
    const sorted = Float64Array.from(
      { length: columns.rowCount },
      (_, row) => columns.values[row * columns.columnCount + column] as number,
    ).sort();
    const count = Math.min(100, sorted.length);
    return Array.from(
      { length: count },
      (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / count)] as number,
    );
  });
}

/**
 * Tracks as points between which distance means unlikeness: shares of the quantiles below each number, rates cut to ±3, and styles.
 *
 * @param columns - Shape `[n, TRACK_COLUMN_NAMES.length]`.
 * @returns Shape `[n, d]`.
 */
export function neighbourSpace(columns: Matrix, quantiles: NeighbourQuantiles): Matrix {
  const styleCount = STYLES.length + 1;
  const result = createMatrix(columns.rowCount, NEIGHBOUR_DIMENSIONS);
  for (let row = 0; row < columns.rowCount; row++) {
    const from = row * columns.columnCount;
    let to = row * result.columnCount;
    for (const [index, column] of numberColumns.entries()) {
      const share = shareBelow(
        quantiles[index] as readonly number[],
        columns.values[from + column] as number,
      );
      result.values[to++] = share * (numberScales[index] as number);
    }
    for (let rate = 0; rate < 2; rate++) {
      const value = columns.values[from + COLUMN_OFFSETS.rate + rate] as number;
      result.values[to++] = RATE_SCALE * Math.min(3, Math.max(-3, value));
    }
    for (let style = 0; style < styleCount; style++) {
      result.values[to++] = STYLE_SCALE * (columns.values[from + COLUMN_OFFSETS.style + style] as number);
    }
  }
  return result;
}

/** Share (0…1) of the sorted values that are below the value; those equal to it count half. */
function shareBelow(sorted: readonly number[], value: number): number {
  const below = firstNot(sorted, (other) => other < value);
  const equal = firstNot(sorted, (other) => other <= value) - below;
  return sorted.length === 0 ? 0.5 : (below + equal / 2) / sorted.length;
}

/** How many of the sorted values, from the first, are so. */
function firstNot(sorted: readonly number[], isSo: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
