import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
      server = await preview({ root, logLevel: 'error', build: { outDir: folder }, preview: { port: 0 } });
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

    it('learns from a dropped file, draws the map, scores pasted songs and saves the model', async () => {
      const { page, trouble, requests } = await open();
      const loaded = requests.length;
      await learn(page);
      // One of its 120 rows repeats a song under another id.
      await expectText(page, '#status', /^Learned from 119 songs by 25 artists\. Scored by rank/);
      expect(await page.locator('#map canvas').count()).toBe(1);

      await page.fill('#songs', 'Shagopor – Strénénd & Sosa\n<img src=x onerror=alert(1)> – <b>nobody</b>');
      await page.click('#ask button');
      await page.waitForSelector('#scores li');
      const names = await page.locator('#scores bdi:not(.artist)').allTextContents();
      expect(names.sort()).toEqual(['<img src=x onerror=alert(1)>', 'Shagopor']);
      expect(await page.locator('#scores img').count()).toBe(0);

      const [download] = await Promise.all([page.waitForEvent('download'), page.click('#save')]);
      const model = TasteModel.fromJSON(JSON.parse(await readFile(await download.path(), 'utf8')));
      expect(model.training.history.length).toBeGreaterThan(0);

      expect(trouble).toEqual([]);
      expect(requests.slice(loaded).filter((request) => !request.includes('blob:'))).toEqual([]);
      await page.close();
    });

    it('learns from an account history in a ZIP archive', async () => {
      const { page, trouble } = await open();
      await page.setInputFiles('#files', {
        name: 'my_spotify_data.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from(
          zipSync({ 'MyData/StreamingHistory_music_0.json': strToU8(JSON.stringify(history)) }),
        ),
      });
      await page.waitForSelector('#result:not([hidden])', { timeout: 60_000 });
      await expectText(page, '#status', /^Learned from 30 songs by 5 artists\./);
      expect(trouble).toEqual([]);
      await page.close();
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
        await page.fill('#songs', 'Shagopor – Strénénd & Sosa');
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

/** Song n of 30 is played 30 − n times. */
const history = Array.from({ length: 30 }, (_, song) =>
  Array.from({ length: 30 - song }, (_, play) => ({
    endTime: `2025-03-${String(1 + play).padStart(2, '0')} 10:${String(song).padStart(2, '0')}`,
    artistName: `Artist ${song % 5}`,
    trackName: `Song ${song}`,
    msPlayed: 180_000,
  })),
).flat();

async function learn(page: Page): Promise<void> {
  await page.setInputFiles('#files', invented);
  await page.waitForSelector('#result:not([hidden])', { timeout: 60_000 });
}

async function expectText(page: Page, selector: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => page.textContent(selector), { timeout: 60_000 }).toMatch(pattern);
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
