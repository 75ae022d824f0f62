import { createMatrix, type Matrix, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { STYLES } from '../artists/styles.ts';
import { NEAR_ARTIST_NAMES, type NearArtists } from './near-artists.ts';
import { STYLE_RATE_NAMES, type StyleCounts, styleRates } from './style-rates.ts';
import { TRACK_NUMBER_NAMES } from './track-numbers.ts';

/** Names of the columns that the trees split on: the track's numbers, 0/1 for each style, style unknown, the rates of its styles and of near artists. */
export const TRACK_COLUMN_NAMES: readonly string[] = [
  ...TRACK_NUMBER_NAMES,
  ...STYLES.map((style) => `style: ${style}`),
  'style: unknown',
  ...[...STYLE_RATE_NAMES, ...NEAR_ARTIST_NAMES].map((name) => `liking of ${name}`),
];

const firstStyle = TRACK_NUMBER_NAMES.length;
const unknownStyle = firstStyle + STYLES.length;
const firstRate = unknownStyle + 1;

/** The median of the known values of each column of {@link trackNumbers}; 0 where none is known. Replaces what a source does not say. */
export function numberMedians(numbers: Matrix): number[] {
  const known = new Float64Array(numbers.rowCount);
  return Array.from({ length: numbers.columnCount }, (_, column) => {
    let count = 0;
    for (let row = 0; row < numbers.rowCount; row++) {
      const value = numbers.values[row * numbers.columnCount + column] as number;
      if (!Number.isNaN(value)) known[count++] = value;
    }
    const sorted = known.subarray(0, count).sort();
    return sorted[count >> 1] ?? 0;
  });
}

/**
 * The columns of {@link TRACK_COLUMN_NAMES} but for the rates, which are 0 until {@link setRates}.
 *
 * @param medians - Of {@link numberMedians}, of the tracks that the model is fitted on.
 * @returns Shape `[n, TRACK_COLUMN_NAMES.length]`, finite.
 */
export function trackColumns(tracks: readonly Track[], numbers: Matrix, medians: readonly number[]): Matrix {
  const columns = createMatrix(tracks.length, TRACK_COLUMN_NAMES.length);
  for (const [row, track] of tracks.entries()) {
    const at = row * columns.columnCount;
    for (let column = 0; column < firstStyle; column++) {
      const value = numbers.values[row * firstStyle + column] as number;
      columns.values[at + column] = Number.isNaN(value) ? (medians[column] as number) : value;
    }
    const { styles } = stylesOfArtist(track.artistName);
    for (const style of styles) columns.values[at + firstStyle + style] = 1;
    columns.values[at + unknownStyle] = Number(styles.length === 0);
  }
  return columns;
}

/** Says of an artist how much its styles and those near it are liked, in the order of the columns. */
export type RatesOf = (artistName: string | null) => readonly number[];

/** Rates by what was counted; each artist is looked at once. */
export function ratesBy(counts: StyleCounts, near: NearArtists): RatesOf {
  const known = new Map<string | null, readonly number[]>();
  return (artistName) => {
    const rates = known.get(artistName) ?? [...styleRates(counts, artistName), ...near.rates(artistName)];
    known.set(artistName, rates);
    return rates;
  };
}

/** {@link trackColumns} of tracks to be scored: with their rates. */
export function scoringColumns(
  tracks: readonly Track[],
  numbers: Matrix,
  medians: readonly number[],
  ratesOf: RatesOf,
): Matrix {
  const columns = trackColumns(tracks, numbers, medians);
  for (const [row, { artistName }] of tracks.entries()) setRates(columns, row, ratesOf(artistName));
  return columns;
}

/** Writes the rates of a track's artist into its row. */
export function setRates(columns: Matrix, row: number, rates: readonly number[]): void {
  columns.values.set(rates, row * columns.columnCount + firstRate);
}

/** Where the styles begin among the columns, where the rates do, and which are those of the sub-styles and of the nearest artists. */
export const COLUMN_OFFSETS: {
  readonly style: number;
  readonly rate: number;
  readonly substyleRate: number;
  readonly nearestRate: number;
} = {
  style: firstStyle,
  rate: firstRate,
  substyleRate: firstRate + STYLE_RATE_NAMES.indexOf('sub-style'),
  nearestRate: firstRate + STYLE_RATE_NAMES.length + NEAR_ARTIST_NAMES.indexOf('nearest artists'),
};
