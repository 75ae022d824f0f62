import { DuckDBInstance } from '@duckdb/node-api';
import type { Matrix } from '@ssrm/features';
import pg from 'pg';
import { needsServices, services } from '../../../../services.shared.ts';

/** A database that is empty when it is opened. */
export interface Database extends AsyncDisposable {
  /** Makes a table of doubles, with `id` 0, 1, 2 … before them. */
  load(table: string, columns: readonly string[], rows: Matrix): Promise<void>;
  /** The rows of a query of numbers. */
  numbers(query: string): Promise<number[][]>;
}

/** The databases that run SQL here. */
export const databases: { name: string; isHere: boolean; open: () => Promise<Database> }[] = [
  { name: 'DuckDB', isHere: true, open: openDuckDb },
  { name: `PostgreSQL${needsServices}`, isHere: services !== undefined, open: openPostgres },
];

async function openDuckDb(): Promise<Database> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return {
    load: (...table) => loadTable(async (query) => void (await connection.run(query)), ...table),
    numbers: async (query) => (await connection.runAndReadAll(query)).getRows().map((row) => row.map(Number)),
    [Symbol.asyncDispose]: async () => connection.closeSync(),
  };
}

async function openPostgres(): Promise<Database> {
  const client = new pg.Client(services?.postgresUrl);
  await client.connect();
  // Temporary tables are of this connection alone, so tests do not meet.
  await client.query('SET search_path TO pg_temp');
  return {
    load: (...table) => loadTable(async (query) => void (await client.query(query)), ...table),
    numbers: async (query) =>
      (await client.query({ text: query, rowMode: 'array' })).rows.map((row: unknown[]) => row.map(Number)),
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function loadTable(
  run: (query: string) => Promise<void>,
  table: string,
  columns: readonly string[],
  rows: Matrix,
): Promise<void> {
  const declared = columns.map((name) => `, "${name}" DOUBLE PRECISION`).join('');
  await run(`CREATE TEMPORARY TABLE ${table} (id INTEGER${declared})`);
  const lines = Array.from({ length: rows.rowCount }, (_, row) => {
    const values = rows.values.subarray(row * rows.columnCount, (row + 1) * rows.columnCount);
    return `(${[row, ...Array.from(values, (value) => value.toExponential())].join(', ')})`;
  });
  await run(`INSERT INTO ${table} VALUES ${lines.join(', ')}`);
}
