import type { EpochMetrics } from '@ssrm/model';
import { describe, expect, it } from 'vitest';
import { drawTrainingPlots } from './draw-training-plots.ts';
import { svgToPng } from './svg-to-png.ts';

const history: EpochMetrics[] = Array.from({ length: 401 }, (_, index) => ({
  epoch: index * 5,
  trainLoss: 0.03 + 0.06 * Math.exp(-index / 120),
  trainAccuracy: 0.9 - 0.4 * Math.exp(-index / 120),
  testLoss: 0.08 - 0.00001 * index,
  testAccuracy: 0.5 + 0.0005 * index,
}));

describe('drawTrainingPlots', () => {
  it('gives the four published plots as SVG and as PNG of 1440 × 900 pixels', async () => {
    const files = await drawTrainingPlots(history);
    expect(Object.keys(files).sort()).toEqual(
      ['accuracy-test', 'accuracy-train', 'loss-test', 'loss-train'].flatMap((name) => [
        `${name}.png`,
        `${name}.svg`,
      ]),
    );
    const png = Buffer.from(files['loss-train.png'] as Uint8Array);
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1440, 900]);
  });

  it('titles each plot, names its axis and says where it ends', async () => {
    const files = await drawTrainingPlots(history);
    expect(textsOf(files['accuracy-test.svg'])).toEqual(
      expect.arrayContaining(['Test accuracy', 'Epoch', '0 %', '50 %', '100 %', '1,500']),
    );
    expect(files['accuracy-test.svg']).toContain('70.0 % at epoch 2000');
    expect(files['loss-train.svg']).toContain(
      'Mean squared error on the training songs · 0.0321 at epoch 2000',
    );
  });

  it('gives the same bytes for the same history', async () => {
    const first = await drawTrainingPlots(history);
    const second = await drawTrainingPlots(history);
    expect(second).toEqual(first);
  });

  it('says that there are no test songs where the test values are null or not numbers', async () => {
    const files = await drawTrainingPlots(
      history.map((record) => ({ ...record, testLoss: null, testAccuracy: Number.NaN })),
    );
    for (const name of ['loss-test', 'accuracy-test']) {
      expect(textsOf(files[`${name}.svg`])).toContain('There are no test songs');
      expect(files[`${name}.svg`]).not.toContain('NaN');
    }
    expect(files['loss-train.svg']).not.toContain('There are no');
  });

  it('draws one epoch as a dot and says so where none was measured', async () => {
    const one = await drawTrainingPlots(history.slice(0, 1));
    expect(one['loss-train.svg']).toContain('fill="#1f6feb"');
    const none = await drawTrainingPlots([]);
    expect(textsOf(none['loss-train.svg'])).toContain('No epoch was measured');
  });

  it('writes SVG that a page with a strict content security policy accepts', async () => {
    const { 'loss-train.svg': svg } = await drawTrainingPlots(history);
    expect(svg).not.toMatch(/ style=|<style|<script|class=/);
  });
});

describe('svgToPng', () => {
  it('draws texts on a machine without fonts', async () => {
    const svg = (text: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text y="20">${text}</text></svg>`;
    expect(await svgToPng(svg('Taste'))).not.toEqual(await svgToPng(svg('')));
  });
});

function textsOf(svg: string | Uint8Array | undefined): string[] {
  return [...String(svg).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '');
}
