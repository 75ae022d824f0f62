import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { createTrackReader, type Track } from '@ssrm/features';
import { CliError, UsageError } from '../errors/cli-error.ts';
import { textLiteral } from './open-duckdb.ts';

/** A file of tracks that need not fit into memory. */
export interface Catalogue {
  readonly name: string;
  /** Tells versions of the file apart: its place, size and time. */
  readonly version: string;
  /** Known beforehand for Parquet alone. */
  readonly rowCount: number | undefined;
  /** The tracks from a row on, in the order of the file; a row without a name is `undefined`. */
  batches(fromRow: number): AsyncIterable<readonly (Track | undefined)[]>;
  /** Rows that could not be read so far. */
  countRejected(): Promise<number>;
}

/** How a file is read, by what its name ends in; every value as a text. */
const readers: readonly (readonly [ending: RegExp, read: (file: string) => string])[] = [
  [/\.parquet$/iu, (file) => `read_parquet(${file})`],
  [
    /\.[ct]sv(?:\.gz)?$/iu,
    (file) => `read_csv(${file}, all_varchar = true, store_rejects = true, rejects_limit = 100000)`,
  ],
  [/\.(?:ndjson|jsonl)(?:\.gz)?$/iu, (file) => `read_ndjson(${file}, ignore_errors = true)`],
];

/** Rows that are read and scored together. */
const batchRows = 16_384;
const sampleRows = 400;

/**
 * Opens a Parquet, CSV or NDJSON file.
 *
 * @throws {@link CliError} if it is not there, is of another kind, or holds no songs.
 */
export async function openCatalogue(path: string, connection: DuckDBConnection): Promise<Catalogue> {
  const [, read] = readers.find(([ending]) => ending.test(path)) ?? [];
  if (read === undefined) {
    throw new UsageError(`Expected a catalogue ending in .parquet, .csv, .tsv or .ndjson, but got ${path}.`);
  }
  const file = resolve(path);
  const { size, mtimeMs } = await stat(file);
  const source = `SELECT COLUMNS(*)::VARCHAR FROM ${read(textLiteral(file))}`;
  const ask = (query: string): Promise<DuckDBResult> => explained(path, () => connection.stream(query));
  const sample = await ask(`${source} LIMIT ${sampleRows}`);
  const header = sample.columnNames();
  const rows: string[][] = [];
  for await (const chunk of chunksOf(sample)) rows.push(...rowsOf(chunk));
  if (rows.length === 0) throw new CliError(`There is no song in ${path}.`);
  const toTrack = createTrackReader(header, rows);
  return {
    name: basename(path),
    version: `${file} ${size} ${mtimeMs}`,
    rowCount: /\.parquet$/iu.test(path) ? await countRows(connection, read(textLiteral(file))) : undefined,
    async *batches(fromRow) {
      const result = await ask(fromRow === 0 ? source : `${source} OFFSET ${fromRow}`);
      let batch: (Track | undefined)[] = [];
      for await (const chunk of chunksOf(result)) {
        for (const cells of rowsOf(chunk)) batch.push(namedTrack(toTrack(cells)));
        if (batch.length < batchRows) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
    async countRejected() {
      if (!/\.[ct]sv/iu.test(path)) return 0;
      const counted = await connection.runAndReadAll('SELECT COUNT(DISTINCT line) FROM reject_errors');
      return Number(counted.getRows()[0]?.[0]);
    },
  };
}

function namedTrack(track: Track): Track | undefined {
  return track.name.trim() === '' ? undefined : track;
}

async function countRows(connection: DuckDBConnection, table: string): Promise<number> {
  return Number((await connection.runAndReadAll(`SELECT COUNT(*) FROM ${table}`)).getRows()[0]?.[0]);
}

async function* chunksOf(result: DuckDBResult): AsyncIterable<DuckDBDataChunk> {
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    if (chunk.rowCount === 0) return;
    yield chunk;
  }
}

function* rowsOf(chunk: DuckDBDataChunk): Iterable<string[]> {
  const columns = chunk.getColumns() as (string | null)[][];
  for (let row = 0; row < chunk.rowCount; row++) yield columns.map((values) => values[row] ?? '');
}

/** What DuckDB says of a file that it cannot read, without its advice about SQL. */
async function explained<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n');
    throw new CliError(`${path} cannot be read as a catalogue: ${reason}`, { cause });
  }
}
