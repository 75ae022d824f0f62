import { locationOf, type ReadCsvOptions, readCsv, type SetAsideRow } from '../csv/read-csv.ts';
import { fromSafeCell } from '../csv/write-csv.ts';
import { InvalidDataError } from '../errors.ts';
import type { Track } from '../track.ts';
import { toTrackId } from '../track-values.ts';
import { findColumns } from './find-columns.ts';
import { trackFromCells } from './track-from-cells.ts';

/** A song that a person asks about. */
export interface RequestedTrack {
  /** What the file says of it; features that it does not have are `null`. */
  readonly track: Track;
  /** Line in the file, counted from 1. */
  readonly line: number;
}

/** A few-songs file, read: every row is in one of the two lists. */
export interface RequestedTracks {
  readonly rows: readonly RequestedTrack[];
  readonly setAside: readonly SetAsideRow[];
}

/**
 * The songs of a CSV file with the columns `id` and `name`, as `FewSongs.csv` has them. Ids may be Spotify ids, URIs or links.
 * An index column and any other are passed over; feature columns (`album_name`, `duration_ms`, …, or as Exportify names them)
 * are read where they are there. A row without a usable id is set aside with its line.
 *
 * @throws {@link InvalidDataError} if the file is empty, has no row, or lacks the column `id` or `name`.
 */
export function tracksFromCsv(text: string, options: ReadCsvOptions = {}): RequestedTracks {
  const { file } = options;
  const table = readCsv(text, options);
  const columns = findColumns(
    table.header,
    table.records.map(({ cells }) => cells),
  );
  const lacking = (['id', 'name'] as const).filter((field) => !columns.positions.has(field));
  if (lacking.length > 0) {
    throw new InvalidDataError(
      `Expected the columns id and name, but ${file ?? 'the header'} lacks ${lacking.join(' and ')}: its columns are ${table.header.join(', ')}.`,
      { location: locationOf(file, table.headerLine) },
    );
  }
  if (table.records.length + table.setAside.length === 0) {
    throw new InvalidDataError(`Expected at least one song, but ${file ?? 'the text'} has a header only.`, {
      location: locationOf(file, table.headerLine),
    });
  }
  const idColumn = table.header[columns.positions.get('id') ?? -1] as string;
  const rows: RequestedTrack[] = [];
  const setAside: SetAsideRow[] = [...table.setAside];
  for (const { cells, line } of table.records) {
    const track = trackFromCells(cells.map(fromSafeCell), columns);
    if (toTrackId(track.id) !== null) {
      rows.push({ track, line });
    } else {
      const found = track.id === '' ? 'is empty' : `is ${JSON.stringify(track.id.slice(0, 100))}`;
      const reason = `the id ${found}: expected a Spotify track id (22 letters and digits), URI or link`;
      setAside.push({ file, line, column: idColumn, reason });
    }
  }
  return { rows, setAside: setAside.sort((left, right) => left.line - right.line) };
}
