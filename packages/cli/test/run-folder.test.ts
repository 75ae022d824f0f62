import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tracksFromCsv } from '@ssrm/features';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';
import { spotifyWords, startServer, writeFewSongs } from './stand-in.ts';

/** Another person's export: 40 songs, each once, as Exportify writes them. */
const export40 = [
  'Track URI,Track Name,Artist Name(s),Album Name,Duration (ms)',
  ...Array.from({ length: 40 }, (_, index) => {
    const id = `${index}`.padStart(22, 'a');
    return `spotify:track:${id},Song ${index},Artist ${index % 7},Album ${index % 9},${180_000 + 1000 * index}`;
  }),
].join('\n');

const quick = ['--n-epochs', '20', '--n-batches', '4', '--no-plots'];

let server: SpotifyServer;
/** After `ssrm run` on the stand-in's listener, with both presets and few songs. */
let prepared: Awaited<ReturnType<typeof createFolder>>;
let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  server = await startServer();
  prepared = await createFolder();
  await writeFewSongs(prepared.path);
  const words = ['run', '--top-limit', '40', ...quick, '--background', 'search', ...spotifyWords(server)];
  const { code, stderr } = await runSsrm(words, { cwd: prepared.path });
  expect(stderr).not.toContain('Error');
  expect(code).toBe(0);
});
afterAll(async () => {
  await server.close();
  await prepared.remove();
});
beforeEach(async () => {
  folder = await createFolder();
  await cp(join(prepared.path, 'ssrm-output'), join(folder.path, 'ssrm-output'), { recursive: true });
  await writeFile(join(folder.path, 'Liked.csv'), export40);
  await writeFile(join(folder.path, song), 'Song 1 - Artist 1\n');
});
afterEach(() => folder.remove());

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });
const out = (...path: string[]) => join(folder.path, 'ssrm-output', ...path);
const song = 'song.txt';

describe('the output folder after another run', () => {
  it('has no model of the run before', async () => {
    const { code } = await run('run', ...quick, '--from-export', 'Liked.csv', '--background', 'none');
    expect(code).toBe(0);
    expect(await readdir(out('models'))).toEqual(['original']);
    const { stdout } = await run('predict', song, '--csv');
    expect(stdout.split('\n')[1]).toMatch(/,0\.\d+,,0\.\d+$/);
  });

  it('keeps a model of the same songs that was not asked for', async () => {
    const before = await readFile(out('models/taste/model.json'), 'utf8');
    expect((await run('train', ...quick, '--preset', 'original')).code).toBe(0);
    expect(await readFile(out('models/taste/model.json'), 'utf8')).toBe(before);
    expect((await run('predict', song)).code).toBe(0);
  });
});

describe('after the songs have changed', () => {
  const words = ['create-dataset', '--from-export', 'Liked.csv', '--background', 'none'];

  it('every command says what is out of date and which command renews it', async () => {
    expect((await run('evaluate', '--folds', '2', '--repeats', '1')).code).toBe(0);
    const created = await run(...words);
    expect(created.code).toBe(0);
    expect(created.stderr).toContain('Out of date now: encoder.json, PreprocessedDataset.csv');
    const lines = [
      ['predict', song],
      ['report'],
      ['export', '--format', 'json'],
      ['recommend', ...spotifyWords(server)],
    ];
    for (const line of lines) {
      const { code, stderr } = await run(...line);
      expect(stderr).toMatch(
        /^Error: ssrm-output\/models\/original is out of date: SongsDataset\.csv has changed since it was made\. ssrm preprocess, then ssrm train renews it\.\n$/,
      );
      expect(code).toBe(1);
    }
    const trained = await run('train', ...quick);
    expect(trained.stderr).toMatch(/encoder\.json|PreprocessedDataset\.csv/);
    expect(trained.stderr).toMatch(/ssrm preprocess renews it\./);
    expect(trained.code).toBe(1);
  });

  it('the stages renew it one after the other', async () => {
    await run(...words);
    expect((await run('preprocess')).code).toBe(0);
    const refused = await run('train', ...quick);
    expect(refused.stderr).toMatch(
      /ssrm-output\/FewSongsPreprocessed\.csv is out of date: encoder\.json has changed since it was made\. ssrm preprocess-few-songs renews it\. Or delete it/,
    );
    await writeFewSongs(folder.path);
    expect((await run('preprocess-few-songs')).code).toBe(0);
    const trained = await run('train', ...quick);
    expect(trained.code).toBe(0);
    // There is nothing to train taste against any more.
    expect(await readdir(out('models'))).toEqual(['original']);
    expect(trained.stderr).toContain('Out of date now: report.html. ssrm report renews it.');
    expect((await run('report')).code).toBe(0);
  });

  it('a report leaves out an evaluation of other songs, and says so', async () => {
    await writeFile(
      out('evaluation.json'),
      JSON.stringify({ kind: 'ssrm-evaluation', version: 1, verdict: { absent: 'of nobody' } }),
    );
    await run('evaluate', '--folds', '2', '--repeats', '1');
    await rm(out('FewSongsPreprocessed.csv'));
    for (const line of [words, ['preprocess'], ['train', ...quick]])
      expect((await run(...line)).code).toBe(0);
    const { code, stderr } = await run('report');
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /evaluation\.json is out of date: .*SongsDataset\.csv.*\. ssrm evaluate renews it\./,
    );
    expect(await readFile(out('report.html'), 'utf8')).toContain('Not measured yet');
  });
});

describe('FewSongsPreprocessed.csv', () => {
  it('is what train predicts from', async () => {
    const text = await readFile(out('FewSongsPreprocessed.csv'), 'utf8');
    const [header, first, ...rest] = text.trim().split('\n') as [string, string, ...string[]];
    const cells = first.split(',');
    const changed = [cells[0], ...cells.slice(1).map((cell, index) => (index === 0 ? '9000000' : cell))].join(
      ',',
    );
    await writeFile(out('FewSongsPreprocessed.csv'), [header, changed, ...rest].join('\n'));
    const before = tracksFromCsv(await readFile(out('predictions.csv'), 'utf8')).rows.length;
    const scores = async () =>
      (await readFile(out('predictions.csv'), 'utf8'))
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(-2));
    const old = await scores();
    expect((await run('train', ...quick)).code).toBe(0);
    const now = await scores();
    expect(now).toHaveLength(before);
    expect(now[0]?.[0]).not.toBe(old[0]?.[0]);
    expect(now.slice(1)).toEqual(old.slice(1));
  });

  it('without it train predicts nothing, and emptied it is refused', async () => {
    await writeFile(out('FewSongsPreprocessed.csv'), '');
    const refused = await run('train', ...quick);
    expect(refused.stderr).toContain('FewSongsPreprocessed.csv');
    expect(refused.code).toBe(1);
    await rm(out('FewSongsPreprocessed.csv'));
    expect((await run('train', ...quick)).code).toBe(0);
    expect(await readdir(out())).not.toContain('predictions.csv');
  });
});

describe('disconnect', () => {
  it('deletes models of what was fetched, also after a dataset from an export', async () => {
    await run('create-dataset', '--from-export', 'Liked.csv', '--background', 'none');
    const { code } = await run('disconnect');
    expect(code).toBe(0);
    expect((await readdir(out())).sort()).toEqual(['SongsDataset.csv', 'run.json', 'source.json']);
  });

  it('deletes songs that were looked up for a run from an export, and what was made of them', async () => {
    const from = ['run', ...quick, '--from-export', 'Liked.csv', '--background', 'none'];
    await writeFewSongs(folder.path);
    expect((await run(...from, ...spotifyWords(server))).code).toBe(0);
    expect((await run('disconnect')).code).toBe(0);
    const left = await readdir(out());
    expect(left).toEqual(expect.arrayContaining(['SongsDataset.csv', 'PreprocessedDataset.csv', 'models']));
    for (const name of [
      'FewSongsDataset.csv',
      'FewSongsPreprocessed.csv',
      'predictions.csv',
      'report.html',
    ]) {
      expect(left).not.toContain(name);
    }
  });
});

it('what a killed command had begun to put in place, the next command finishes', async () => {
  const workspace = out('.ssrm-staging-999999999');
  await mkdir(join(workspace, 'models/original'), { recursive: true });
  await cp(out('models/original'), join(workspace, 'models/original'), { recursive: true });
  await writeFile(
    join(workspace, '.commit.json'),
    JSON.stringify({
      entries: ['SongsDataset.csv', 'models/original'],
      obsolete: ['models/taste', '../Liked.csv'],
    }),
  );
  await rm(out('models/original'), { recursive: true });
  const { code, stdout } = await run('predict', song, '--csv');
  expect(code).toBe(0);
  expect(stdout.split('\n')[1]).toMatch(/,0\.\d+,,/);
  expect(await readdir(out())).not.toContain('.ssrm-staging-999999999');
  expect(await readFile(join(folder.path, 'Liked.csv'), 'utf8')).toBe(export40);
});
