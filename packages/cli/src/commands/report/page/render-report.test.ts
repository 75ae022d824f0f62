import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumOptions } from '../../../../../../chromium.shared.ts';
import { hostileNames, sampleReport } from './__fixtures__/report-data.ts';
import { type ReportReader, startReportReader, violations } from './__fixtures__/report-reader.ts';
import { renderReport } from './render-report.ts';
import type { ReportData } from './report-data.ts';

const smallest: ReportData = {
  createdAt: '2026-08-22T14:05:00.000Z',
  source: { description: 'few.csv', usesSpotifyApi: true, trackCount: 1 },
};

describe('renderReport', () => {
  it('gives the same bytes for the same data', () => {
    expect(renderReport(sampleReport())).toBe(renderReport(sampleReport()));
  });

  it('draws the same after a round trip through JSON', () => {
    const data = sampleReport();
    expect(renderReport(JSON.parse(JSON.stringify(data)))).toBe(renderReport(data));
  });

  it('leaves out sections without data, and says why where there is a reason', () => {
    const page = renderReport({
      ...smallest,
      calibration: { absent: 'Without background tracks scores cannot be calibrated.' },
    });
    expect(page).not.toContain('id="verdict"');
    expect(page).not.toContain('id="map"');
    expect(page).toContain('Without background tracks scores cannot be calibrated.');
    expect(page).not.toMatch(/<script|script-src/);
  });

  it('opens with songs for tonight and the portrait; how good it is comes below, folded', () => {
    const page = renderReport(sampleReport());
    const places = [
      'id="finds"',
      'id="portrait"',
      'id="predictions"',
      '<details id="how-good">',
      'id="verdict"',
    ];
    const found = places.map((place) => page.indexOf(place));
    expect(found).toEqual([...found].sort((left, right) => left - right));
    expect(found[0]).toBeGreaterThan(0);
    expect(page).toContain('It began with <bdi>Simulation Swarm</bdi> by <bdi>Big Thief</bdi>.');
    expect(page).toContain('Share of the plays by style: 2021 mostly indie rock');
    expect(page).toContain('href="https://open.spotify.com/search/Mitski%20Geyser"');
  });

  it("says what Spotify's terms forbid once, and whether the songs came from the Web API", () => {
    const page = renderReport(smallest);
    expect(page.match(/developer terms/g)).toHaveLength(1);
    expect(page).toContain('came from the Web API');
    expect(renderReport(sampleReport())).toContain('did not come from the Web API');
  });

  it('shows curves without test songs as such', () => {
    const { training } = sampleReport();
    if (training === undefined || 'absent' in training) throw new Error('The sample has training curves.');
    const [original] = training.curves;
    if (original === undefined || !('epochs' in original)) throw new Error('The sample begins with epochs.');
    const epochs = original.epochs.map((record) => {
      return { ...record, testLoss: Number.NaN, testAccuracy: Number.NaN };
    });
    const page = renderReport({ ...smallest, training: { curves: [{ preset: 'original', epochs }] } });
    expect(page).toContain('There are no test songs');
    expect(page).not.toContain('NaN');
  });

  it('shows how taste learned where it was trained alone, and says so where nothing was kept aside', () => {
    const trees = [
      { trees: 0, trainLoss: 0.69, heldOutLoss: 0.69 },
      { trees: 5, trainLoss: 0.123, heldOutLoss: 0.456 },
    ];
    const page = renderReport({ ...smallest, training: { curves: [{ preset: 'taste', trees }] } });
    expect(page).toContain('0.123 on the songs they learned from, 0.456 on songs kept aside');
    expect(page).not.toContain('Training accuracy');
    expect(renderReport({ ...smallest, training: { curves: [{ preset: 'taste', trees: [] }] } })).toContain(
      'too few songs to keep any aside',
    );
  });

  it('makes links of Spotify ids only', () => {
    const songs = [
      { id: '3hfmh1XIlJp2Uis4kWboqJ', name: 'Linked', scores: { original: 0.5 } },
      { id: 'javascript:alert(1)', name: 'Not linked', scores: { original: 0.5 } },
    ];
    const links = renderReport({ ...smallest, predictions: { songs } }).match(/<a [^>]*>/g);
    expect(links).toEqual([
      '<a href="https://open.spotify.com/track/3hfmh1XIlJp2Uis4kWboqJ" rel="noreferrer">',
    ]);
  });
});

const { executablePath } = chromiumOptions;

describe.skipIf(!existsSync(executablePath))(
  `the page in ${executablePath} (skipped where there is none)`,
  { timeout: 120_000 },
  () => {
    let reader: ReportReader;
    beforeAll(async () => {
      reader = await startReportReader();
    });
    afterAll(() => reader?.close());
    const open: ReportReader['open'] = async (data, options) => {
      const opened = await reader.open(data, options);
      await opened.page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      return opened;
    };

    const states = [
      ['light', 1200],
      ['dark', 1200],
      ['light', 375],
      ['dark', 375],
    ] as const;

    it.each(states)('is accessible to axe in %s at %i px', async (colorScheme, width) => {
      // Without the page's policy, which would not let axe in.
      const data = sampleReport(hostileNames, 300);
      const { page } = await open(data, { colorScheme, bypassCSP: true, viewport: { width, height: 900 } });
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    });

    it.each([
      ['usual', undefined],
      ['hostile', hostileNames],
    ] as const)(
      'runs no script but that of the map, logs nothing and asks the network for nothing with %s names',
      async (_, names) => {
        const { page, trouble, requests } = await open(sampleReport(names, 50));
        expect(trouble).toEqual([]);
        expect(requests.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
        expect(await page.locator('iframe, img, object, [onerror], [onload]').count()).toBe(0);
        expect(await page.locator('script').count()).toBe(2);
        expect(await page.title()).toBe('Your taste in music · ssrm');
        expect(await page.locator('main section').count()).toBe(11);
        await page.context().close();
      },
    );

    it('shows hostile names as the text they are', async () => {
      const { page } = await open(sampleReport(hostileNames, 50));
      const names = await page.locator('#predictions .songs .name').allTextContents();
      expect(names.slice(0, 6)).toEqual(hostileNames.slice(0, 6));
      expect(names[9]).toHaveLength(400);
      await page.context().close();
    });

    it('fits a phone: nothing to scroll sideways at 375 px', async () => {
      for (const data of [sampleReport(undefined, 50), sampleReport(hostileNames, 50)]) {
        const { page } = await open(data, { viewport: { width: 375, height: 800 } });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
        await page.context().close();
      }
    });

    it('takes the dark colours of the system', async () => {
      const { page } = await open(sampleReport(undefined, 50), { colorScheme: 'dark' });
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(background).toBe('rgb(18, 20, 22)');
      await page.context().close();
    });
  },
);
