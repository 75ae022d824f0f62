import { type CsvRecord, readCsv, type SetAsideRow } from '../csv/read-csv.ts';
import { toNumber } from '../track-values.ts';
import type { TrackField } from './column-names.ts';
import { findColumns, type TrackColumns } from './find-columns.ts';
import { hasClock, parseTime } from './parse-time.ts';

/** A table of songs or plays: its rows, and what stands where in them. */
export interface SongTable {
  readonly header: readonly string[];
  readonly columns: TrackColumns;
  readonly rows: readonly CsvRecord[];
  readonly setAside: readonly Pick<SetAsideRow, 'line' | 'reason'>[];
}

/** So many lines above the header may say what the file is. */
const mostTitleLines = 4;

/**
 * The table of songs or plays in a CSV text. The header may stand below lines of title; without one, times of plays or track URIs tell what the columns are.
 * `null` if the text is no such table.
 */
export function openTable(text: string): SongTable | null {
  const content = text.replace(/^\uFEFF+/, '').replace(/^(?:"?sep=.{1}"?)?(?:\r\n|\n|\r)/i, '\n');
  for (let skipped = 0, start = 0; skipped <= mostTitleLines && start < content.length; skipped++) {
    const table = readRows(content.slice(start), skipped);
    if (table === null) return null;
    if (isSongTable(table.columns)) return table;
    const bare = skipped === 0 ? withoutHeader(table) : null;
    if (bare !== null) return bare;
    const lineEnd = /\r\n|\n|\r/.exec(content.slice(start));
    start = lineEnd === null ? content.length : start + lineEnd.index + lineEnd[0].length;
  }
  return null;
}

/** True if the columns name songs. */
export function isSongTable({ positions }: TrackColumns): boolean {
  const more: readonly TrackField[] = ['id', 'artistName', 'albumName', 'playedAt', 'playCount', 'isrc'];
  return positions.has('name') && more.some((field) => positions.has(field));
}

function readRows(content: string, linesAbove: number): (SongTable & { readonly headerLine: number }) | null {
  if (content.trim() === '') return null;
  const { header, headerLine, records, setAside } = readCsv(content);
  const moved = <Row extends { readonly line: number }>(row: Row): Row =>
    linesAbove === 0 ? row : { ...row, line: row.line + linesAbove };
  return {
    header,
    headerLine,
    columns: findColumns(
      header,
      records.map(({ cells }) => cells),
    ),
    rows: records.map(moved),
    setAside: setAside.map(moved),
  };
}

/** The table with its first line as a row, where the values of its columns tell what they are. */
function withoutHeader({
  header,
  headerLine,
  rows: below,
  setAside,
}: SongTable & { readonly headerLine: number }): SongTable | null {
  const rows = [{ line: headerLine, cells: header }, ...below];
  const sample = rows.slice(0, 200);
  const isMostly = (position: number, test: (cell: string) => boolean): boolean => {
    const cells = sample.map(({ cells: row }) => row[position] ?? '').filter((cell) => cell.trim() !== '');
    return cells.length > 0 && cells.filter(test).length * 2 > cells.length;
  };
  const every = header.map((_, position) => position);
  const time = every.find((position) =>
    isMostly(position, (cell) => hasClock(cell) && parseTime(cell) !== null),
  );
  const id = every.find((position) =>
    isMostly(position, (cell) => /^\s*(?:spotify:track:|https:\/\/open\.spotify\.com\/track\/)/.test(cell)),
  );
  if (time === undefined && id === undefined) return null;
  const texts = every.filter((position) => position !== id && isMostly(position, (cell) => isWords(cell)));
  const fields: readonly TrackField[] =
    id !== undefined
      ? ['name', 'artistName', 'albumName']
      : texts.length > 2
        ? ['artistName', 'albumName', 'name']
        : ['artistName', 'name'];
  if (texts.length < 2 && id === undefined) return null;
  const positions = new Map<TrackField, number>();
  for (const [place, field] of fields.entries()) {
    const position = texts[place];
    if (position !== undefined) positions.set(field, position);
  }
  if (time !== undefined) positions.set('playedAt', time);
  if (id !== undefined) positions.set('id', id);
  const columns = { positions, popularityScale: 1, durationScale: 1, dayFirst: false } as const;
  return isSongTable(columns) ? { header: header.map(() => ''), columns, rows, setAside } : null;
}

function isWords(cell: string): boolean {
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(cell) || /^\s*(?:spotify:|https?:)/.test(cell);
  return /\p{L}/u.test(cell) && !isId && parseTime(cell) === null && toNumber(cell) === null;
}
