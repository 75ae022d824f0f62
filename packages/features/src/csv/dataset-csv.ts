import { InvalidDataError } from '../errors.ts';
import type { Listening, ScoredTrack, Track } from '../track.ts';
import { toAlbumType, toFlag, toNumber } from '../track-values.ts';
import { type CsvRecord, locationOf, placeText, type ReadCsvOptions, readCsv } from './read-csv.ts';
import { fromSafeCell, numberCell, toSafeCell, writeCsv } from './write-csv.ts';

/** The columns of `SongsDataset.csv`, in order. */
export const DATASET_COLUMNS = [
  'id',
  'name',
  'album_name',
  'artist_name',
  'release_date',
  'duration_ms',
  'explicit',
  'popularity',
  'album_type',
  'score',
] as const;

/** Further columns where some track comes from a listening history: see {@link Listening}; `first_play` in seconds since 1970. */
const LISTENING_COLUMNS = ['plays', 'recent_plays', 'skips', 'first_play'] as const;

/** Name of a column of `SongsDataset.csv`. */
type DatasetColumn = (typeof DATASET_COLUMNS)[number];

type Column = DatasetColumn | (typeof LISTENING_COLUMNS)[number];

/**
 * The tracks as CSV with the columns of `SongsDataset.csv`: unknown values are empty cells, `explicit` is `true` or `false`, numbers
 * are the shortest text that reads back exactly, and a text that a spreadsheet would run as a formula has `'` in front.
 * Tracks of a listening history have `plays`, `recent_plays`, `skips` and `first_play` behind. {@link datasetFromCsv} gives the same tracks again, but for their ISRC, which has no column; an empty text comes back as `null`.
 *
 * @throws {@link InvalidDataError} if a value would not be read again: an empty id, a score outside 0…1, a popularity outside 0…100.
 */
export function datasetToCsv(tracks: readonly ScoredTrack[]): string {
  if (tracks.every(({ listening }) => listening === undefined)) {
    return writeCsv(DATASET_COLUMNS, tracks.map(datasetRow));
  }
  return writeCsv(
    [...DATASET_COLUMNS, ...LISTENING_COLUMNS],
    tracks.map((track, index) => [...datasetRow(track, index), ...listeningCells(track.listening)]),
  );
}

/**
 * The tracks as CSV with the columns of `SongsDataset.csv` but for the score; cells as those of {@link datasetToCsv}.
 */
export function tracksToCsv(tracks: readonly Track[]): string {
  return writeCsv(DATASET_COLUMNS.slice(0, -1), tracks.map(trackCells));
}

function datasetRow(track: ScoredTrack, index: number): string[] {
  const { score, durationMs, popularity } = track;
  const scoreFits = score >= 0 && score <= 1;
  const durationFits = durationMs === null || (durationMs >= 0 && Number.isFinite(durationMs));
  const popularityFits = popularity === null || (popularity >= 0 && popularity <= 100);
  if (!scoreFits || !durationFits || !popularityFits || track.id === '') {
    throw new InvalidDataError(
      `Expected an id, a score from 0 to 1, a duration of at least 0 and a popularity from 0 to 100, but track ${index} has id ${JSON.stringify(track.id)}, score ${score}, duration ${durationMs} and popularity ${popularity}.`,
    );
  }
  return [...trackCells(track), numberCell(score)];
}

function listeningCells(listening: Listening | undefined): string[] {
  if (listening === undefined) return LISTENING_COLUMNS.map(() => '');
  const { plays, recentPlays, skips, firstPlay } = listening;
  return [plays, recentPlays, skips, firstPlay].map(numberCell);
}

function trackCells(track: Track): string[] {
  return [
    toSafeCell(track.id),
    toSafeCell(track.name),
    toSafeCell(track.albumName ?? ''),
    toSafeCell(track.artistName ?? ''),
    toSafeCell(track.releaseDate ?? ''),
    numberCell(track.durationMs),
    track.explicit === null ? '' : String(track.explicit),
    numberCell(track.popularity),
    track.albumType ?? '',
  ];
}

/**
 * The tracks of a CSV file with the columns of `SongsDataset.csv`, in any order; other columns are passed over.
 * `explicit` may be true/false in any case or 1/0, `album_type` in any case; empty cells are `null`.
 *
 * @throws {@link InvalidDataError} naming file, line and column if the file is empty, a column is missing, a row has too few or
 *   too many cells, or a value is none of its column: score 0…1, popularity 0…100, a duration of at least 0.
 */
export function datasetFromCsv(text: string, options: ReadCsvOptions = {}): ScoredTrack[] {
  const { file } = options;
  const table = readCsv(text, options);
  const missing = DATASET_COLUMNS.filter((column) => !table.header.includes(column));
  if (missing.length > 0) {
    throw new InvalidDataError(
      `Expected the columns ${DATASET_COLUMNS.join(', ')}, but ${file ?? 'the header'} lacks ${missing.join(', ')}.`,
      { location: locationOf(file, table.headerLine) },
    );
  }
  const broken = table.setAside[0];
  if (broken !== undefined) {
    throw new InvalidDataError(`${placeText(file, broken.line)}: the row ${broken.reason}.`, {
      location: locationOf(file, broken.line),
    });
  }
  const positions = new Map(
    [...DATASET_COLUMNS, ...LISTENING_COLUMNS].map((column) => [column, table.header.indexOf(column)]),
  );
  return table.records.map((record) => datasetTrack(record, positions, file));
}

function datasetTrack(
  record: CsvRecord,
  positions: ReadonlyMap<Column, number>,
  file: string | undefined,
): ScoredTrack {
  const cell = (column: Column): string => record.cells[positions.get(column) ?? -1] ?? '';
  const text = (column: DatasetColumn): string | null => fromSafeCell(cell(column)) || null;
  const value = <Value>(
    column: Column,
    expected: string,
    read: (cell: string) => Value | null,
  ): Value | null => {
    const raw = cell(column);
    const result = raw.trim() === '' ? null : read(raw);
    if (result === null && (raw.trim() !== '' || column === 'score' || column === 'id')) {
      throw new InvalidDataError(
        `${placeText(file, record.line, column)}: expected ${expected}, but got ${JSON.stringify(raw.slice(0, 100))}.`,
        { location: locationOf(file, record.line, column) },
      );
    }
    return result;
  };
  const within =
    (low: number, high: number) =>
    (raw: string): number | null => {
      const number = toNumber(raw);
      return number !== null && number >= low && number <= high ? number : null;
    };
  const count = within(0, Number.MAX_VALUE);
  const plays = value('plays', 'a number of plays', count);
  const listening = plays !== null && {
    plays,
    recentPlays: value('recent_plays', 'a number of plays', count) ?? plays,
    skips: value('skips', 'a number of skips', count) ?? 0,
    firstPlay: value('first_play', 'seconds since 1970', toNumber),
  };
  return {
    id: value('id', 'an id', fromSafeCell) as string,
    name: fromSafeCell(cell('name')),
    albumName: text('album_name'),
    artistName: text('artist_name'),
    releaseDate: text('release_date'),
    durationMs: value('duration_ms', 'a number of milliseconds', within(0, Number.MAX_VALUE)),
    explicit: value('explicit', 'true or false', toFlag),
    popularity: value('popularity', 'a number from 0 to 100', within(0, 100)),
    albumType: value('album_type', 'album, single, ep or compilation', toAlbumType),
    score: value('score', 'a number from 0 to 1', within(0, 1)) as number,
    ...(listening && { listening }),
  };
}
