import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsup';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleTracks } from '../src/__fixtures__/example-tracks.ts';
import { syntheticListener } from '../src/__fixtures__/synthetic-listener.ts';
import { TasteModel } from '../src/index.ts';
import { type BrowserReport, trainExample } from './browser-page.ts';

const chromium = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (command) => spawnSync(command, ['--version']).status === 0,
);
const { liked, background, unheardLiked } = syntheticListener(30);
const tracks = [...exampleTracks(20, 2), ...unheardLiked];

describe.skipIf(chromium === undefined)('in a browser (skipped where there is no Chromium)', () => {
  let folder: string;
  let server: Server;
  let browser: ChildProcess;
  let report: BrowserReport;
  let model: TasteModel;
  let taste: TasteModel;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ssrm-browser-'));
    model = await TasteModel.fit(exampleTracks(100), { epochs: 50 });
    taste = await TasteModel.fit(liked, { background });
    await bundlePage(folder);
    report = await new Promise<BrowserReport>((resolve, reject) => {
      server = createServer((request, response) => {
        if (request.url === '/report') {
          let body = '';
          request.on('data', (chunk) => {
            body += chunk;
          });
          request.on('end', () => resolve(JSON.parse(body)));
          response.end();
        } else if (request.url === '/model.json') {
          response.end(JSON.stringify({ model, taste, tracks }));
        } else if (request.url === '/page.js') {
          response.setHeader('content-type', 'text/javascript');
          readFile(join(folder, 'page.js')).then((content) => response.end(content), reject);
        } else {
          response.setHeader('content-type', 'text/html');
          response.end('<!doctype html><script type="module" src="/page.js"></script>');
        }
      });
      server.listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        const profile = `--user-data-dir=${join(folder, 'profile')}`;
        const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', profile];
        browser = spawn(chromium as string, [...flags, `http://127.0.0.1:${port}/`], { stdio: 'ignore' });
        browser.on('exit', () => reject(new Error('Chromium ended before the page reported.')));
      });
    });
  }, 120_000);

  afterAll(async () => {
    browser?.removeAllListeners('exit');
    const ended = browser === undefined ? undefined : new Promise((resolve) => browser.once('exit', resolve));
    browser?.kill();
    await ended;
    server?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('trains to the same weights, bit for bit, as in Node, in a page and in a worker', async () => {
    const weights = await trainExample();
    expect(report.pageWeights).toEqual(weights);
    expect(report.workerWeights).toEqual(weights);
  });

  it('leaves the page alive while it trains', () => {
    expect(report.ticks).toBeGreaterThan(0);
  });

  it('scores tracks as Node does, with either model trained there', async () => {
    expect(report.scores).toEqual(await model.predict(tracks));
    // Engines differ in the last digit of exp and log.
    const expected = (await taste.predict(tracks)).map((score) => expect.closeTo(score, 12));
    expect(report.tasteScores).toEqual(expected);
  });
});

async function bundlePage(folder: string): Promise<void> {
  await build({
    config: false,
    entry: { page: join(import.meta.dirname, 'browser-page.ts') },
    outDir: folder,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    noExternal: [/.*/u],
    splitting: false,
    silent: true,
    outExtension: () => ({ js: '.js' }),
    esbuildOptions(options) {
      options.conditions = ['@ssrm/source'];
    },
  });
}
