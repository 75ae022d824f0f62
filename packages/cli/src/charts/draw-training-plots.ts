import type { EpochMetrics } from '@ssrm/model';
import { type CurveOptions, curveOption } from './curve.ts';
import { filePalette } from './palette.ts';
import { renderSvg } from './render-svg.ts';
import { svgToPng } from './svg-to-png.ts';

const plots = [
  { file: 'loss-train', title: 'Training loss', key: 'trainLoss', scale: 'loss', colour: 0 },
  { file: 'accuracy-train', title: 'Training accuracy', key: 'trainAccuracy', scale: 'share', colour: 0 },
  { file: 'loss-test', title: 'Test loss', key: 'testLoss', scale: 'loss', colour: 1 },
  { file: 'accuracy-test', title: 'Test accuracy', key: 'testAccuracy', scale: 'share', colour: 1 },
] as const;

/** Plots by file name: SVG as text, PNG as bytes. */
export type PlotFiles = Readonly<Record<string, string | Uint8Array>>;

/**
 * The four published plots, by file name: `loss-train`, `accuracy-train`, `loss-test` and `accuracy-test`,
 * each as `.svg` (text) and `.png` (1440 × 900 px). Without test songs the two test plots say so.
 *
 * @param history - In rising order of epoch; the same history gives the same bytes.
 */
export async function drawTrainingPlots(history: readonly EpochMetrics[]): Promise<PlotFiles> {
  const files: Record<string, string | Uint8Array> = {};
  for (const plot of plots) {
    const svg = renderSvg(curveOption(plotOptions(history, plot)), {
      width: 720,
      height: 450,
      idPrefix: plot.file,
    });
    files[`${plot.file}.svg`] = svg;
    files[`${plot.file}.png`] = await svgToPng(svg);
  }
  return files;
}

function plotOptions(history: readonly EpochMetrics[], plot: (typeof plots)[number]): CurveOptions {
  const points = history
    .map((record) => [record.epoch, record[plot.key] ?? Number.NaN] as const)
    .filter(([, value]) => Number.isFinite(value));
  const last = points.at(-1);
  const set = plot.colour === 0 ? 'training' : 'test';
  const measure =
    plot.scale === 'loss'
      ? `Mean squared error on the ${set} songs`
      : `Share of ${set} songs on the right side of one half`;
  const result = last === undefined ? '' : ` · ${finalValue(last[1], plot.scale)} at epoch ${last[0]}`;
  return {
    heading: { title: plot.title, subtitle: `${measure}${result}` },
    lines: [{ name: plot.title, points, colour: plot.colour }],
    scale: plot.scale,
    palette: filePalette,
    emptyNote: history.length === 0 ? 'No epoch was measured' : `There are no ${set} songs`,
  };
}

function finalValue(value: number, scale: 'loss' | 'share'): string {
  return scale === 'loss' ? value.toFixed(4) : `${(value * 100).toFixed(1)} %`;
}
