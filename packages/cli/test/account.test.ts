import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';
import { startServer } from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.faults.clear();
  folder = await createFolder();
});
afterEach(() => folder.remove());

const run = (words: readonly string[], options = {}) => runSsrm(words, { cwd: folder.path, ...options });
const files = (...path: string[]) => join(folder.path, '.home', ...path);

/** Signs in as a person does who opens the printed address in a browser on this machine. */
async function login(port: number, ...more: string[]): Promise<Awaited<ReturnType<typeof run>>> {
  let opened: Promise<unknown> | undefined;
  const finished = await run(
    [
      ...['login', '--no-browser', '--client-id', server.clientId, '--api-url', server.apiUrl],
      ...['--accounts-url', server.accountsUrl, '--redirect-uri', `http://127.0.0.1:${port}/callback`],
      ...more,
    ],
    {
      onStderr(text: string) {
        const address = /http:\S+authorize\?\S+/.exec(text)?.[0];
        if (address !== undefined && text.includes('Paste the address')) opened ??= fetch(address);
      },
    },
  );
  await opened;
  return finished;
}

describe('sign-in', () => {
  it('goes through the browser, is used by later commands, and is forgotten', async () => {
    const signedIn = await login(18_881);
    expect(signedIn.stderr).toContain("Spotify's developer terms (version 10, May 2025) forbid");
    expect(signedIn.stdout).toContain(`Signed in as ${server.listener.displayName}.`);
    expect(signedIn.code).toBe(0);
    for (const name of ['session.json', 'app.json']) {
      expect((await stat(files('config', 'ssrm', name))).mode & 0o777).toBe(0o600);
    }

    const whoami = await run(['whoami', '--json']);
    expect(JSON.parse(whoami.stdout)).toMatchObject({
      name: server.listener.displayName,
      clientId: server.clientId,
    });
    const created = await run(['create-dataset', '--background', 'none']);
    expect(created.code).toBe(0);
    expect(created.stderr).not.toContain('developer terms');

    const disconnected = await run(['disconnect']);
    expect(disconnected.stdout).toContain('SongsDataset.csv');
    expect(await readdir(join(folder.path, 'ssrm-output'))).toEqual([]);
    expect(await readdir(files('config', 'ssrm'))).toEqual([]);
    expect((await run(['whoami'])).code).toBe(2);
  });

  it('that is declined ends with exit 1 and leaves nothing', async () => {
    server.setConsent(false);
    const { code, stderr } = await login(18_882);
    server.setConsent(true);
    expect(stderr).toMatch(/declined/);
    expect(code).toBe(1);
    expect((await run(['whoami'])).code).toBe(2);
  });

  it('by a token from a pipe shows and keeps it nowhere but in the session file', async () => {
    const words = ['login', '--token', '-', '--api-url', server.apiUrl, '--accounts-url', server.accountsUrl];
    const { code, stdout, stderr } = await run(words, { input: `${server.accessToken}\n` });
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(server.accessToken);
    expect(await readFile(files('config', 'ssrm', 'app.json'), 'utf8')).not.toContain(server.accessToken);
    expect((await run(['whoami'])).stdout).toContain(server.listener.displayName);
  });

  it('without an app says how to make one: exit 2', async () => {
    const { code, stderr } = await run(['login']);
    expect(code).toBe(2);
    expect(stderr).toContain('Make one at https://developer.spotify.com/dashboard');
  });
});

it.each(['utf8', 'utf16le'] as const)(
  '.env is read as Windows writes it: %s with a byte order mark',
  async (encoding) => {
    const lines = [`SSRM_API_URL=${server.apiUrl}`, `SSRM_ACCOUNTS_URL=${server.accountsUrl}`];
    const text = `\ufeff${[`SPOTIFY_TOKEN=${server.accessToken}`, ...lines].join('\r\n')}\r\n`;
    await writeFile(join(folder.path, '.env'), text, encoding);
    expect((await run(['whoami'])).stdout).toContain(server.listener.displayName);
  },
);

describe('an interrupted fetch', () => {
  it('goes on where it stopped, and leaves nothing beside its result', async () => {
    const env = {
      SPOTIFY_TOKEN: server.accessToken,
      SSRM_API_URL: server.apiUrl,
      SSRM_ACCOUNTS_URL: server.accountsUrl,
    };
    server.faults.add({ route: 'GET /me/top/tracks', after: 1, fault: { kind: 'quota', retryAfter: 7200 } });
    const words = ['create-dataset', '--background', 'none'];
    const stopped = await run(words, { env });
    expect(stopped.code).toBe(1);
    expect(stopped.stderr).toMatch(/Run the same command again then; what was fetched is kept/);
    server.faults.clear();
    const asked = server.requests.length;
    expect((await run(words, { env })).code).toBe(0);
    // Three pages of 50 for 120 tracks, the first of which was there.
    expect(server.requests.slice(asked).map(({ query }) => query.offset)).toEqual(['50', '100']);
    expect(await readdir(files('cache', 'ssrm', 'fetched'))).toEqual([]);
  });
});

describe('preset taste', () => {
  it('learns from a background and stands beside original', async () => {
    const env = {
      SPOTIFY_TOKEN: server.accessToken,
      SSRM_API_URL: server.apiUrl,
      SSRM_ACCOUNTS_URL: server.accountsUrl,
    };
    const liked = server.listener.topTracks.long_term[0];
    const other = server.world.otherTracks(server.listener, 1)[0]?.id;
    await writeFile(join(folder.path, 'FewSongs.csv'), `id,name\n${liked},a\n${other},b\n`);
    const words = [
      'run',
      '--n-epochs',
      '40',
      '--n-batches',
      '4',
      '--no-plots',
      '--background',
      'search',
      '--json',
    ];
    const { code, stdout, stderr } = await run(words, { env });
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as {
      background: number;
      files: string[];
      predictions: { score_original: number; score_taste: number }[];
    };
    expect(result.background).toBeGreaterThan(100);
    expect(result.files.some((file) => file.endsWith(join('models', 'taste')))).toBe(true);
    for (const { score_taste } of result.predictions) {
      expect(score_taste).toBeGreaterThanOrEqual(0);
      expect(score_taste).toBeLessThanOrEqual(1);
    }
    const page = await readFile(join(folder.path, 'ssrm-output', 'report.html'), 'utf8');
    expect(page).toContain('<!doctype html>');
    const predicted = await run(['predict', liked as string, '--csv'], { env });
    expect(predicted.stdout).toMatch(/^id,name,artist_name,score_original,score_taste,confidence\n/);
  });
});
