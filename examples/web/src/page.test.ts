import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { TasteModel } from '@ssrm/model';
import { strToU8, zipSync } from 'fflate';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumOptions } from '../../../chromium.shared.ts';

const { executablePath } = chromiumOptions;
const root = fileURLToPath(new URL('..', import.meta.url));
const invented = join(root, 'data/invented-top-songs.csv');

describe.skipIf(!existsSync(executablePath))(
  `the built page in ${executablePath} (skipped where there is none)`,
  { timeout: 120_000 },
  () => {
    let folder: string;
    let server: PreviewServer;
    let browser: Browser;
    let address: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'ssrm-web-'));
      await build({ root, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
      server = await preview({
        root,
        logLevel: 'error',
        build: { outDir: folder },
        preview: { port: 0 },
        // As on the guide's site, whose folder `app` it is.
        base: '/guide/app/',
      });
      address = server.resolvedUrls?.local[0] ?? '';
      browser = await chromium.launch(chromiumOptions);
    }, 120_000);

    afterAll(async () => {
      await browser?.close();
      await server?.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function open(options: Parameters<Browser['newPage']>[0] = {}) {
      const page = await browser.newPage(options);
      const trouble: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => trouble.push(message.text()));
      page.on('pageerror', (error) => trouble.push(error.message));
      page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
      await page.goto(address);
      return { page, trouble, requests };
    }

    it('learns from a playlist, ranks pasted songs, draws the map, and saves and opens the taste', async () => {
      const { page, trouble, requests } = await open();
      const firstLoad = requests.length;
      await learn(page);
      // One of its 120 rows repeats a song under another id.
      await expectText(page, '#status', /^Learned from 119 songs\. Scored by rank/);
      expect(await page.locator('#finds li').count()).toBeGreaterThan(4);
      expect(await page.locator('#finds .label').first().textContent()).toBe('new to you');

      await page.fill(
        '#songs',
        'Sésor stré Shoné – Strénénd & Sosa\n<img src=x onerror=alert(1)> – <b>nobody</b>\nToto - Africa',
      );
      await page.click('#ask button');
      await expectText(page, '#rank-status', /^2 new to you, 1 that you know\.$/);
      const names = await page.locator('#scores a bdi').allTextContents();
      expect(names.sort()).toEqual(['<b>nobody</b>', 'Africa']);
      expect(await page.locator('#scores img').count()).toBe(0);

      const [table] = await Promise.all([page.waitForEvent('download'), page.click('#csv')]);
      expect(await readFile(await table.path(), 'utf8')).toMatch(
        /^rank,name,artist_name,score,reason\r?\n1,/,
      );
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.click('#copy');
      await expectText(page, '#rank-status', /^Copied/);
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Toto Africa');

      await page.click('#map-box summary');
      await page.waitForSelector('#map canvas');

      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
      const saved = await readFile(await download.path(), 'utf8');
      const model = TasteModel.fromJSON(JSON.parse(saved));
      expect(model.preset).toBe('taste');
      await page.setInputFiles('#files', {
        name: 'taste.json',
        mimeType: 'application/json',
        buffer: Buffer.from(saved),
      });
      await expectText(page, '#status', /^The saved taste is open\.$/);
      await page.fill('#songs', 'Toto - Africa');
      await page.click('#ask button');
      await expectText(page, '#rank-status', /^1 new to you/);

      expect(trouble).toEqual([]);
      const own = new URL(address).origin;
      const foreign = requests.filter((request) => !request.includes(own) && !/ (blob|data):/.test(request));
      expect(foreign).toEqual([]);
      // Worker and map come when they are asked for.
      expect(requests.slice(0, firstLoad).filter((request) => /worker|map/.test(request))).toEqual([]);
      await page.close();
    });

    it('shows the portrait of an account history in a ZIP archive, with what is skipped', async () => {
      const { page, trouble } = await open();
      await page.setInputFiles('#files', {
        name: 'my_spotify_data.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from(
          zipSync({ 'MyData/StreamingHistory_music_0.json': strToU8(JSON.stringify(history)) }),
        ),
      });
      await page.waitForSelector('#portrait-box:not([hidden])', { timeout: 60_000 });
      await expectText(page, '#status', /^Learned from 30 songs\. .+465 plays, 4 skipped songs\./);
      expect(await page.locator('#numbers b').allTextContents()).toEqual(['23', '30', '5', '30']);
      expect(await page.locator('#top-songs li').first().textContent()).toBe('Song 0 – Artist 0, 30 times');
      expect(await page.locator('#skipped li').allTextContents()).toEqual([
        'Awful – Nobody, skipped 4 times',
      ]);
      expect(trouble).toEqual([]);
      await page.close();
    });

    it('takes the newer of two files that were chosen in a hurry', async () => {
      const { page } = await open();
      const large = Array.from({ length: 4000 }, (_, row) => `Song ${row},Artist ${row % 50}`).join('\n');
      await page.setInputFiles('#files', [
        { name: 'large.csv', mimeType: 'text/csv', buffer: Buffer.from(`name,artist\n${large}`) },
      ]);
      await page.setInputFiles('#files', invented);
      await expectText(page, '#status', /^Learned from 119 songs/);
      await page.waitForTimeout(3000);
      expect(await page.textContent('#status')).toMatch(/^Learned from 119 songs/);
      await page.close();
    });

    it('ranks a hostile list as text, refuses links alone, and says what is wrong with a corrupt file', async () => {
      const { page, trouble } = await open();
      await learn(page);
      const hostile = 'name,artist\n=1+1,"<script>alert(1)</script>"\n"a ""b""",\u202eevil\n';
      await page.setInputFiles('#list-files', {
        name: 'list.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(hostile),
      });
      await expectText(page, '#rank-status', /^2 new to you/);
      expect(await page.locator('#scores script').count()).toBe(0);
      await page.fill('#songs', 'https://open.spotify.com/track/4n93SK7dQsQVu9BM5QzvAx');
      await page.click('#ask button');
      await expectText(page, '#rank-status', /^Of these songs only links or ids are given/);
      await page.setInputFiles('#list-files', {
        name: 'cut.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from('PK\u0003\u0004cut'),
      });
      await expectText(page, '#rank-status', /cut\.zip/);
      expect(trouble).toEqual([]);
      await page.close();
    });

    it('works without a network once it was loaded', async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(address);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await expect
        .poll(() => page.evaluate(async () => (await caches.keys()).length), { timeout: 30_000 })
        .toBeGreaterThan(0);
      await page.waitForTimeout(1000);
      await context.setOffline(true);
      await page.reload();
      await learn(page);
      await expectText(page, '#status', /^Learned from 119 songs/);
      await context.close();
    });

    it('shows its first view in 150 kB and less', async () => {
      const { page } = await open();
      const names = await page.evaluate(() =>
        performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
      );
      const files = await Promise.all(
        ['index.html', ...names.filter((name) => name !== '/')].map((name) =>
          readFile(join(folder, name)).catch(() => Buffer.alloc(0)),
        ),
      );
      expect(files.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0)).toBeLessThan(150_000);
      await page.close();
    });

    it('has the terms of what page and worker contain beside it', async () => {
      const notices = await (await fetch(`${address}notices.txt`)).text();
      for (const name of ['echarts', 'fflate', 'workbox-build'])
        expect(notices).toMatch(new RegExp(`^${name}`, 'm'));
    });

    it('lets nothing leave the tab, from the page or from a worker', async () => {
      const { page } = await open();
      const reached = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        address,
      );
      const reachedFromWorker = await page.evaluate((url) => {
        const source = `fetch(${JSON.stringify(url)}).then(() => postMessage(true), () => postMessage(false))`;
        const worker = new Worker(URL.createObjectURL(new Blob([source])));
        return new Promise((resolve) => worker.addEventListener('message', ({ data }) => resolve(data)));
      }, address);
      expect([reached, reachedFromWorker]).toEqual([false, false]);
      await page.close();
    });

    it('says what is wrong with a file that it cannot read', async () => {
      const { page } = await open();
      await page.setInputFiles('#files', {
        name: 'notes.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('when,what\nmonday,milk\n'),
      });
      await expectText(page, '#status', /notes\.csv/);
      expect(await page.locator('#result').isHidden()).toBe(true);
      await page.close();
    });

    it.each(['light', 'dark'] as const)(
      'is accessible to axe and fits a phone, in %s',
      async (colorScheme) => {
        const { page } = await open({ colorScheme, viewport: { width: 375, height: 800 }, bypassCSP: true });
        await learn(page);
        await page.fill('#songs', 'Toto - Africa');
        await page.click('#ask button');
        await page.waitForSelector('#scores li');
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
        await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
        expect(await violations(page)).toEqual([]);
        await page.close();
      },
    );
  },
);

/** Song n of 30 is played 30 − n times, another is skipped. */
const history = [
  ...Array.from({ length: 30 }, (_, song) =>
    Array.from({ length: 30 - song }, (_, play) => ({
      endTime: `2025-03-${String(1 + play).padStart(2, '0')} 10:${String(song).padStart(2, '0')}`,
      artistName: `Artist ${song % 5}`,
      trackName: `Song ${song}`,
      msPlayed: 180_000,
    })),
  ).flat(),
  ...['11', '12', '13', '14'].map((hour) => {
    return { endTime: `2025-03-02 ${hour}:00`, artistName: 'Nobody', trackName: 'Awful', msPlayed: 5000 };
  }),
];

async function learn(page: Page): Promise<void> {
  await page.setInputFiles('#files', invented);
  await page.waitForSelector('#result:not([hidden])', { timeout: 60_000 });
}

async function expectText(page: Page, selector: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => page.textContent(selector), { timeout: 20_000 }).toMatch(pattern);
}

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe;
    const results = await axe.run();
    return results.violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.html)}`,
    );
  });
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
