import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSpotifyClient, getTrack, pkce, SpotifyTimeoutError } from '../index.ts';
import { createSpotifyServer, createWorld, FEW_SONG_IDS, type SpotifyServer } from '../testing/index.ts';
import { fileTokenStore, signInWithLoopback } from './index.ts';

const world = createWorld({ seed: 4, artistCount: 20, topTrackCount: 100 });
let server: SpotifyServer;
let folder: string;
beforeAll(async () => {
  server = await createSpotifyServer({ world, refreshTokens: 'rotated' });
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssrm-node-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const token = { accessToken: 'BQ-one', expiresAt: 0, refreshToken: 'AQ-one', scopes: [], authorizedAt: 0 };

describe('a token in a file', () => {
  test('only its owner can read it, and it is replaced as a whole', async () => {
    const store = fileTokenStore(join(folder, 'deep', 'token.json'));
    expect(await store.read()).toBeUndefined();
    await store.write(token);
    await store.write({ ...token, accessToken: 'BQ-two' });
    expect(await store.read()).toMatchObject({ accessToken: 'BQ-two' });
    expect((await stat(join(folder, 'deep', 'token.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'deep'))).toEqual(['token.json']);
    await store.write(undefined);
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
  });

  test('goes with the drafts that a killed process has left', async () => {
    const path = join(folder, 'token.json');
    await writeFile(`${path}.0b0e7f6e-0000-4000-8000-000000000000.tmp`, '{"accessToken":"BQ-');
    await writeFile(join(folder, 'other.json'), '');
    await fileTokenStore(path).write(token);
    await fileTokenStore(path).write(undefined);
    expect(await readdir(folder)).toEqual(['other.json']);
  });

  test('a damaged file counts as none', async () => {
    const path = join(folder, 'token.json');
    for (const text of ['', '{"accessToken":', '[]', 'null', '{"accessToken":1}']) {
      await writeFile(path, text);
      expect(await fileTokenStore(path).read()).toBeUndefined();
    }
  });

  test('a lock left behind is taken over', async () => {
    const path = join(folder, 'token.json');
    await writeFile(`${path}.lock`, 'other-host 1 x');
    await utimes(`${path}.lock`, new Date(0), new Date(0));
    expect(await fileTokenStore(path).exclusive(async () => 'mine')).toBe('mine');
    expect(await readdir(folder)).toEqual([]);
  });

  test('four processes with one rotating token refresh it once and all succeed', async () => {
    const path = join(folder, 'token.json');
    const refreshToken = server.issueRefreshToken();
    await fileTokenStore(path).write({ ...token, refreshToken });
    const script = join(folder, 'child.mjs');
    await writeFile(
      join(folder, 'child.ts'),
      `import { createSpotifyClient, getTrack, pkce } from ${JSON.stringify(join(import.meta.dirname, '../index.ts'))};
       import { fileTokenStore } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
       const [path, apiUrl, accountsUrl, clientId, id] = process.argv.slice(2);
       const store = fileTokenStore(path);
       const auth = pkce({ clientId, redirectUri: 'http://127.0.0.1/callback', store, accountsUrl });
       const track = await getTrack(createSpotifyClient({ auth, baseUrl: apiUrl }), id);
       process.stdout.write(track.name);`,
    );
    await build({
      entryPoints: [join(folder, 'child.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      nodePaths: [join(import.meta.dirname, '../../node_modules')],
      logLevel: 'error',
    });
    const before = server.requests.length;
    const args = [
      script,
      path,
      server.apiUrl,
      server.accountsUrl,
      server.clientId,
      FEW_SONG_IDS[1] as string,
    ];
    const runs = Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, args));
    expect((await Promise.all(runs)).map(({ stdout }) => stdout)).toEqual(Array(4).fill('Antichrist'));
    const refreshes = server.requests.slice(before).filter(({ route }) => route === 'POST /api/token');
    expect(refreshes).toHaveLength(1);
    expect(JSON.parse(await readFile(path, 'utf8')).refreshToken).not.toBe(refreshToken);
  });
});

describe('signing in through a loopback address', () => {
  const authAt = (redirectUri: string) =>
    pkce({
      clientId: server.clientId,
      redirectUri,
      accountsUrl: server.accountsUrl,
      store: fileTokenStore(join(folder, 'token.json')),
    });
  /** Visits the address as a browser would, and returns where it ended and what was shown. */
  const browse = async (url: string): Promise<{ address: string; page: string }> => {
    const response = await fetch(url);
    return { address: response.url, page: await response.text() };
  };

  test.each(['http://127.0.0.1/callback', 'http://[::1]/callback'])('%s', async (redirectUri) => {
    const auth = authAt(redirectUri);
    let seen: Awaited<ReturnType<typeof browse>> | undefined;
    await signInWithLoopback(auth, {
      open: async (url) => {
        seen = await browse(url);
      },
    });
    expect(seen?.page).toContain('You are signed in');
    const client = createSpotifyClient({ auth, baseUrl: server.apiUrl });
    expect((await getTrack(client, FEW_SONG_IDS[0] as string)).name).toBe('Blackeyed Blonde');
    // The listener is gone.
    await expect(fetch(seen?.address as string)).rejects.toThrow();
  });

  test('strangers are turned away, and nothing they send is repeated', async () => {
    const auth = authAt('http://127.0.0.1/callback');
    const pages: string[] = [];
    await signInWithLoopback(auth, {
      open: async (url) => {
        const callback = new URL(new URL(url).searchParams.get('redirect_uri') as string);
        const evil = '<script>alert(1)</script>';
        for (const path of ['/', `/callback?state=${evil}&code=x`, `/callback?error=${evil}`]) {
          const response = await fetch(new URL(path, callback));
          pages.push(`${response.status} ${await response.text()}`);
        }
        await browse(url);
      },
    });
    expect(pages.map((page) => page.slice(0, 3))).toEqual(['404', '400', '400']);
    expect(pages.join()).not.toContain('alert');
  });

  test('a person who declines, or does not come, or an address that is taken: each says so', async () => {
    const auth = authAt('http://127.0.0.1/callback');
    server.setConsent(false);
    await expect(signInWithLoopback(auth, { open: (url) => void browse(url) })).rejects.toMatchObject({
      reason: 'access-denied',
    });
    server.setConsent(true);
    const nobody = signInWithLoopback(auth, { open: () => {}, timeoutMs: 20 });
    await expect(nobody).rejects.toBeInstanceOf(SpotifyTimeoutError);
    const controller = new AbortController();
    const stopped = signInWithLoopback(auth, { open: () => controller.abort(), signal: controller.signal });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    const taken = authAt(`http://127.0.0.1:${new URL(server.apiUrl).port}/callback`);
    await expect(signInWithLoopback(taken)).rejects.toThrow('port in use');
    await expect(signInWithLoopback(authAt('http://localhost:8888/'))).rejects.toThrow('127.0.0.1');
  });
});
