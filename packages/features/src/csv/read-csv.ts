import { parse } from 'csv-parse/browser/esm/sync';
import { InvalidDataError, type SourceLocation } from '../errors.ts';
import { splitBrokenLine } from './split-broken-line.ts';

/** One record of a CSV file: its cells and the line on which it starts, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that was not used: where it stands and why. */
export interface SetAsideRow {
  readonly file: string | undefined;
  /** Counted from 1; the header of a CSV file is line 1. */
  readonly line: number;
  readonly column?: string;
  readonly reason: string;
}

/** A CSV file as text: header, records, and what could not be read as a record. */
export interface CsvTable {
  readonly header: readonly string[];
  /** Line of the header, counted from 1. */
  readonly headerLine: number;
  readonly records: readonly CsvRecord[];
  readonly setAside: readonly SetAsideRow[];
}

export interface ReadCsvOptions {
  /** Name of the file for messages. */
  readonly file?: string | undefined;
}

const recordDelimiters = ['\r\n', '\n', '\r'];
const candidateDelimiters = [',', ';', '\t', '|'];
/** How many lines a record of a damaged file may span before its first line is repaired or set aside. */
const longestRecordInLines = 16;
const longestChunkInLines = 1024;

/**
 * The header and records of a CSV text. Any number of byte order marks, all line endings, and
 * `,` `;` tab or `|` between cells (the one that splits the header most) are read. Blank lines are passed over.
 * Quotes inside quoted cells that were not doubled are repaired where the number of cells then fits the header;
 * a record that still has another number of cells is set aside with its line.
 *
 * @throws {@link InvalidDataError} if the text is empty.
 */
export function readCsv(text: string, options: ReadCsvOptions = {}): CsvTable {
  const { file } = options;
  const content = text.replace(/^\uFEFF+/, '');
  const delimiter = detectDelimiter(content);
  const [headerRecord, ...rows] = parseStrict(content, delimiter, 1) ?? parseDamaged(content, delimiter);
  if (headerRecord === undefined || content.trim() === '') {
    const message = `Expected a CSV file with a header line, but ${file ?? 'the text'} is empty.`;
    throw new InvalidDataError(message, { location: locationOf(file) });
  }
  const header = headerRecord.cells.map((cell) => cell.replace(/[\uFEFF\s]+/g, ' ').trim());
  const records: CsvRecord[] = [];
  const setAside: SetAsideRow[] = [];
  for (const row of rows) {
    if (row.cells.length === header.length) {
      records.push(row);
    } else {
      const reason = `has ${row.cells.length} cells where the header has ${header.length}`;
      setAside.push({ file, line: row.line, reason });
    }
  }
  return { header, headerLine: headerRecord.line, records, setAside };
}

/** A location for an error, without the fields that are unknown. */
export function locationOf(file?: string, line?: number, column?: string): SourceLocation {
  return {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** `file:line, column x`, as messages name a place. */
export function placeText(file: string | undefined, line: number, column?: string): string {
  return `${file ?? 'line'}${file === undefined ? ' ' : ':'}${line}${column === undefined ? '' : `, column ${column}`}`;
}

function detectDelimiter(content: string): string {
  const firstLine = /^\s*([^\r\n]*)/.exec(content.slice(0, 100_000))?.[1] ?? '';
  const unquoted = firstLine.replace(/"[^"]*"/g, '');
  const counts = candidateDelimiters.map((candidate) => unquoted.split(candidate).length);
  return candidateDelimiters[counts.indexOf(Math.max(...counts))] as string;
}

/** The records, or `undefined` where a quote is out of place. */
function parseStrict(content: string, delimiter: string, firstLine: number): CsvRecord[] | undefined {
  const records = parseRecords(content, delimiter, firstLine, false);
  if (records !== undefined || delimiter === '\t') return records;
  // `"a", "b"`: a blank in front of a quote.
  return parseRecords(content, delimiter, firstLine, true);
}

function parseRecords(
  content: string,
  delimiter: string,
  firstLine: number,
  withBlanks: boolean,
): CsvRecord[] | undefined {
  let rows: { record: string[]; info: { bytes: number } }[];
  try {
    rows = parse(content, {
      delimiter,
      record_delimiter: recordDelimiters,
      relax_column_count: true,
      skip_empty_lines: true,
      ltrim: withBlanks,
      info: true,
    }) as unknown as typeof rows;
  } catch {
    return undefined;
  }
  // csv-parse counts some line ends twice, but its byte offsets (each the end of a record) are right.
  const bytes = new TextEncoder().encode(content);
  let line = firstLine;
  let offset = 0;
  const advance = (): void => {
    const isLineEnd = bytes[offset] === 10 || (bytes[offset] === 13 && bytes[offset + 1] !== 10);
    line += Number(isLineEnd);
    offset++;
  };
  return rows.map(({ record, info }) => {
    while (bytes[offset] === 10 || bytes[offset] === 13) {
      advance();
    }
    const start = line;
    while (offset < info.bytes) {
      advance();
    }
    return { line: start, cells: record };
  });
}

/** Reads as many lines at once as parse, down to single lines, which are repaired. */
function parseDamaged(content: string, delimiter: string): CsvRecord[] {
  const lines = content.split(/\r\n|\n|\r/);
  const records: CsvRecord[] = [];
  let columnCount = 0;
  let position = 0;
  let size = longestChunkInLines;
  while (position < lines.length) {
    const chunk = lines.slice(position, position + size).join('\n');
    const parsed = parseStrict(chunk, delimiter, position + 1);
    if (parsed !== undefined) {
      records.push(...parsed);
      position += size;
      size = Math.min(size * 2, longestChunkInLines);
    } else if (size > 1) {
      size = Math.floor(size / 2);
    } else {
      columnCount ||= records[0]?.cells.length ?? 0;
      const read = readDamagedRecord(lines, position, delimiter, columnCount);
      records.push({ line: position + 1, cells: read.cells });
      position += read.lineCount;
    }
  }
  return records;
}

function readDamagedRecord(
  lines: readonly string[],
  position: number,
  delimiter: string,
  columnCount: number,
): { cells: readonly string[]; lineCount: number } {
  const repaired = splitBrokenLine(lines[position] as string, delimiter);
  if (repaired.length === columnCount) {
    return { cells: repaired, lineCount: 1 };
  }
  for (let lineCount = 2; lineCount <= longestRecordInLines; lineCount++) {
    const joined = lines.slice(position, position + lineCount).join('\n');
    const parsed = parseStrict(joined, delimiter, position + 1);
    if (parsed?.length === 1 && parsed[0]?.cells.length === columnCount) {
      return { cells: parsed[0].cells, lineCount };
    }
  }
  return { cells: repaired, lineCount: 1 };
}
