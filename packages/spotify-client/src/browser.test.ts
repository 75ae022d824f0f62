import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumOptions } from '../../../chromium.shared.ts';
import { createSpotifyServer, createWorld, type SpotifyServer } from './testing/index.ts';

const { executablePath } = chromiumOptions;
const world = createWorld({ seed: 3, artistCount: 30, topTrackCount: 120 });

/** A page with every entry for browsers, which puts them where the test can reach them. */
const script = `
import * as spotify from './index.ts';
import * as legacy from './legacy/index.ts';
import * as player from './player/index.ts';
import * as testing from './testing/index.ts';
Object.assign(window, { spotify, legacy, player, testing });
window.authAt = (clientId, accountsUrl) => spotify.pkce({
  clientId,
  accountsUrl,
  redirectUri: location.origin + '/callback',
  scopes: ['user-top-read', 'user-follow-read'],
  pendingStorage: sessionStorage,
  store: spotify.webTokenStore(localStorage),
});
window.clientAt = (clientId, accountsUrl, baseUrl) =>
  spotify.createSpotifyClient({ auth: authAt(clientId, accountsUrl), accountsUrl, baseUrl });
`;

describe.skipIf(!existsSync(executablePath))(
  `in ${executablePath} (skipped where there is none)`,
  { timeout: 60_000 },
  () => {
    let server: SpotifyServer;
    let pages: Server;
    let origin: string;
    let browser: Browser;
    let context: BrowserContext;

    beforeAll(async () => {
      const { outputFiles } = await build({
        stdin: { contents: script, resolveDir: import.meta.dirname, loader: 'js' },
        bundle: true,
        format: 'esm',
        write: false,
        logLevel: 'error',
        nodePaths: [join(import.meta.dirname, '../node_modules')],
      });
      const page = `<!doctype html><script type="module">${outputFiles[0]?.text}</script>`;
      pages = createServer((_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(page);
      });
      await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
      browser = await chromium.launch(chromiumOptions);
    }, 60_000);
    beforeEach(async () => {
      await server?.close();
      server = await createSpotifyServer({ world, refreshTokens: 'rotated' });
      await context?.close();
      context = await browser.newContext();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
      pages?.close();
      pages?.closeAllConnections();
    });

    /** Runs a function's text in the page, with the addresses of the stand-in as `at`. */
    const run = <Result>(page: Page, body: string): Promise<Result> => {
      const { clientId, accountsUrl, apiUrl } = server;
      return page.evaluate(
        `(async (...at) => { ${body} })(${JSON.stringify([clientId, accountsUrl, apiUrl]).slice(1, -1)})`,
      );
    };
    async function open(path = '/'): Promise<Page> {
      const page = await context.newPage();
      await page.goto(origin + path);
      return page;
    }
    async function signIn(): Promise<Page> {
      const page = await open();
      await page.goto(await run<string>(page, 'return String(await authAt(...at).startSignIn());'));
      expect(page.url()).toContain(`${origin}/callback?`);
      await run(page, 'await authAt(...at).finishSignIn(location.href);');
      return page;
    }

    test('a person signs in, and their list is read from another origin', async () => {
      const page = await signIn();
      const ids = await run(
        page,
        `const list = spotify.getTopTracks(clientAt(...at), { timeRange: 'long_term' });
         return (await list.collect()).map(({ id }) => id);`,
      );
      expect(ids).toEqual(server.listener.topTracks.long_term);
      expect(await run(page, 'return legacy.getMarkets(clientAt(...at));')).toContain('DE');
      const denied = `return player.getQueue(clientAt(...at)).catch(({ code, reason }) => [code, reason]);`;
      expect(await run(page, denied)).toEqual(['forbidden', 'scope']);
    });

    test('two tabs renew one token once, and the next visit goes on with it', async () => {
      const tabs = [await signIn(), await open()];
      server.expireTokens();
      const before = server.requests.length;
      const ask = `return (await spotify.getCurrentUser(clientAt(...at))).id;`;
      const { id } = server.listener;
      expect(await Promise.all(tabs.map((tab) => run(tab, ask)))).toEqual([id, id]);
      const renewed = server.requests.slice(before).filter(({ route }) => route === 'POST /api/token');
      expect(renewed).toHaveLength(1);
      expect(await run(await open(), ask)).toBe(id);
    });

    test('an answer that the browser hides is waited for, and told as what it may be', async () => {
      const page = await signIn();
      server.faults.add({ route: 'GET /me', fault: { kind: 'hidden-rate-limit' } });
      const ask = `return spotify.getCurrentUser(clientAt(...at), { retries: 1 }).catch(({ code, message }) => [code, message]);`;
      const [code, message] = await run<[string, string]>(page, ask);
      expect(code).toBe('network');
      expect(message).toContain('maybe a 429');
    });

    test('the stand-in, a recorder and a replayer work in a page too', async () => {
      const page = await open();
      const names = await run(
        page,
        `const app = testing.createSpotifyApp({ seed: 7 });
         const recorder = testing.createRecorder({ fetch: app.fetch });
         const use = (fetch) => spotify.getTrack(
           spotify.createSpotifyClient({ auth: spotify.bearerToken(app.accessToken), fetch }),
           'https://open.spotify.com/track/4n93SK7dQsQVu9BM5QzvAx',
         );
         const first = await use(recorder.fetch);
         return [first.name, (await use(testing.createReplayer(recorder.recording()).fetch)).name];`,
      );
      expect(names).toEqual(Array(2).fill('I Can Do It With a Broken Heart'));
    });
  },
);
