import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { KnownSongs, Track } from '@ssrm/features';
import { writeFileAtomic } from '@ssrm/features/node';
import { networkOf, type TasteModel, toSql } from '@ssrm/model';
import { CliError, UsageError } from '../errors/cli-error.ts';
import { fingerprintOf } from '../run-folder/fingerprint.ts';
import { count } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { BestSongs } from './best-songs.ts';
import { textLiteral } from './open-duckdb.ts';
import type { Catalogue } from './read-catalogue.ts';
import type { ScoredCatalogue } from './score-catalogue.ts';

/** What the parts of an encoded catalogue were made from; `encoded.json` beside them. */
interface EncodedRecord {
  readonly kind: 'ssrm-encoded-catalogue';
  readonly version: 1;
  readonly encoder: string;
  readonly catalogue: string;
  readonly isWhole: boolean;
}

/** About so many rows a part: what an interruption costs at most. */
const partRows = 65_536;

/**
 * Ranks a catalogue by a network from its encoded rows, which are kept in a folder of Parquet files: whoever
 * shares the encoder has only the scoring left, which DuckDB does on all processors.
 *
 * @throws {@link CliError} if the folder holds another catalogue, or one of another encoder.
 */
export async function scoreEncoded(
  folder: string,
  catalogue: Catalogue,
  model: TasteModel,
  options: { readonly top: number; readonly known: KnownSongs; readonly connection: DuckDBConnection },
  context: StageContext,
): Promise<ScoredCatalogue> {
  if (model.network === undefined) {
    throw new UsageError(
      'Only preset original has encoded tracks that serve every listener: what taste reads of a track is of one listener. Add --model-path with a model of preset original, or leave --encoded out.',
    );
  }
  const { connection, top, known } = options;
  await encodeCatalogue(folder, catalogue, model, connection, context);
  const progress = context.output.progress('Scoring the encoded catalogue');
  const startedAt = performance.now();
  const parts = `read_parquet(${textLiteral(join(folder, 'part-*.parquet'))})`;
  const [[total] = []] = (await connection.runAndReadAll(`SELECT COUNT(*) FROM ${parts}`)).getRows();
  const rows = Number(total);
  const best = new BestSongs(top);
  // Known songs are left out afterwards, so more are asked for until there are enough.
  for (let asked = 2 * top + 100; ; asked *= 4) {
    for (const { track, score } of await highest(connection, parts, model, asked)) {
      if (!known.has(track)) best.add(track, score);
    }
    if (best.songs.length >= top || asked >= rows) break;
  }
  const perSecond = Math.round((rows / (performance.now() - startedAt)) * 1000);
  progress.done(`${rows.toLocaleString('en')} rows, ${perSecond.toLocaleString('en')} a second`);
  return { rows, best: best.songs };
}

async function highest(
  connection: DuckDBConnection,
  parts: string,
  model: TasteModel,
  limit: number,
): Promise<{ track: Track; score: number }[]> {
  const scored = `SELECT row_number, ${toSql(model)} AS score FROM ${parts} ORDER BY score DESC, row_number LIMIT ${limit}`;
  const ranked = (await connection.runAndReadAll(scored))
    .getRows()
    .map(([row, score]) => [Number(row), Number(score)]);
  if (ranked.length === 0) return [];
  // The texts of the chosen rows alone: reading those of all would take longer than the scoring.
  const wanted = ranked.map(([row]) => row).join(', ');
  const texts = `SELECT row_number, track FROM ${parts} WHERE row_number IN (${wanted})`;
  const tracks = new Map(
    (await connection.runAndReadAll(texts))
      .getRows()
      .map(([row, track]) => [Number(row), JSON.parse(String(track))]),
  );
  return ranked.map(([row, score]) => ({ track: tracks.get(row as number), score: score as number }));
}

/** Writes the parts that are not there yet. */
async function encodeCatalogue(
  folder: string,
  catalogue: Catalogue,
  model: TasteModel,
  connection: DuckDBConnection,
  { output, signal }: StageContext,
): Promise<void> {
  const record = await readRecord(folder, catalogue, model);
  if (record.isWhole) return;
  await mkdir(folder, { recursive: true });
  await writeRecord(folder, record);
  const progress = output.progress(`Encoding ${catalogue.name}`);
  let rows = await countEncoded(folder, connection);
  let part: Track[] = [];
  let firstRow = rows;
  const write = async (): Promise<void> => {
    await writePart(folder, firstRow, part, model, connection, signal);
    firstRow = rows;
    part = [];
  };
  for await (const batch of catalogue.batches(rows)) {
    if (signal.aborted) {
      progress.clear();
      output.note(`${count(firstRow, 'row')} are encoded; the same command goes on from there.`);
      signal.throwIfAborted();
    }
    for (const track of batch) part.push(track ?? namelessTrack);
    rows += batch.length;
    progress.update(`${rows.toLocaleString('en')} rows`);
    if (part.length >= partRows) await write();
  }
  if (part.length > 0) await write();
  await writeRecord(folder, { ...record, isWhole: true });
  progress.done(`${rows.toLocaleString('en')} rows in ${folder}`);
}

/** Holds the place of a row that names no song, so that rows are counted as in the file. */
const namelessTrack: Track = {
  id: '',
  name: '',
  albumName: null,
  artistName: null,
  releaseDate: null,
  durationMs: null,
  explicit: null,
  popularity: null,
  albumType: null,
};

async function writePart(
  folder: string,
  firstRow: number,
  tracks: readonly Track[],
  model: TasteModel,
  connection: DuckDBConnection,
  signal: AbortSignal,
): Promise<void> {
  const { columns, rows } = await model.encode(tracks, { signal });
  const declared = columns.map((name) => `, "${name}" FLOAT`).join('');
  await connection.run(
    `CREATE OR REPLACE TEMPORARY TABLE part (row_number BIGINT, track VARCHAR${declared})`,
  );
  const appender = await connection.createAppender('part');
  for (const [row, track] of tracks.entries()) {
    if (track.name === '') continue;
    appender.appendBigInt(BigInt(firstRow + row));
    appender.appendVarchar(JSON.stringify(track));
    const at = row * rows.columnCount;
    for (const value of rows.values.subarray(at, at + rows.columnCount)) appender.appendFloat(value);
    appender.endRow();
  }
  appender.closeSync();
  const file = join(folder, `part-${String(firstRow).padStart(12, '0')}.parquet`);
  await connection.run(
    `COPY part TO ${textLiteral(`${file}.tmp`)} (FORMAT parquet, COMPRESSION zstd, KV_METADATA {row_end: '${firstRow + tracks.length}'})`,
  );
  await connection.run('DROP TABLE part');
  await rename(`${file}.tmp`, file);
}

/** Rows of the catalogue that the parts cover, without a gap. */
async function countEncoded(folder: string, connection: DuckDBConnection): Promise<number> {
  const names = await readdir(folder);
  for (const name of names.filter((name) => name.endsWith('.tmp'))) await rm(join(folder, name));
  const last = names
    .filter((name) => /^part-\d+\.parquet$/u.test(name))
    .sort()
    .at(-1);
  if (last === undefined) return 0;
  const metadata = await connection.runAndReadAll(
    `SELECT decode(value) FROM parquet_kv_metadata(${textLiteral(join(folder, last))}) WHERE decode(key) = 'row_end'`,
  );
  return Number(metadata.getRows()[0]?.[0]);
}

async function readRecord(folder: string, catalogue: Catalogue, model: TasteModel): Promise<EncodedRecord> {
  const expected: EncodedRecord = {
    kind: 'ssrm-encoded-catalogue',
    version: 1,
    encoder: fingerprintOf(JSON.stringify(networkOf(model).encoder)),
    catalogue: fingerprintOf(catalogue.version),
    isWhole: false,
  };
  const text = await readFile(join(folder, 'encoded.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return expected;
  const saved = readSaved(text, folder);
  if (saved.catalogue !== expected.catalogue) {
    throw new CliError(
      `${folder} holds another catalogue, or an older version of ${catalogue.name}: name another folder with --encoded, or delete it.`,
    );
  }
  if (saved.encoder !== expected.encoder) {
    throw new CliError(
      `${folder} was encoded by another model's encoder. Models share an encoder where one was trained with --model-path of the other; otherwise name another folder with --encoded.`,
    );
  }
  return saved;
}

function readSaved(text: string, folder: string): EncodedRecord {
  try {
    const saved = JSON.parse(text);
    if (saved.kind === 'ssrm-encoded-catalogue' && saved.version === 1) return saved;
  } catch {
    // Said below.
  }
  throw new CliError(
    `${join(folder, 'encoded.json')} is damaged, or of another version of ssrm. Delete the folder.`,
  );
}

function writeRecord(folder: string, record: EncodedRecord): Promise<void> {
  return writeFileAtomic(join(folder, 'encoded.json'), `${JSON.stringify(record, null, 2)}\n`);
}
