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

/** One dimension of the space: which column of {@link TRACK_COLUMN_NAMES} it is made of, how, and how much it counts. */
export interface NeighbourDimension {
  readonly column: number;
  /** `share`: of the quantiles below the value; `rate`: the value cut to ±{@link LARGEST_RATE}; `style`: the value, 0 or 1. */
  readonly from: 'share' | 'rate' | 'style';
  readonly scale: number;
}

/** The dimensions in their order: numbers, rates, styles. */
export const NEIGHBOUR_SPACE: readonly NeighbourDimension[] = [
  ...Object.entries(NUMBER_SCALES).map(
    ([name, scale]): NeighbourDimension => ({
      column: TRACK_COLUMN_NAMES.indexOf(name),
      from: 'share',
      scale,
    }),
  ),
  ...[0, 1].map(
    (rate): NeighbourDimension => ({ column: COLUMN_OFFSETS.rate + rate, from: 'rate', scale: 0.5 }),
  ),
  ...Array.from(
    { length: STYLES.length + 1 },
    (_, style): NeighbourDimension => ({ column: COLUMN_OFFSETS.style + style, from: 'style', scale: 0.5 }),
  ),
];
export const LARGEST_RATE = 3;

const numberColumns: readonly number[] = NEIGHBOUR_SPACE.flatMap(({ from, column }) =>
  from === 'share' ? [column] : [],
);

/** How many numbers count in the distance, and how many dimensions the space has with rates and styles. */
export const NEIGHBOUR_NUMBER_COUNT: number = numberColumns.length;
export const NEIGHBOUR_DIMENSIONS: number = NEIGHBOUR_SPACE.length;

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
  const result = createMatrix(columns.rowCount, NEIGHBOUR_DIMENSIONS);
  for (let row = 0; row < columns.rowCount; row++) {
    for (const [index, { column, from, scale }] of NEIGHBOUR_SPACE.entries()) {
      let value = columns.values[row * columns.columnCount + column] as number;
      if (from === 'share') value = shareBelow(quantiles[index] as readonly number[], value);
      else if (from === 'rate') value = Math.min(LARGEST_RATE, Math.max(-LARGEST_RATE, value));
      result.values[row * NEIGHBOUR_DIMENSIONS + index] = scale * value;
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
