import pg from 'pg';
import type { Settings } from './settings.ts';
import type { Stage, Task, Upload } from './tasks.ts';

/** How many listeners are how far. */
export interface Progress {
  readonly uploads: number;
  readonly done: Readonly<Record<Stage, number>>;
  /** Listeners finished in the last ten seconds, a second. */
  readonly perSecond: number;
}

/** A listener's result, as it stands in the table. */
export interface ResultRow extends Task {
  readonly output: unknown;
  /** 1, or more where a worker was lost after it had saved. */
  readonly times: number;
}

/** Inputs and outputs in PostgreSQL: the truth of what is done, whatever becomes of the queue. */
export interface Store {
  readonly pool: pg.Pool;
  /** Makes the tables that are not there. */
  prepare(): Promise<void>;
  saveUploads(uploads: readonly Upload[]): Promise<void>;
  /** The input of a task; undefined if the listener has handed in another since. */
  csvOf(task: Task): Promise<string | undefined>;
  outputOf(task: Task, stage: Stage): Promise<unknown>;
  /** Puts an output in its only place; leaves the place alone if the listener has handed in another input since. */
  saveOutput(task: Task, stage: Stage, output: unknown): Promise<void>;
  progress(): Promise<Progress>;
  results(): Promise<ResultRow[]>;
  /** What inputs and outputs take on the disk, with their indexes. */
  bytes(): Promise<number>;
  /** Deletes every table of this fleet. */
  drop(): Promise<void>;
  close(): Promise<void>;
}

const tables = `
  CREATE TABLE IF NOT EXISTS uploads (
    listener text PRIMARY KEY, fingerprint text NOT NULL, csv text NOT NULL);
  CREATE TABLE IF NOT EXISTS outputs (
    listener text REFERENCES uploads ON DELETE CASCADE, stage text, fingerprint text NOT NULL, output json NOT NULL,
    times integer NOT NULL DEFAULT 1, finished_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (listener, stage));
  CREATE INDEX IF NOT EXISTS outputs_finished ON outputs (stage, finished_at);`;

export function createStore(settings: Settings, applicationName = 'fleet-office'): Store {
  const { namespace } = settings;
  const pool = new pg.Pool({
    connectionString: settings.postgresUrl,
    max: 4,
    application_name: applicationName,
    options: `-c search_path=${namespace}`,
  });
  // A connection that is lost while nobody uses it: the pool opens another when one is needed.
  pool.on('error', () => {});
  const one = async <Row extends object>(query: string, values: unknown[]): Promise<Row | undefined> =>
    (await pool.query<Row>(query, values)).rows[0];

  return {
    pool,

    async prepare() {
      await pool.query(`CREATE SCHEMA IF NOT EXISTS "${namespace}"; ${tables}`);
    },

    async saveUploads(uploads) {
      await pool.query(
        `INSERT INTO uploads SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
         ON CONFLICT (listener) DO UPDATE SET fingerprint = excluded.fingerprint, csv = excluded.csv`,
        (['listener', 'fingerprint', 'csv'] as const).map((key) => uploads.map((upload) => upload[key])),
      );
    },

    async csvOf({ listener, fingerprint }) {
      const query = 'SELECT csv FROM uploads WHERE listener = $1 AND fingerprint = $2';
      return (await one<{ csv: string }>(query, [listener, fingerprint]))?.csv;
    },

    async outputOf({ listener, fingerprint }, stage) {
      const query = 'SELECT output FROM outputs WHERE listener = $1 AND stage = $2 AND fingerprint = $3';
      return (await one<{ output: unknown }>(query, [listener, stage, fingerprint]))?.output;
    },

    async saveOutput({ listener, fingerprint }, stage, output) {
      await pool.query(
        `INSERT INTO outputs (listener, stage, fingerprint, output)
         SELECT listener, $2, fingerprint, $4 FROM uploads WHERE listener = $1 AND fingerprint = $3
         ON CONFLICT (listener, stage) DO UPDATE
         SET fingerprint = excluded.fingerprint, output = excluded.output, finished_at = now(),
           times = CASE WHEN outputs.fingerprint = excluded.fingerprint THEN outputs.times + 1 ELSE 1 END`,
        [listener, stage, fingerprint, JSON.stringify(output)],
      );
    },

    async progress() {
      const row = await one<Record<Stage | 'uploads' | 'lately', number>>(
        `SELECT (SELECT count(*) FROM uploads)::int AS uploads,
           count(*) FILTER (WHERE stage = 'import')::int AS import,
           count(*) FILTER (WHERE stage = 'train')::int AS train,
           count(*) FILTER (WHERE stage = 'score')::int AS score,
           count(*) FILTER (WHERE stage = 'score' AND finished_at > now() - interval '10 s')::int AS lately
         FROM outputs JOIN uploads USING (listener, fingerprint)`,
        [],
      );
      const { uploads = 0, lately = 0, import: imported = 0, train = 0, score = 0 } = row ?? {};
      return { uploads, done: { import: imported, train, score }, perSecond: lately / 10 };
    },

    async results() {
      const query = `SELECT listener, fingerprint, output, times FROM outputs WHERE stage = 'score'`;
      return (await pool.query<ResultRow>(query)).rows;
    },

    async bytes() {
      const query = `SELECT pg_total_relation_size('uploads') + pg_total_relation_size('outputs') AS bytes`;
      return Number((await one<{ bytes: string }>(query, []))?.bytes);
    },

    async drop() {
      await pool.query(`DROP SCHEMA IF EXISTS "${namespace}" CASCADE`);
    },

    close: () => pool.end(),
  };
}
