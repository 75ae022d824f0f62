import type { DuckDBConnection } from '@duckdb/node-api';
import { CliError } from '../errors/cli-error.ts';

/** A database in memory that reads files of any size. Disposed of, it is closed. */
export interface Database extends Disposable {
  readonly connection: DuckDBConnection;
  /** Another connection: a query ends what is still being read on the same one. */
  connect(): Promise<DuckDBConnection>;
}

/** @throws {@link CliError} with the line that installs DuckDB, if it is not there. */
export async function openDuckDb(): Promise<Database> {
  let duckdb: typeof import('@duckdb/node-api');
  try {
    duckdb = await import('@duckdb/node-api');
  } catch (cause) {
    throw new CliError(
      'A catalogue is read by DuckDB, which ssrm does not bring along. Install it with: npm install @duckdb/node-api (Add --global if ssrm was installed so.)',
      { cause },
    );
  }
  const instance = await duckdb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  // It takes four fifths of the machine's memory otherwise, to read what passes through once.
  await connection.run("SET memory_limit = '1GB'");
  return {
    connection,
    connect: () => instance.connect(),
    [Symbol.dispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as SQL. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
