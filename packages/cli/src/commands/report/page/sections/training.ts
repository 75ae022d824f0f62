import type { EpochMetrics, Preset } from '@ssrm/model';
import { curveOption } from '../../../../charts/curve.ts';
import { type Palette, pagePalette } from '../../../../charts/palette.ts';
import { chartFigure, chartImage } from '../chart-figure.ts';
import { percent, thousands } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { EpochCurve, Section, TrainingData, TreeCurve } from '../report-data.ts';
import { renderSection } from './section.ts';

const curves = [
  { key: 'trainLoss', title: 'Training loss', scale: 'loss', noneNote: 'No epoch was measured' },
  { key: 'trainAccuracy', title: 'Training accuracy', scale: 'share', noneNote: 'No epoch was measured' },
  { key: 'testLoss', title: 'Test loss', scale: 'loss', noneNote: 'There are no test songs' },
  { key: 'testAccuracy', title: 'Test accuracy', scale: 'share', noneNote: 'There are no test songs' },
] as const;

export function renderTraining(section: Section<TrainingData> | undefined): Markup {
  const frame = {
    id: 'training',
    title: 'How it learned',
    lead: 'Loss is how far predictions are off (lower is better); accuracy is the share of songs on the right side of one half. Test songs were not used to learn: where training goes on improving and test does not, the model is learning by heart.',
  };
  return renderSection(
    section,
    frame,
    (data) =>
      html`${data.curves.map((curve) => ('epochs' in curve ? renderEpochs(curve) : renderTrees(curve)))}`,
  );
}

function paletteOf(preset: Preset): Palette {
  const own = `var(--${preset})`;
  return { ...pagePalette, series: [own, own, own] };
}

function renderEpochs({ preset, epochs }: EpochCurve): Markup {
  return html`<div class="panel"><h3 class="preset ${preset}">${preset} <span class="description">loss: mean squared error</span></h3>
<div class="curves">${curves.map((curve) => renderCurve(preset, epochs, curve))}</div></div>`;
}

function renderCurve(
  preset: Preset,
  history: readonly EpochMetrics[],
  curve: (typeof curves)[number],
): Markup {
  const points = history.map((record) => pointOf(record, curve.key)).filter((point) => point !== undefined);
  const last = points.at(-1);
  const end =
    last === undefined
      ? curve.noneNote
      : `${curve.scale === 'loss' ? last[1].toFixed(4) : percent(last[1])} at epoch ${thousands(last[0])}`;
  const option = curveOption({
    lines: [{ name: curve.title, points, colour: 0 }],
    scale: curve.scale,
    palette: paletteOf(preset),
    emptyNote: curve.noneNote,
  });
  const label = `${curve.title} of ${preset} over the epochs: ${end}.`;
  const image = chartImage(option, { width: 420, height: 250, idPrefix: `${preset}-${curve.key}`, label });
  return chartFigure(curve.title, image, end);
}

function pointOf(
  record: EpochMetrics,
  key: (typeof curves)[number]['key'],
): readonly [number, number] | undefined {
  const value = record[key];
  return value !== null && Number.isFinite(value) ? [record.epoch, value] : undefined;
}

/** One chart: the trees are the only part that learns in steps. */
function renderTrees({ preset, trees: losses }: TreeCurve): Markup {
  const line = (key: 'trainLoss' | 'heldOutLoss') => ({
    name: key,
    points: losses.map((loss) => [loss.trees, loss[key]] as const),
    colour: 0 as const,
    isDashed: key === 'heldOutLoss',
  });
  const option = curveOption({
    lines: [line('trainLoss'), line('heldOutLoss')],
    scale: 'loss',
    palette: paletteOf(preset),
    xName: 'Trees',
    emptyNote: 'There were too few songs to keep any aside',
  });
  const last = losses.at(-1);
  const ends =
    last === undefined
      ? undefined
      : { train: last.trainLoss.toFixed(3), heldOut: last.heldOutLoss.toFixed(3) };
  const label =
    ends === undefined
      ? `Loss of ${preset} over the trees: not measured.`
      : `Loss of ${preset} after ${last?.trees} trees: ${ends.train} on the songs they learned from, ${ends.heldOut} on songs kept aside.`;
  return html`<div class="panel"><h3 class="preset ${preset}">${preset} <span class="description">loss: logarithmic</span></h3>
<div class="beside"><figure>${chartImage(option, { width: 420, height: 250, idPrefix: `${preset}-loss`, label })}</figure>
<div><ul class="legend lines">${legendItem(preset, 'songs the trees learned from', false, ends?.train)}${legendItem(preset, 'songs kept aside', true, ends?.heldOut)}</ul>
<p class="note">Preset ${preset} blends decision trees, which learn one after the other, with parts that learn in one step and have no curve. This is the loss of the trees alone, the mean over four fits that each kept a quarter of the songs aside, mostly whole artists. Songs you like and others weigh the same; ${Math.LN2.toFixed(2)} would be a coin toss. The last step of the blend is fitted on songs kept aside, which corrects what the trees learned by heart.</p></div></div></div>`;
}

function legendItem(preset: Preset, text: string, isDashed: boolean, end: string | undefined): Markup {
  return html`<li><svg viewBox="0 0 28 4" aria-hidden="true"><path d="M0 2H28" stroke="var(--${preset})" stroke-width="2.5"${isDashed && html` stroke-dasharray="6 5"`}/></svg> ${text}${end && html` <b>${end}</b>`}</li>`;
}
