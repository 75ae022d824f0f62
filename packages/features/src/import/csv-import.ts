import { DATASET_COLUMNS } from '../csv/dataset-csv.ts';
import { type CsvRecord, readCsv } from '../csv/read-csv.ts';
import { findTrackColumns, type TrackField } from '../csv/track-columns.ts';
import { trackFromCells } from '../csv/track-from-cells.ts';
import { fromSafeCell } from '../csv/write-csv.ts';
import type { Track } from '../track.ts';
import { toNumber, toTrackId } from '../track-values.ts';
import { idFromNames } from './song-index.ts';

/** The tracks of a CSV file in order, most listened first; the others by reason. */
export interface CsvTracks {
  readonly isDataset: boolean;
  readonly rows: readonly { readonly line: number; readonly track: Track; readonly score: number | null }[];
  readonly setAside: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * The tracks of a CSV file as Exportify and others write it. The order of the rows is the order of listening, unless there is a column
 * `rank` (1 = most) or `score` (1 = most).
 */
export function importCsv(text: string): CsvTracks {
  const table = readCsv(text);
  const columns = findTrackColumns(table.header);
  const isDataset = DATASET_COLUMNS.every((name) => table.header.includes(name));
  const popularityScale = isShare(table.records, columns.get('popularity')) ? 100 : 1;
  const rows: CsvTracks['rows'][number][] = [];
  const setAside = table.setAside.map(({ line, reason }) => ({ line, reason }));
  for (const { line, cells } of table.records) {
    const plain = isDataset ? cells.map(fromSafeCell) : cells;
    const track = usableTrack(trackFromCells(plain, columns, popularityScale), plain, columns);
    if (typeof track === 'string') {
      setAside.push({ line, reason: track });
    } else {
      rows.push({ line, track, score: shareOf(plain[columns.get('score') ?? -1]) });
    }
  }
  return { isDataset, rows: inOrder(rows, table.records, columns), setAside };
}

function usableTrack(
  track: Track,
  cells: readonly string[],
  columns: ReadonlyMap<TrackField, number>,
): Track | string {
  const written = cells[columns.get('id') ?? -1]?.trim() ?? '';
  const otherKind =
    /^(?:spotify:|https?:\/\/open\.spotify\.com\/(?:intl-[a-z-]+\/)?)(episode|show|audiobook|chapter)\b/i.exec(
      written,
    );
  if (otherKind !== null) {
    return /episode|show/i.test(otherKind[1] as string) ? 'is a podcast episode' : 'is an audiobook';
  }
  if (track.name.trim() === '') {
    return 'has no name';
  }
  const artistName = /^unknown artist$/i.test(track.artistName ?? '') ? null : track.artistName;
  if (toTrackId(track.id) !== null || track.id.startsWith('spotify:local:')) {
    return { ...track, artistName };
  }
  if (artistName === null) {
    return written === '' ? 'has neither id nor artist' : 'has an id that is none, and no artist';
  }
  return { ...track, id: idFromNames(artistName, track.name), artistName };
}

/** True if a column has numbers from 0 to 1 and not only 0 and 1: a popularity that was divided by its maximum. */
function isShare(records: readonly CsvRecord[], position: number | undefined): boolean {
  const values = records.flatMap(({ cells }) => toNumber(cells[position ?? -1] ?? '') ?? []);
  return values.some((value) => value > 0 && value < 1) && values.every((value) => value >= 0 && value <= 1);
}

function shareOf(cell: string | undefined): number | null {
  const value = toNumber(cell ?? '');
  return value !== null && value >= 0 && value <= 1 ? value : null;
}

function inOrder(
  rows: readonly CsvTracks['rows'][number][],
  records: readonly CsvRecord[],
  columns: ReadonlyMap<TrackField, number>,
): CsvTracks['rows'] {
  if (columns.has('score') && rows.every(({ score }) => score !== null)) {
    return rows.toSorted((left, right) => (right.score as number) - (left.score as number));
  }
  const position = columns.get('rank');
  const ranks = new Map(records.map(({ line, cells }) => [line, toNumber(cells[position ?? -1] ?? '')]));
  const usable = position !== undefined && rows.every(({ line }) => (ranks.get(line) ?? null) !== null);
  const ordered = usable
    ? rows.toSorted((left, right) => (ranks.get(left.line) as number) - (ranks.get(right.line) as number))
    : rows;
  return ordered.map((row) => ({ ...row, score: null }));
}
