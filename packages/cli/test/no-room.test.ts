import { execFile, execFileSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cleanEnvironment, createFolder, mainFile, runSsrm, snapshot } from './run-ssrm.ts';
import { quickTraining, spotifyWords, startServer, undated, writeFewSongs } from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
let words: string[];
beforeAll(async () => {
  server = await startServer();
  words = ['run', ...quickTraining, ...spotifyWords(server)];
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await createFolder();
  await writeFewSongs(folder.path);
});
afterEach(() => folder.remove());

function expectOneLine(stderr: string, message: RegExp): void {
  const error = stderr.slice(stderr.indexOf('Error: ')).trimEnd();
  expect(error).toMatch(message);
  expect(error.split('\n')).toHaveLength(1);
}

/** For root nothing is read-only: then the command runs as nobody, who must be able to read it. */
const nobody = 65_534;
const user = process.getuid?.() === 0 ? nobody : undefined;
const canBeDenied = ((): boolean => {
  if (process.platform === 'win32') return false;
  try {
    execFileSync(process.execPath, [mainFile, '--version'], {
      cwd: '/',
      stdio: 'ignore',
      ...(user !== undefined && { uid: user, gid: user }),
    });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!canBeDenied)('a read-only folder (skipped where nobody else can run the command)', () => {
  it('is refused before anything is fetched, and the same command works once it may write', async () => {
    const run = (...more: string[]) =>
      runSsrm([...words, ...more], { cwd: folder.path, ...(user !== undefined && { user }) });
    const out = join(folder.path, 'ssrm-output');
    for (const path of [out, join(folder.path, '.home'), join(folder.path, 'calm')]) {
      await mkdir(path);
      if (user !== undefined) await chown(path, user, user);
    }
    await writeFile(join(out, 'predictions.csv'), 'what was there');
    await chmod(folder.path, 0o755);
    await chmod(out, 0o555);
    const asked = server.requests.length;
    for (const more of [[], ['--out', join('ssrm-output', 'deep', 'er')]]) {
      const { code, stderr, stdout } = await run(...more);
      expectOneLine(
        stderr,
        /^Error: .*ssrm-output.* Choose another folder with --out, or change its permissions\.$/,
      );
      expect(code).toBe(1);
      expect(stdout).toBe('');
    }
    expect(server.requests.length).toBe(asked);
    expect(await readdir(out)).toEqual(['predictions.csv']);
    expect(await readFile(join(out, 'predictions.csv'), 'utf8')).toBe('what was there');
    await chmod(out, 0o755);
    expect((await run('--out', 'calm')).code).toBe(0);
    expect((await run()).code).toBe(0);
    expect(undated(await snapshot(out))).toEqual(undated(await snapshot(join(folder.path, 'calm'))));
  });
});

describe.skipIf(process.platform !== 'linux')('a folder that cannot be', () => {
  it.each(['/proc/ssrm', '/proc/ssrm/deeper'])('made: %s', async (out) => {
    const { code, stderr } = await runSsrm([...words, '--out', out], { cwd: folder.path });
    expectOneLine(stderr, /^Error: .*\/proc.* Choose another folder with --out/);
    expect(code).toBe(1);
  });
});

const canMount = ((): boolean => {
  try {
    execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(!canMount)('a full disk (skipped where no file system can be mounted)', () => {
  it('is said with the folder, loses nothing, and the same command works once there is room', async () => {
    const inFolder = (...more: string[]) => runSsrm([...words, ...more], { cwd: folder.path });
    expect((await inFolder('--seed', '7', '--out', 'earlier')).code).toBe(0);
    expect((await inFolder('--out', 'calm')).code).toBe(0);
    await mkdir(join(folder.path, 'disk'));
    await mkdir(join(folder.path, 'seen'));
    // A small disk of its own, on which the outputs of an earlier run are and 40 KB are left.
    const script = `
      mount -t tmpfs -o size=8m tmpfs disk && cp -r earlier disk/out || exit 9
      head -c 20M /dev/zero > disk/filler 2> /dev/null
      truncate -s -40K disk/filler
      "$@" --out disk/out > seen/stdout 2> seen/stderr; echo $? > seen/code
      cp -r disk/out seen/full
      rm disk/filler
      "$@" --out disk/out > /dev/null 2>&1; echo $? > seen/next
      cp -r disk/out seen/free`;
    await promisify(execFile)(
      'unshare',
      ['-rm', 'sh', '-c', script, 'sh', process.execPath, mainFile, ...words],
      {
        cwd: folder.path,
        env: cleanEnvironment(join(folder.path, '.home')),
      },
    );
    const seen = (name: string) => readFile(join(folder.path, 'seen', name), 'utf8');
    expectOneLine(
      await seen('stderr'),
      /^Error: The disk is full: .* disk\/out\. What was there is as it was\. Free some space/,
    );
    expect(await seen('code')).toBe('1\n');
    expect(await seen('stdout')).toBe('');
    const files = (...path: string[]) => snapshot(join(folder.path, ...path));
    expect(await files('seen', 'full')).toEqual(await files('earlier'));
    expect(await seen('next')).toBe('0\n');
    expect(undated(await files('seen', 'free'))).toEqual(undated(await files('calm')));
  });

  it('where what is fetched is kept is said too', async () => {
    const script = `
      mkdir -p .home/cache && mount -t tmpfs -o size=1m tmpfs .home/cache || exit 9
      head -c 2M /dev/zero > .home/cache/filler 2> /dev/null
      "$@" 2> stderr; echo $? > code`;
    await promisify(execFile)(
      'unshare',
      ['-rm', 'sh', '-c', script, 'sh', process.execPath, mainFile, ...words],
      {
        cwd: folder.path,
        env: cleanEnvironment(join(folder.path, '.home')),
      },
    );
    expectOneLine(
      await readFile(join(folder.path, 'stderr'), 'utf8'),
      /^Error: The disk is full: .*cache.*ssrm.* Free some space/,
    );
    expect(await readFile(join(folder.path, 'code'), 'utf8')).toBe('1\n');
  });
});
