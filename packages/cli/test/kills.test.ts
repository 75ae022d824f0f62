import { type FSWatcher, watch } from 'node:fs';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRandom } from '@ssrm/features';
import { loadModel } from '@ssrm/model/node';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolder, type Finished, runSsrm, snapshot } from './run-ssrm.ts';
import { isDated, spotifyWords, startServer, undated, writeFewSongs } from './stand-in.ts';

// The same moments again, or many more: SSRM_TEST_SEED=… SSRM_TEST_FOLDERS=10 pnpm exec vitest run test/kills.test.ts
const seed = Number(process.env.SSRM_TEST_SEED ?? 1);
const folders = Number(process.env.SSRM_TEST_FOLDERS ?? 2);
const killsEach = 5;
/** Requests that the client has under way at once: only their answers may be lost. */
const underWay = 4;
/** Folders that are put in place as a whole. */
const wholeFolders = ['models/original', 'models/taste', 'plots', 'run_ssrm'];

type Files = Readonly<Record<string, string>>;

const words = ['run', '--top-limit', '30', '--n-epochs', '40', '--n-batches', '4', '--background', 'search'];
const run = (
  cwd: string,
  server: SpotifyServer,
  onStart?: (kill: (signal: NodeJS.Signals) => void) => void,
) => runSsrm([...words, ...spotifyWords(server)], { cwd, ...(onStart && { onStart }) });

let before: Awaited<ReturnType<typeof createFolder>>;
/** What is there before the runs that are killed, and what an undisturbed run makes of it. */
let earlier: Files;
let clean: Files;
let cleanRequests: number;
let cleanMs: number;

beforeAll(async () => {
  const server = await startServer();
  before = await createFolder();
  await writeFewSongs(before.path);
  const out = (name: string) => join(before.path, name);
  const first = await runSsrm([...words, '--seed', '7', '--out', 'earlier', ...spotifyWords(server)], {
    cwd: before.path,
  });
  expect(first.stderr).not.toContain('Error');
  earlier = await snapshot(out('earlier'));
  const asked = server.requests.length;
  const started = performance.now();
  expect((await run(before.path, server)).code).toBe(0);
  cleanMs = performance.now() - started;
  cleanRequests = server.requests.length - asked;
  clean = await snapshot(out('ssrm-output'));
  await server.close();
});
afterAll(() => before.remove());

describe('a run that is killed again and again', () => {
  it.each(Array.from({ length: folders / 2 }, (_, pair) => 2 * pair))(
    'leaves whole files and ends as if it had not been: folders %d and the next',
    async (index) => {
      await Promise.all([killInFolder(index), killInFolder(index + 1)]);
    },
  );
});

it('refuses a model folder of two saves, and run replaces it', async () => {
  const server = await startServer();
  const models = join(before.path, 'ssrm-output', 'models');
  // As a process leaves it that is killed between the renames of saveModel.
  await cp(
    join(before.path, 'earlier', 'models', 'original', 'weights.bin'),
    join(models, 'original', 'weights.bin'),
  );
  const inFolder = (...line: string[]) => runSsrm([...line, ...spotifyWords(server)], { cwd: before.path });
  const refused = [
    await inFolder(...words, '--model-path', join(models, 'original'), '--out', 'other'),
    await inFolder('predict', 'FewSongs.csv'),
  ];
  for (const { code, stderr } of refused) {
    expect(stderr).toMatch(
      /Error: The model in .*original cannot be used\. .* not of one save, .* train the model again\./,
    );
    expect(stderr.split('Error: ')[1]?.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  }
  expect((await run(before.path, server)).code).toBe(0);
  expect(undated(await snapshot(join(before.path, 'ssrm-output')))).toEqual(undated(clean));
  await server.close();
});

it('disconnect deletes what killed processes have left', async () => {
  const folder = await createFolder();
  const config = join(folder.path, '.home', 'config', 'ssrm');
  const kept = fetched(folder.path);
  const staging = join(folder.path, 'ssrm-output', '.ssrm-staging-999999999');
  for (const path of [config, kept, staging]) await mkdir(path, { recursive: true });
  const draft = '0b0e7f6e-0000-4000-8000-000000000000.tmp';
  await writeFile(join(config, `session.json.${draft}`), 'AQ-refresh');
  await writeFile(join(config, `.app.json.${draft}`), 'secret');
  await writeFile(join(kept, `${'a'.repeat(64)}.json.${draft}`), '{');
  await writeFile(join(staging, 'SongsDataset.csv'), 'id');
  expect((await runSsrm(['disconnect'], { cwd: folder.path })).code).toBe(0);
  for (const path of [config, kept, dirname(staging)]) expect(await readdir(path)).toEqual([]);
  await folder.remove();
});

async function killInFolder(index: number): Promise<void> {
  const random = createRandom(seed * 1000 + index);
  const server = await startServer();
  const folder = await createFolder();
  const out = join(folder.path, 'ssrm-output');
  try {
    await writeFewSongs(folder.path);
    const versions = index % 2 === 0 ? [clean] : [earlier, clean];
    if (versions.length === 2) await cp(join(before.path, 'earlier'), out, { recursive: true });
    await mkdir(out, { recursive: true });
    for (let turn = 1; turn <= killsEach; turn++) {
      const signal = random() < 0.5 ? 'SIGKILL' : 'SIGINT';
      const moment = random() * cleanMs;
      // In every folder once as soon as the first file is put in place, which no random moment would meet.
      const atCommit = turn === 1 + (index % killsEach);
      const where = `seed ${seed}, folder ${index}, kill ${turn}: ${signal} ${atCommit ? 'at the first file' : `after ${Math.round(moment)} ms`}`;
      const kept = await countKept(folder.path);
      const asked = server.requests.length;
      const left = await remains(out);
      const replaced = await inodeOf(out);
      const finished = await run(folder.path, server, (kill) =>
        atCommit ? onFirstFile(out, () => kill(signal)) : setTimeout(() => kill(signal), moment),
      );
      expectEnd(finished, signal, where);
      await expectWhole(out, versions, where);
      // What was killed before may stay until a run gets as far as writing.
      if (signal === 'SIGINT') expect(left, where).toEqual(expect.arrayContaining(await remains(out)));
      const requests = server.requests.length - asked;
      expect(requests, where).toBeLessThanOrEqual(cleanRequests - kept);
      // Once the files are in place nothing is kept any more.
      if ((await inodeOf(out)) === replaced) {
        expect(await countKept(folder.path), where).toBeGreaterThanOrEqual(kept + requests - underWay);
      }
    }
    const where = `seed ${seed}, folder ${index}, at the end`;
    const kept = await countKept(folder.path);
    const asked = server.requests.length;
    const finished = await run(folder.path, server);
    expect(finished.stderr, where).not.toContain('Error');
    expect(finished.code, where).toBe(0);
    expect(server.requests.length - asked, where).toBe(cleanRequests - kept);
    const files = await snapshot(out);
    expect(undated(files), where).toEqual(undated(clean));
    expect(Object.keys(files).filter(isDated), where).toHaveLength(Object.keys(clean).filter(isDated).length);
    await expectWhole(out, [clean], where);
    expect(await remains(out), where).toEqual([]);
    expect(await readdir(fetched(folder.path)), where).toEqual([]);
  } finally {
    await server.close();
    await folder.remove();
  }
}

/** Calls back when something changes in the folder that is not hidden. */
function onFirstFile(out: string, act: () => void): void {
  const watcher: FSWatcher = watch(out, (_event, name) => {
    if (name === null || name.startsWith('.')) return;
    watcher.close();
    act();
  });
  watcher.unref();
}

/** A process that had begun to work and was interrupted says so; one that was too late to be has done everything. */
function expectEnd({ code, signal, stdout, stderr }: Finished, sent: NodeJS.Signals, where: string): void {
  expect(stderr, where).not.toMatch(/\n\s+at |undefined|\[object|fault/);
  if (signal === sent && (sent === 'SIGKILL' || stderr === '' || stdout !== '')) return;
  if (code === 0) {
    expect(stdout, where).toContain('predictions.csv');
    return;
  }
  expect(stderr, where).toMatch(/Error: Interrupted\. Files that were already there are as they were\.\n$/);
  expect(stdout, where).toBe('');
  expect(code, where).toBe(130);
}

/** Every file that has its final name is one of these versions; folders of files that belong together are of one. */
async function expectWhole(out: string, versions: readonly Files[], where: string): Promise<void> {
  const files = await snapshot(out);
  for (const [name, bytes] of Object.entries(files)) {
    if (name.startsWith('.') || name.includes('.previous/')) continue;
    if (isDated(name)) expectWholeDated(name, Buffer.from(bytes, 'base64'), where);
    else
      expect(
        versions.map((version) => version[name]),
        `${where}: ${name}`,
      ).toContain(bytes);
  }
  for (const folder of wholeFolders) {
    const isInPlace = Object.keys(within(files, folder)).length > 0;
    // A run that was killed while it replaced the folder has left the old one beside it.
    const found = isInPlace ? folder : `${folder}.previous`;
    if (Object.keys(within(files, found)).length === 0) {
      expect(versions, `${where}: ${folder}`).toHaveLength(1);
      continue;
    }
    const expected = versions.map((version) => within(undated(version), folder));
    expect(expected, `${where}: ${folder}`).toContainEqual(within(undated(files), found));
    if (folder.startsWith('models') && isInPlace) await loadModel(join(out, folder));
  }
}

function expectWholeDated(name: string, bytes: Buffer, where: string): void {
  if (name.endsWith('.html')) {
    expect(bytes.toString().trimEnd(), `${where}: ${name}`).toMatch(/<\/html>$/);
    return;
  }
  // TFRecord: length (8 bytes), its check sum (4), the data, their check sum (4).
  let end = 0;
  while (end < bytes.length) end += 16 + Number(bytes.readBigUInt64LE(end));
  expect(end, `${where}: ${name}`).toBe(bytes.length);
}

function within(files: Files, folder: string): Files {
  const inside = Object.entries(files).filter(([name]) => dirname(name) === folder);
  return Object.fromEntries(inside.map(([name, bytes]) => [name.slice(folder.length + 1), bytes]));
}

/** What only a run that is under way may have in its folder. */
async function remains(out: string): Promise<string[]> {
  const names = await readdir(out, { recursive: true });
  return names.filter((name) => /(^|\/)\.|\.tmp|\.previous/.test(name));
}

/** Another number once the first file has been put in place anew. */
async function inodeOf(out: string): Promise<number | undefined> {
  return (await stat(join(out, 'SongsDataset.csv')).catch(() => undefined))?.ino;
}

const fetched = (cwd: string): string => join(cwd, '.home', 'cache', 'ssrm', 'fetched');

/** Answers kept for the next run; what is not whole does not count. */
async function countKept(cwd: string): Promise<number> {
  const names = await readdir(fetched(cwd)).catch(() => []);
  const kept = names.filter((name) => name.endsWith('.json'));
  for (const name of kept) JSON.parse(await readFile(join(fetched(cwd), name), 'utf8'));
  return kept.length;
}
