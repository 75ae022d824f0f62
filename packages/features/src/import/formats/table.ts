import { DATASET_COLUMNS } from '../../csv/dataset-csv.ts';
import { fromSafeCell } from '../../csv/write-csv.ts';
import { foldText } from '../../keys/fold-text.ts';
import { repairText } from '../../keys/repair-text.ts';
import type { TrackField } from '../../table/column-names.ts';
import { openTable, type SongTable } from '../../table/open-table.ts';
import { parseTime } from '../../table/parse-time.ts';
import { cellOf, trackFromCells } from '../../table/track-from-cells.ts';
import type { Track } from '../../track.ts';
import { toFlag, toNumber, toTrackId } from '../../track-values.ts';
import type { FileSink, ListRow } from '../file-sink.ts';
import type { ReadList } from '../import-state.ts';
import { endOfPlay } from '../plays/end-of-play.ts';
import { idFromNames } from '../songs/song-index.ts';
import { splitArtistFirst } from '../songs/song-line.ts';
import type { Format } from './format.ts';

/** A CSV file with a column of titles, however it is called, and one that tells the songs apart. */
export const table: Format = {
  name: 'table',
  what: 'a table of songs or plays (CSV)',
  looksLike: (head) => head.table() !== null,
  async read(content, sink) {
    const found = openTable(await content.text());
    if (found !== null) takeTable(found, sink);
  },
};

/** `SongsDataset.csv`, as this program writes it. */
export const dataset: Format = {
  name: 'dataset-csv',
  what: 'a dataset of this program (SongsDataset.csv)',
  looksLike: (head) => {
    const header = head.table()?.header ?? [];
    return DATASET_COLUMNS.every((name) => header.includes(name));
  },
  async read(content, sink) {
    const found = openTable(await content.text());
    if (found === null) return;
    const rows = found.rows.map(({ line, cells }) => ({ line, cells: cells.map(fromSafeCell) }));
    takeTable({ ...found, rows }, sink);
  },
};

/** What a format knows of its rows beyond the columns. */
interface PlayRules {
  /** What the row is where it is no play, as a phrase behind "row". */
  readonly notPlay?: (cells: readonly string[]) => string | null;
  readonly end?: (cells: readonly string[]) => 'complete' | 'neutral' | 'unknown';
}

/** What is known of a table from where it stands. */
export interface TableContext extends PlayRules {
  /** Name of the playlist that it is. */
  readonly name?: string;
  /** What its order means, if it has no times, ranks, counts or scores. */
  readonly basis?: 'ranked' | 'saved';
}

/** Tells the sink of every row: plays where there is a time, otherwise a list, or one for each playlist. */
export function takeTable(songs: SongTable, sink: FileSink, context: TableContext = {}): void {
  for (const { line, reason } of songs.setAside) sink.setAside(line, 'unusable', reason);
  const { positions } = songs.columns;
  if (!positions.has('artistName'))
    sink.tally.note('has no column of artists, so songs are told by their titles alone');
  if (positions.has('playedAt')) takePlays(songs, sink, context);
  else takeLists(songs, sink, context);
}

function takePlays({ columns, rows }: SongTable, sink: FileSink, rules: PlayRules): void {
  const times = rows.map(({ cells }) => parseTime(cellOf(cells, columns, 'playedAt'), columns));
  const byMinute = times.every((time) => time === null || time % 60 === 0);
  for (const [at, { line, cells }] of rows.entries()) {
    const other = rules.notPlay?.(cells) ?? null;
    if (other !== null) {
      sink.setAside(line, 'not-music', other);
      continue;
    }
    const track = usableTrack(cells, { columns });
    if (typeof track === 'string') {
      sink.setAside(line, kindOf(track), track);
      continue;
    }
    const time = times[at] ?? null;
    if (time === null) {
      sink.setAside(line, 'unusable', 'has no time that can be read');
      continue;
    }
    const cell = (field: TrackField): string => cellOf(cells, columns, field);
    const key = `${track.id}\u0000${track.artistName}\u0000${track.name}`;
    sink.play(line, sink.known(key) ?? sink.song(key, track), {
      time,
      byMinute,
      msPlayed: msPlayedOf(cell),
      end: rules.end?.(cells) ?? endOfPlay(cell('reasonEnd') || null, toFlag(cell('skipped')) === true),
      incognito: toFlag(cell('incognito')) === true,
      offline: toFlag(cell('offline')) === true,
    });
  }
}

function msPlayedOf(cell: (field: TrackField) => string): number | null {
  const scales = [
    ['msPlayed', 1],
    ['secondsPlayed', 1000],
    ['minutesPlayed', 60_000],
  ] as const;
  for (const [field, scale] of scales) {
    const number = toNumber(cell(field));
    if (number !== null && number >= 0) return Math.min(0x7fffffff, Math.round(number * scale));
  }
  return null;
}

function takeLists(songs: SongTable, sink: FileSink, context: TableContext): void {
  const { columns, rows } = songs;
  const usable: UsableRow[] = [];
  for (const { line, cells } of rows) {
    const track = usableTrack(cells, songs);
    if (typeof track === 'string') sink.setAside(line, kindOf(track), track);
    else usable.push({ line, track, cells });
  }
  const playlists = new Map<string, UsableRow[]>();
  for (const row of usable) {
    const name = repairText(cellOf(row.cells, columns, 'playlist'));
    const list = playlists.get(name);
    if (list === undefined) playlists.set(name, [row]);
    else list.push(row);
  }
  if (playlists.size > 1) {
    for (const [name, list] of playlists) sink.list({ basis: 'saved', name, rows: list });
    return;
  }
  const [name = ''] = playlists.keys();
  const order = orderOf(songs, usable);
  sink.list({
    rows: order.rows,
    basis: order.basis === 'assumed' ? (context.basis ?? 'assumed') : order.basis,
    ...(context.name === undefined && name === '' ? {} : { name: context.name ?? name }),
  });
}

type UsableRow = ListRow & { readonly cells: readonly string[] };

/** The rows of one list, most liked first, and how that is known. */
function orderOf(
  { columns }: SongTable,
  rows: readonly UsableRow[],
): { basis: ReadList['basis']; rows: readonly ListRow[] } {
  const valued = (field: TrackField, read: (cell: string) => number | null): readonly UsableRow[] | null => {
    if (!columns.positions.has(field) || rows.length === 0) return null;
    const values = rows.map(({ cells }) => read(cellOf(cells, columns, field)));
    if (values.some((value) => value === null)) return null;
    return rows
      .map((row, at) => ({ ...row, value: values[at] as number }))
      .sort((left, right) => right.value - left.value);
  };
  const scored = valued('score', shareOf);
  if (scored !== null) return { basis: 'scores', rows: scored };
  for (const field of ['playCount', 'msPlayed', 'secondsPlayed', 'minutesPlayed'] as const) {
    // A song without a number was not played.
    const counted = valued(field, (cell) =>
      cell.trim() === '' ? 0 : toNumber(cell.replaceAll(/[,\s](?=\d{3}\b)/g, '')),
    );
    if (counted?.some(({ value = 0 }) => value > 0)) return { basis: 'counts', rows: counted };
  }
  const ranked = valued('rank', (cell) => negative(toNumber(cell)));
  const added = columns.positions.has('addedAt')
    ? rows.flatMap(({ cells }) => parseTime(cellOf(cells, columns, 'addedAt')) ?? [])
    : [];
  const moments = new Set(added).size;
  if (ranked !== null && moments < 2) return { basis: 'ranked', rows: ranked };
  if (moments > 1) return { basis: 'saved', rows };
  return { basis: moments === 1 && added.length > 1 ? 'ranked' : 'assumed', rows };
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}

function shareOf(cell: string): number | null {
  const value = toNumber(cell);
  return value !== null && value >= 0 && value <= 1 ? value : null;
}

const otherKinds: readonly [RegExp, string][] = [
  [/episode|show|podcast/i, 'is a podcast episode'],
  [/audiobook|chapter/i, 'is an audiobook'],
  [/^(?:music )?video$/i, 'is a video'],
  [/^albums?$/i, 'is an album, not a song'],
  [/^artists?$/i, 'is an artist, not a song'],
];

function kindOf(reason: string): 'not-music' | 'unusable' {
  return reason === noName || otherKinds.some(([, other]) => other === reason) ? 'not-music' : 'unusable';
}

const noName = 'names no song';

/** The track of a row, or the reason why there is none. */
function usableTrack(cells: readonly string[], { columns }: Pick<SongTable, 'columns'>): Track | string {
  const cell = (field: TrackField): string => cellOf(cells, columns, field).trim();
  const written = cell('id');
  const spotifyKind =
    /^(?:spotify:|https?:\/\/open\.spotify\.com\/(?:intl-[a-z-]+\/)?)(episode|show|audiobook|chapter)\b/i.exec(
      written,
    )?.[1];
  const kind = spotifyKind ?? cell('kind');
  const other = otherKinds.find(([pattern]) => pattern.test(kind))?.[1];
  if (other !== undefined) return other;
  const track = trackFromCells(cells, columns);
  const name = track.name.trim();
  if (name === '' || (/^(?:null|none|nan)$/i.test(name) && track.artistName === null)) {
    if (cell('audiobook') !== '') return 'is an audiobook';
    return cell('episode') !== '' ? 'is a podcast episode' : noName;
  }
  const artistName = /^unknown artist$/i.test(track.artistName ?? '') ? null : track.artistName;
  if (artistName === null && foldText(name) === 'unknown track') return noName;
  if (toTrackId(track.id) !== null || track.id.startsWith('spotify:local:')) return { ...track, artistName };
  const named = artistName === null ? splitArtistFirst(name) : { name: track.name, artistName };
  if (named.artistName === null && columns.positions.has('artistName')) {
    return written === '' ? 'has neither id nor artist' : 'has an id that is none, and no artist';
  }
  return { ...track, ...named, id: idFromNames(named.artistName, named.name) };
}
