import { toNumber } from '../track-values.ts';
import { findNamedColumns, foldHeader, type TrackField } from './column-names.ts';
import { hasClock, parseTime } from './parse-time.ts';

/** Where each field of a table stands, and how its values are meant. */
export interface TrackColumns {
  readonly positions: ReadonlyMap<TrackField, number>;
  /** What popularity is multiplied by: 100 where the file has it as 0…1. */
  readonly popularityScale: 1 | 100;
  /** What a plain number in the column of durations is multiplied by to give milliseconds. */
  readonly durationScale: number;
  /** Whether 5/6/2023 is the fifth of June in the column of times. */
  readonly dayFirst: boolean;
}

type Rows = readonly (readonly string[])[];

/** So many rows are looked at to tell what a column holds. */
const sampleSize = 400;

/**
 * What the columns of a table hold, by their names and by their values: a column of `spotify:track:…` has the ids whatever it is called, times of
 * plays must be times, and what no name tells is told by its place behind the URIs, as Exportify lays it out in every language.
 */
export function findColumns(header: readonly string[], rows: Rows): TrackColumns {
  const sample = rows.length <= sampleSize ? rows : spread(rows);
  const named = findNamedColumns(header);
  const positions = new Map<TrackField, number>();
  for (const [field, [first]] of named) if (first !== undefined) positions.set(field, first);
  findByUris(positions, header, sample);
  settleTime(positions, named, header, sample);
  return {
    positions,
    popularityScale: isShare(cellsOf(rows, positions.get('popularity'))) ? 100 : 1,
    durationScale: durationScale(
      header,
      cellsOf(sample, positions.get('durationMs')),
      positions.get('durationMs'),
    ),
    dayFirst: cellsOf(rows, positions.get('playedAt')).some((cell) =>
      /^\s*(?:1[3-9]|2\d|3[01])[/-]\d{1,2}[/-]/.test(cell),
    ),
  };
}

function spread(rows: Rows): Rows {
  const step = rows.length / sampleSize;
  return Array.from(
    { length: sampleSize },
    (_, index) => rows[Math.floor(index * step)] as readonly string[],
  );
}

function cellsOf(rows: Rows, position: number | undefined): string[] {
  if (position === undefined) return [];
  return rows.flatMap((cells) => ((cells[position] ?? '').trim() === '' ? [] : [cells[position] as string]));
}

/** True if at least half of the cells that are not empty are as the test says. */
function mostly(cells: readonly string[], test: (cell: string) => boolean, share = 0.5): boolean {
  return cells.length > 0 && cells.filter(test).length >= share * cells.length;
}

const uriOf = (kind: string): RegExp =>
  new RegExp(`^\\s*(?:spotify:${kind}:|https?://open\\.spotify\\.com/(?:intl-[a-z-]+/)?${kind}/)`, 'i');
const trackUri =
  /^\s*(?:spotify:(?:track|local|episode):|https?:\/\/(?:open|play)\.spotify\.com\/(?:intl-[a-z-]+\/)?(?:track|episode)\/)/i;

/** The column of track URIs; and where the names of the other columns say nothing, what stands behind each URI. */
function findByUris(positions: Map<TrackField, number>, header: readonly string[], sample: Rows): void {
  const columns = header.map((_, position) => cellsOf(sample, position));
  const find = (test: (cell: string) => boolean, share = 0.5): number | undefined => {
    const found = columns.findIndex(
      (cells, position) => !isTaken(positions, position) && mostly(cells, test, share),
    );
    return found < 0 ? undefined : found;
  };
  const tracks = columns.findIndex((cells) => mostly(cells, (cell) => trackUri.test(cell)));
  if (tracks < 0) return;
  positions.set('id', tracks);
  if (positions.has('name') && positions.has('artistName')) return;
  const set = (field: TrackField, position: number | undefined): void => {
    if (position !== undefined && position < header.length && !positions.has(field))
      positions.set(field, position);
  };
  set('name', tracks + 1);
  const artists = find((cell) => uriOf('artist').test(cell));
  set('artistUris', artists);
  if (artists !== undefined) set('artistName', artists + 1);
  const album = find((cell) => uriOf('album').test(cell));
  if (album !== undefined) set('albumName', album + 1);
  set(
    'isrc',
    find((cell) => /^[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}$/i.test(cell.trim())),
  );
  set(
    'addedAt',
    find((cell) => hasClock(cell) && parseTime(cell) !== null, 0.9),
  );
  set(
    'releaseDate',
    find((cell) => /^\d{4}(?:-\d{2}){0,2}$/.test(cell.trim()), 0.9),
  );
  set(
    'durationMs',
    find((cell) => within(cell, 20_000, 7_200_000), 0.8),
  );
  const explicit = find((cell) => /^(?:true|false)$/i.test(cell.trim()), 0.95);
  set('explicit', explicit);
  if (explicit !== undefined && mostly(columns[explicit + 1] ?? [], (cell) => within(cell, 0, 100), 0.95)) {
    set('popularity', explicit + 1);
  }
}

function isTaken(positions: ReadonlyMap<TrackField, number>, position: number): boolean {
  return [...positions.values()].includes(position);
}

function within(cell: string, low: number, high: number): boolean {
  const number = toNumber(cell);
  return number !== null && Number.isInteger(number) && number >= low && number <= high;
}

/** Names that mean a play even where the column has no more than days. */
const alwaysPlays = new Set([
  'endtime',
  'ts',
  'playedat',
  'uts',
  'utctime',
  'listenedat',
  'scrobbledat',
  'scrobbletime',
  'playedon',
  'playdate',
  'listendate',
]);

/** Keeps as time of a play the first column that holds times; a column called "time" may also hold lengths, "date" that of a chart. */
function settleTime(
  positions: Map<TrackField, number>,
  named: ReadonlyMap<TrackField, readonly number[]>,
  header: readonly string[],
  sample: Rows,
): void {
  const candidates = named.get('playedAt') ?? [];
  positions.delete('playedAt');
  for (const position of candidates) {
    const cells = cellsOf(sample, position);
    const isTime = mostly(cells, (cell) => parseTime(cell) !== null);
    const isPlay =
      mostly(cells, hasClock) ||
      alwaysPlays.has(foldHeader(header[position] ?? '')) ||
      (!positions.has('rank') && repeats(positions, sample));
    if (!isTime || !isPlay) continue;
    positions.set('playedAt', position);
    if (positions.get('durationMs') === position) useAnother('durationMs', position, positions, named);
    return;
  }
}

function useAnother(
  field: TrackField,
  taken: number,
  positions: Map<TrackField, number>,
  named: ReadonlyMap<TrackField, readonly number[]>,
): void {
  const other = named.get(field)?.find((position) => position !== taken);
  if (other === undefined) positions.delete(field);
  else positions.set(field, other);
}

/** True if a song occurs more than once. */
function repeats(positions: ReadonlyMap<TrackField, number>, sample: Rows): boolean {
  const songs = sample.map((cells) =>
    (['name', 'artistName'] as const).map((field) => cells[positions.get(field) ?? -1] ?? '').join('\n'),
  );
  return new Set(songs).size < songs.length;
}

/** True if a column has numbers from 0 to 1 and not only 0 and 1: a popularity that was divided by its maximum. */
function isShare(cells: readonly string[]): boolean {
  const values = cells.flatMap((cell) => toNumber(cell) ?? []);
  return values.some((value) => value > 0 && value < 1) && values.every((value) => value >= 0 && value <= 1);
}

/** Songs last minutes: where the header names no unit, the middle value tells it. */
function durationScale(
  header: readonly string[],
  cells: readonly string[],
  position: number | undefined,
): number {
  if (/ms\b|milli/i.test(header[position ?? -1] ?? '')) return 1;
  const values = cells.flatMap((cell) => toNumber(cell) ?? []).filter((value) => value > 0);
  const middle =
    values.sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.MAX_VALUE;
  if (values.length < 3) return 1;
  if (middle < 20) return 60_000;
  return middle < 2000 ? 1000 : 1;
}
