import { type CurveLine, curveOption, pagePalette, type TrainingRecord } from '../../charts/index.ts';
import { chartFigure, chartImage } from '../chart-figure.ts';
import { count, percent } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { Section, TrainingCurves, TrainingData } from '../report-data.ts';
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
    (data) => html`<div class="curves">${data.curves.map(renderPreset)}</div>`,
  );
}

function renderPreset(preset: TrainingCurves): Markup {
  const lossName = preset.lossName ?? 'mean squared error';
  return html`<div class="panel"><h3 class="preset ${preset.preset}">${preset.preset} <span class="description">loss: ${lossName}</span></h3>
<div class="grid">${curves.map((curve) => renderCurve(preset, curve))}</div></div>`;
}

function renderCurve({ preset, history }: TrainingCurves, curve: (typeof curves)[number]): Markup {
  const points = history.map((record) => pointOf(record, curve.key)).filter((point) => point !== undefined);
  const last = points.at(-1);
  const end =
    last === undefined
      ? curve.noneNote
      : `${curve.scale === 'loss' ? last[1].toFixed(4) : percent(last[1])} at epoch ${count(last[0])}`;
  const line: CurveLine = { name: curve.title, points, colour: preset === 'original' ? 0 : 1 };
  const option = curveOption({
    lines: [line],
    scale: curve.scale,
    palette: pagePalette,
    emptyNote: curve.noneNote,
  });
  const label = `${curve.title} of ${preset} over the epochs: ${end}.`;
  const image = chartImage(option, {
    width: 420,
    height: 250,
    idPrefix: `${preset}-${curve.key}`,
    label,
  });
  return chartFigure(curve.title, image, end);
}

function pointOf(
  record: TrainingRecord,
  key: (typeof curves)[number]['key'],
): readonly [number, number] | undefined {
  const value = record[key];
  return value !== null && Number.isFinite(value) ? [record.epoch, value] : undefined;
}
