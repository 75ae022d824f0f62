import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';
import { quickTraining, spotifyWords, startServer, writeFewSongs } from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  server = await startServer();
  folder = await createFolder();
  await writeFewSongs(folder.path);
  const { code } = await run('run', ...quickTraining, ...spotifyWords(server));
  expect(code).toBe(0);
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });

it('predict scores links and own tracks, and says why', async () => {
  const own = server.listener.topTracks.long_term[0] as string;
  const words = [`https://open.spotify.com/track/4n93SK7dQsQVu9BM5QzvAx`, own, ...spotifyWords(server)];
  const { code, stdout } = await run('predict', ...words, '--json');
  expect(code).toBe(0);
  const { predictions } = JSON.parse(stdout) as { predictions: Record<string, unknown>[] };
  expect(predictions.map(({ id }) => id)).toEqual(['4n93SK7dQsQVu9BM5QzvAx', own]);
  expect(predictions[0]).toMatchObject({
    name: 'I Can Do It With a Broken Heart',
    artist_name: 'Taylor Swift',
    score_original: expect.any(Number),
    score_taste: null,
    reasons: expect.arrayContaining([expect.objectContaining({ text: expect.any(String) })]),
  });
  const table = await run('predict', ...words);
  expect(table.stdout).toMatch(/I Can Do It With a Broken Heart +Taylor Swift +\d+\.\d %/);
  expect(table.stdout).toMatch(/\n {4}The /);
});

it('predict refuses what is no song: exit 2', async () => {
  const { code, stderr } = await run('predict', 'nonsense');
  expect(code).toBe(2);
  expect(stderr).toContain('nonsense is neither a Spotify track');
});

it('predict and rank take a text with a song a line, and refuse an id that cannot be looked up', async () => {
  const lines = 'Toto - Africa\nCreep by Radiohead\nAfrica - Remastered 2011 - Toto\n';
  await writeFile(join(folder.path, 'songs.txt'), lines);
  const { code, stdout } = await run('predict', 'songs.txt', '--json');
  expect(code).toBe(0);
  const { predictions } = JSON.parse(stdout) as { predictions: Record<string, unknown>[] };
  expect(predictions.map(({ name, artist_name }) => `${name} | ${artist_name}`).sort()).toEqual([
    'Africa - Remastered 2011 | Toto',
    'Africa | Toto',
    'Creep | Radiohead',
  ]);
  // As PowerShell's `>` writes it.
  await writeFile(join(folder.path, 'songs.txt'), `\ufeff${lines.replaceAll('\n', '\r\n')}`, 'utf16le');
  expect((await run('predict', 'songs.txt', '--json')).stdout).toBe(stdout);
  for (const command of ['predict', 'rank']) {
    const refused = await run(command, '70LcF31zb1H0PyJoS1Sx1r');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /Error: Of .+ only the id is known\. A song is (?:scored|ranked) by its name and artist/,
    );
    expect(refused.stdout).toBe('');
  }
});

it('predicts the same scores as the run did', async () => {
  const text = await readFile(join(folder.path, 'ssrm-output', 'predictions.csv'), 'utf8');
  const words = ['predict', 'FewSongs.csv', ...spotifyWords(server), '--json'];
  const { predictions } = JSON.parse((await run(...words)).stdout) as {
    predictions: { score_original: number }[];
  };
  const scores = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[2]));
  expect(predictions.map(({ score_original }) => score_original)).toEqual(scores);
});

it('evaluate says whether it is worth anything, and report shows it', async () => {
  const { code, stdout } = await run('evaluate', '--folds', '2', '--repeats', '1');
  expect(code).toBe(0);
  expect(stdout).toMatch(/Preset original/);
  expect(stdout).toMatch(/artist average +\S+ \(/);
  expect((await run('report')).code).toBe(0);
  const page = await readFile(join(folder.path, 'ssrm-output', 'report.html'), 'utf8');
  expect(page).toContain('Preset original');
  expect(page).not.toContain('Not measured yet');
});

it('export writes JSON, ONNX and SQL', async () => {
  for (const format of ['json', 'onnx', 'sql']) {
    const { code, stdout } = await run('export', '--format', format);
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(`original.${format}`);
  }
  const json = await readFile(join(folder.path, 'original.json'), 'utf8');
  expect(JSON.parse(json)).toMatchObject({ kind: 'ssrm-model' });
  expect(await readFile(join(folder.path, 'original.sql'), 'utf8')).toContain('"duration_ms"');
  expect((await run('export', '--preset', 'taste')).code).toBe(1);
});

it('run learns from an export without any API, and names what was not known', async () => {
  const songs = await readFile(join(folder.path, 'ssrm-output', 'SongsDataset.csv'), 'utf8');
  const rows = songs
    .trim()
    .split('\n')
    .map((line) => line.split(',').slice(0, 6).join(','));
  await writeFile(join(folder.path, 'list.csv'), rows.slice(0, 60).join('\n'));
  await writeFile(join(folder.path, 'few.csv'), `id,name,artist_name\n${'a'.repeat(22)},Song,Somebody\n`);
  const words = ['run', '--from-export', 'list.csv', '--few-songs', 'few.csv', '--out', 'exported'];
  const { code, stdout, stderr } = await run(...words, '--n-epochs', '20', '--n-batches', '4');
  expect(code).toBe(0);
  expect(stderr).toMatch(/Not known for your tracks.*explicit flag \(all\)/);
  expect(stderr).toMatch(/\d+ tracks of yours against what many people keep/);
  expect(stdout).toMatch(/Song +Somebody +\d+\.\d %/);
});

it('doctor says what is good and what is not', async () => {
  const good = await run('doctor', ...spotifyWords(server));
  expect(good.code).toBe(0);
  expect(good.stdout).toMatch(/✔ Sign-in: Listener 1, extended mode|✔ Sign-in: Listener 1, development mode/);
  const bad = await run('doctor', '--token', 'wrong-token', '--api-url', server.apiUrl);
  expect(bad.code).toBe(1);
  expect(bad.stdout).toMatch(/✘ Sign-in: Spotify does not accept the access token/);
});

it('completion for bash completes commands, flags and values', async () => {
  const { stdout } = await run('completion', 'bash');
  const ask = (line: string): Promise<string[]> => complete(stdout, line);
  expect(await ask('ssrm pre')).toEqual(['predict', 'preprocess', 'preprocess-few-songs']);
  expect(await ask('ssrm run --n-')).toEqual(['--n-epochs', '--n-batches']);
  expect(await ask('ssrm run --preset o')).toEqual(['original']);
});

/** What bash offers at the end of a line. */
async function complete(script: string, line: string): Promise<string[]> {
  const words = line.split(' ');
  const list = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _ssrm; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', `${script}\n${ask}`]);
  return stdout.trim().split('\n');
}
