import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumOptions } from '../../../../../../../chromium.shared.ts';
import { hostileNames, sampleMap, sampleReport } from '../__fixtures__/report-data.ts';
import { type ReportReader, startReportReader, violations } from '../__fixtures__/report-reader.ts';
import { renderReport } from '../render-report.ts';
import type { ReportData, TasteMapData } from '../report-data.ts';

const { executablePath } = chromiumOptions;
const nameOf = (index: number) => `Song ${index}`;
const artistOf = (index: number) => `Artist ${index}`;
const large = reportOf(sampleMap(nameOf, artistOf, 3000));

it('makes a page of less than 600 kB for 3,000 songs with names of usual length', () => {
  const long = (index: number) => `A song with a usual title, number ${index}`;
  const page = renderReport({ ...sampleReport(), tasteMap: sampleMap(long, artistOf, 3000) });
  expect(Buffer.byteLength(page)).toBeLessThan(600_000);
});

describe.skipIf(!existsSync(executablePath))(
  `the map of 3,000 songs in ${executablePath} (skipped where there is none)`,
  { timeout: 120_000 },
  () => {
    let reader: ReportReader;
    beforeAll(async () => {
      reader = await startReportReader();
    });
    afterAll(() => reader?.close());

    async function open(options: Parameters<ReportReader['open']>[1] = {}, data = large) {
      const { page, trouble } = await reader.open(data, options);
      await page.locator('[data-part=view]').scrollIntoViewIfNeeded();
      await expect.poll(() => labels(page)).not.toEqual([]);
      return { page, trouble };
    }

    it.each([360, 768, 1440])('names styles, none over another, at %i px', async (width) => {
      const { page } = await open({ viewport: { width, height: 900 } });
      for (let step = 0; step < 4; step++) {
        const shown = await labels(page);
        if (step === 0) {
          const styles = shown.filter(({ kind }) => kind === 'style').map(({ name }) => name);
          expect(new Set(styles).size).toBeGreaterThanOrEqual(4);
          expect(['indie rock', 'hip-hop', 'jazz', 'techno', 'metal', 'classical']).toEqual(
            expect.arrayContaining(styles),
          );
        }
        expect(
          shown.flatMap((one, index) => shown.slice(index + 1).filter((other) => touch(one, other))),
        ).toEqual([]);
        await act(page, () => page.click('[data-part=in]'));
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.context().close();
    });

    it('draws as many songs as a phone has room for, and all of them nearer by', async () => {
      const { page } = await open({ viewport: { width: 360, height: 740 } });
      const [, drawn] = /^([\d,]+) of 3,000 songs/.exec(await text(page, 'count')) ?? [];
      expect(Number(drawn?.replace(',', ''))).toBeLessThan(1500);
      for (let step = 0; step < 4; step++) await act(page, () => page.click('[data-part=in]'));
      expect(await text(page, 'count')).toBe('All 3,000 songs are drawn.');
      await act(page, () => page.click('[data-part=all]'));
      expect(await text(page, 'count')).toContain(`${drawn} of 3,000 songs`);
      await page.context().close();
    });

    it('zooms at the wheel, and lets the page scroll where there is nothing to zoom out of', async () => {
      const { page } = await open({ viewport: { width: 1000, height: 700 } });
      const before = await labels(page);
      const scrolled = await page.evaluate(() => scrollY);
      const { x, y, width, height } = await box(page);
      await page.mouse.move(x + width / 2, y + height / 2);
      await act(page, () => page.mouse.wheel(0, -600));
      await expect.poll(() => labels(page)).not.toEqual(before);
      expect(await page.evaluate(() => scrollY)).toBe(scrolled);
      await page.click('[data-part=all]');
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.wheel(0, 200);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled);
      await page.context().close();
    });

    it('moves with the mouse that drags it', async () => {
      const { page } = await open();
      await act(page, () => page.click('[data-part=in]'));
      const before = await labels(page);
      const { x, y, width, height } = await box(page);
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width / 2 + 40, y + height / 2 + 30, { steps: 4 });
      await page.mouse.up();
      expect(await shiftSince(page, before)).toEqual([40, 30]);
      await page.context().close();
    });

    it('grows under two fingers, and one finger scrolls the page until it does', async () => {
      const { page } = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
      const action = () =>
        page.locator('[data-part=view]').evaluate((view) => getComputedStyle(view).touchAction);
      expect(await action()).toBe('pan-y');
      const { x, y, width, height } = await box(page);
      const session = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', distance?: number) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints:
            distance === undefined
              ? []
              : [-distance, distance].map((away, id) => ({ x: x + width / 2 + away, y: y + height / 2, id })),
        });
      await touch('touchStart', 20);
      for (const distance of [30, 45, 60, 80]) await touch('touchMove', distance);
      await touch('touchEnd');
      await expect.poll(() => text(page, 'count')).toBe('All 3,000 songs are drawn.');
      expect(await action()).toBe('none');
      await page.context().close();
    });

    it('finds songs by words of name and artist, and goes from one to the next by keys', async () => {
      const { page } = await open();
      await page.fill('#map-search', '  ARTIST song 12  ');
      await expect.poll(() => text(page, 'status')).toMatch(/^\d+ found\.$/);
      const names = await page.locator('[data-part=list] b').allTextContents();
      expect(names.length).toBeGreaterThan(9);
      const found = await page.locator('[data-part=list] button').allTextContents();
      expect(found.filter((names) => !/12.*Artist|Artist \d*12/.test(names))).toEqual([]);
      await page.keyboard.press('ArrowDown');
      expect(await text(page, 'tip')).toContain(names[0]);
      await page.keyboard.press('Tab');
      expect(await text(page, 'tip')).toContain(names[1]);
      await page.keyboard.press('ArrowDown');
      expect(await text(page, 'tip')).toContain(names[2]);
      await page.keyboard.press('ArrowUp');
      expect(await text(page, 'tip')).toContain(names[1]);
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement as Element).outlineStyle,
      );
      expect(outline).toBe('solid');
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('map-search');
      await page.fill('#map-search', 'nothing is called so');
      expect(await text(page, 'status')).toBe('No song or artist of that name.');
      await page.fill('#map-search', '');
      expect([await text(page, 'status'), await page.locator('[data-part=list]').isHidden()]).toEqual([
        '',
        true,
      ]);
      await page.context().close();
    });

    it('is moved and zoomed by keys, with a visible focus', async () => {
      const { page } = await open();
      await page.focus('#map-search');
      await page.keyboard.press('Tab');
      const view = page.locator('[data-part=view]');
      expect(await view.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await view.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
      const whole = await labels(page);
      await act(page, () => page.keyboard.press('+'));
      const near = await labels(page);
      expect(near).not.toEqual(whole);
      await act(page, () => page.keyboard.press('ArrowLeft'));
      const [across, down] = (await shiftSince(page, near)) as [number, number];
      expect([across > 50, down]).toEqual([true, 0]);
      await act(page, () => page.keyboard.press('ArrowRight'));
      await act(page, () => page.keyboard.press('-'));
      expect(await shiftSince(page, whole)).toEqual([0, 0]);
      await page.context().close();
    });

    it('says what a song is under the pointer', async () => {
      const { page } = await open();
      const [x, y] = await placeOf(page, 'Song 2718');
      await page.focus('[data-part=view]');
      await page.keyboard.press('Escape');
      await expect.poll(() => page.locator('[data-part=tip]').isHidden()).toBe(true);
      await page.mouse.move(x, y);
      await expect.poll(() => text(page, 'tip')).toMatch(/^Song 2718Artist \d+yours, score \d+\u00A0%/);
      await page.mouse.move(x, 5);
      await expect.poll(() => page.locator('[data-part=tip]').isHidden()).toBe(true);
      await page.context().close();
    });

    it('tells liked, recommended and skipped songs apart by their shapes', async () => {
      const { page } = await open();
      expect(await page.locator('#map .legend').textContent()).toMatch(/yours.*for tonight.*you skip these/s);
      const shapes: string[] = [];
      for (const name of ['Song 50', 'Song 100', 'Song 110']) {
        const [x, y] = await placeOf(page, name);
        const { x: left, y: top } = await box(page);
        shapes.push(await paintedAt(page, x - left, y - top));
      }
      expect(shapes).toEqual(['near diagonal', 'near far diagonal', 'diagonal']);
      await page.context().close();
    });

    it('is accessible to axe while it is searched, in light and dark', async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page } = await open({ colorScheme, bypassCSP: true });
        await page.fill('#map-search', 'song 1');
        await page.keyboard.press('ArrowDown');
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      }
    });

    it('shows hostile names as text, and lets no other script run', async () => {
      const { page, trouble } = await open({}, sampleReport(hostileNames, 300));
      for (const name of hostileNames.filter((name) => !name.includes('lone'))) {
        await page.fill('#map-search', name);
        await page.keyboard.press('ArrowDown');
        expect(await text(page, 'tip')).toContain(name);
        await page.keyboard.press('Escape');
      }
      expect(await page.locator('#map :is(img, iframe, style, script:not([type]))').count()).toBe(0);
      expect(trouble).toEqual([]);
      const title = await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'document.title = "owned"';
        document.body.append(script);
        return document.title;
      });
      expect([title, trouble.join()]).toEqual([
        'Your taste in music · ssrm',
        expect.stringContaining('Content Security Policy'),
      ]);
      await page.context().close();
    });

    it('says why there is no map where scripts are off', async () => {
      const { page } = await reader.open(large, { javaScriptEnabled: false });
      expect(await page.locator('#map noscript').textContent()).toContain('scripts are switched off');
      expect(await page.locator('[data-part=figure]').isHidden()).toBe(true);
      await page.context().close();
    });
  },
);

function reportOf(tasteMap: TasteMapData): ReportData {
  const source = { description: 'my_spotify_data.zip', usesSpotifyApi: false, trackCount: 3000 };
  return { createdAt: '2026-08-22T14:05:00.000Z', source, tasteMap };
}

interface SeenLabel {
  readonly kind: string;
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The names on the map, with their places in the window. */
function labels(page: Page): Promise<SeenLabel[]> {
  return page.locator('[data-part=labels] bdi:not([hidden], [data-part=measure])').evaluateAll((spans) =>
    spans.map((span) => {
      const { left, top, right, bottom } = span.getBoundingClientRect();
      return { kind: span.className, name: span.textContent ?? '', left, top, right, bottom };
    }),
  );
}

function touch(one: SeenLabel, other: SeenLabel): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** How far an artist's name that was there before has moved. */
async function shiftSince(page: Page, before: readonly SeenLabel[]): Promise<number[]> {
  for (const label of await labels(page)) {
    const earlier = before.find(({ kind, name }) => kind === 'artist' && name === label.name);
    if (earlier) return [Math.round(label.left - earlier.left), Math.round(label.top - earlier.top)];
  }
  return [];
}

/** Does something, and waits until the map is drawn anew. */
async function act(page: Page, action: () => Promise<unknown>): Promise<void> {
  await action();
  await page.evaluate(
    () =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined)))),
  );
}

async function text(page: Page, part: string): Promise<string> {
  await act(page, async () => undefined);
  return (await page.locator(`#map [data-part=${part}]`).textContent()) ?? '';
}

async function box(page: Page) {
  const place = await page.locator('[data-part=view]').boundingBox();
  if (place === null) throw new Error('The map is not to be seen.');
  return place;
}

/** Where in the window the song lies, once the search has brought it near. */
async function placeOf(page: Page, name: string): Promise<[number, number]> {
  await page.fill('#map-search', name);
  const at = (await page.locator('[data-part=list] b').allTextContents()).indexOf(name);
  await act(page, () => page.locator('[data-part=list] button').nth(at).click());
  const { x, y, width, height } = await box(page);
  return [x + width / 2, y + height / 2];
}

/** Where a mark has colour: right beside its middle, farther to the right, and down to the right. */
function paintedAt(page: Page, x: number, y: number): Promise<string> {
  return page.locator('[data-part=canvas]').evaluate(
    (canvas, [x, y]) => {
      const context = (canvas as HTMLCanvasElement).getContext('2d');
      const isPainted = (across: number, down: number) => {
        const [red = 0] = context?.getImageData(x + across, y + down, 1, 1).data ?? [];
        // Land is almost white, and so are the faint marks of songs that were not found.
        return red < 215;
      };
      const places = { near: isPainted(6, 0), far: isPainted(10, 0), diagonal: isPainted(5, 5) };
      return Object.entries(places)
        .flatMap(([place, painted]) => (painted ? place : []))
        .join(' ');
    },
    [Math.round(x), Math.round(y)] as const,
  );
}
