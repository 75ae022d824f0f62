import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolder, type RunOptions, runSsrm } from './run-ssrm.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;
const original = ['--model-path', 'ssrm-output/models/original'];

beforeAll(async () => {
  folder = await createFolder();
  const plays = Array.from({ length: 240 }, (_, play) => ({
    endTime: `2024-0${1 + (play % 6)}-1${play % 9} 10:${10 + (play % 40)}`,
    artistName: ['Metallica', 'Radiohead', 'Muse'][play % 3],
    trackName: `Song ${play % 60}`,
    msPlayed: 200_000,
  }));
  await writeFile(join(folder.path, 'StreamingHistory_music_0.json'), JSON.stringify(plays));
  const words = ['run', '--from-export', 'StreamingHistory_music_0.json', '--no-plots'];
  expect((await run(...words, '--n-epochs', '40', '--n-batches', '4')).code).toBe(0);
  await makeCatalogue('large.parquet', 120_000);
  for (const ending of ['parquet', 'csv', 'ndjson']) await makeCatalogue(`small.${ending}`, 3000);
});
afterAll(() => folder.remove());

function run(...words: string[]): ReturnType<typeof runSsrm> {
  return runSsrm(words, { cwd: folder.path });
}

/** Invented songs by artists who are liked, known and neither; the first 60 are those of the history. */
async function makeCatalogue(file: string, rows: number): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const format = { parquet: 'parquet', csv: 'csv' }[file.split('.').at(-1) as string] ?? 'json';
  await connection.run(
    `COPY (SELECT lpad(i::VARCHAR, 22, 'a') AS id, 'Song ' || i AS track_name,
       CASE WHEN i % 9 < 4 THEN ['Metallica', 'Radiohead', 'Muse', 'Drake'][1 + (i % 3) + (i % 9 // 3)]
            ELSE 'Nobody ' || (i % 997) END AS artist_name,
       'Album ' || (i // 10) AS album_name, (1970 + i % 50) || '-05-01' AS release_date, 100000 + 7 * i AS duration_ms
     FROM range(${rows}) t(i)) TO '${join(folder.path, file)}' (FORMAT ${format})`,
  );
  connection.closeSync();
}

interface Shown {
  readonly best: readonly { readonly id: string; readonly score_original: number }[];
}

async function best(words: readonly string[], options: Partial<RunOptions> = {}): Promise<Shown['best']> {
  const { code, stdout, stderr } = await runSsrm(['rank', '--json', '--top', '20', ...words], {
    cwd: folder.path,
    ...options,
  });
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as Shown).best;
}

describe('ssrm rank --catalogue', () => {
  it.each(['parquet', 'csv', 'ndjson'])('finds what ranking the whole list finds: %s', async (ending) => {
    const whole = await best(['small.csv']);
    expect(whole).toHaveLength(20);
    expect(await best(['--catalogue', `small.${ending}`])).toEqual(whole);
  });

  it('goes on after an interruption, to the same songs', async () => {
    const words = ['--catalogue', 'large.parquet', ...original];
    const whole = await best(words);
    const stopped = await runSsrm(['rank', ...words, '--top', '20'], {
      cwd: folder.path,
      onStart: (kill) => void whenSaved().then(() => kill('SIGINT')),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(/\d rows are scored; the same command goes on from there/);
    expect(await best(words)).toEqual(whole);
    expect(await saved()).toEqual([]);
  });

  it('keeps the encoded catalogue, scores from it alike, and tells when it is of another model', async () => {
    const words = ['rank', '--catalogue', 'small.parquet', '--encoded', 'encoded', '--json', '--top', '20'];
    const first = await run(...words, ...original);
    expect(first.stderr).toContain('Encoding small.parquet: 3,000 rows in encoded');
    const second = await run(...words, ...original);
    expect(second.stderr).not.toContain('Encoding');
    expect(second.stdout).toBe(first.stdout);
    const streamed = await best(['--catalogue', 'small.parquet', ...original]);
    expect(streamed).toHaveLength(20);
    expect((JSON.parse(first.stdout) as Shown).best).toEqual(streamed);
    const others = ['rank', '--catalogue', 'small.csv', '--encoded', 'encoded'];
    expect((await run(...others, ...original)).stderr).toMatch(/encoded holds another catalogue/);
    const byTaste = await run(...words);
    expect([byTaste.code, byTaste.stderr]).toEqual([2, expect.stringContaining('Only preset original')]);
  });

  it('encodes every part of a large catalogue', async () => {
    const words = ['--catalogue', 'huge.parquet', ...original];
    await makeCatalogue('huge.parquet', 80_000);
    const { stderr } = await run('rank', ...words, '--encoded', 'parts');
    expect(stderr).toContain('80,000 rows in parts');
    expect(stderr).toContain('Scoring the encoded catalogue: 80,000 rows');
    expect(await best([...words, '--encoded', 'parts'])).toEqual(await best(words));
  });

  it('says which lines of a file cannot be read, and ranks the others', async () => {
    const lines = ['name,artist_name', 'One,Muse', 'Two,"Mu"se", x, y, z', 'Three,Nobody'];
    await writeFile(join(folder.path, 'broken.csv'), `${lines.join('\n')}\n`);
    const { code, stdout, stderr } = await run('rank', '--catalogue', 'broken.csv');
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 line of broken.csv could not be read')]);
    expect(stdout).toMatch(/One +Muse/);
  });

  it('refuses what is no catalogue in plain words', async () => {
    await writeFile(join(folder.path, 'cities.csv'), 'city,people\nBonn,3\n');
    await writeFile(join(folder.path, 'no.parquet'), 'no');
    for (const [words, message] of [
      [['--catalogue', 'cities.csv'], /its columns are city, people/],
      [['--catalogue', 'no.parquet'], /no\.parquet cannot be read as a catalogue/],
      [['--catalogue', 'missing.csv'], /does not exist/],
      [['--catalogue', 'songs.xlsx'], /ending in \.parquet, \.csv/],
      [['--catalogue', 'small.csv', 'small.csv'], /one or the other/],
      [[], /Name the lists to rank/],
    ] as const) {
      const { code, stderr } = await run('rank', ...words);
      expect(code).toBeGreaterThan(0);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/fault in ssrm/);
    }
  });
});

async function saved(): Promise<string[]> {
  return readdir(join(folder.path, '.home', 'cache', 'ssrm', 'catalogues')).catch(() => []);
}

async function whenSaved(): Promise<void> {
  while (!(await saved()).some((name) => name.endsWith('.json'))) await setTimeout(10);
}
