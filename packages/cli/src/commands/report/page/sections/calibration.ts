import type { CalibrationBin } from '@ssrm/model';
import { pagePalette } from '../../../../charts/palette.ts';
import { reliabilityOption } from '../../../../charts/reliability.ts';
import type { CalibrationData } from '../../../../run-folder/saved-evaluation.ts';
import { count } from '../../../../terminal/plain-text.ts';
import { chartImage } from '../chart-figure.ts';
import { percent } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { Section } from '../report-data.ts';
import { renderSection } from './section.ts';

export function renderCalibration(section: Section<CalibrationData> | undefined): Markup {
  const frame = {
    id: 'calibration',
    title: 'Can the scores be taken at their word?',
    lead: 'Of the songs that get about 80 %, about 80 in 100 should be liked. On the dashed line they are; above it the model is too modest, below it too sure. Larger dots stand for more songs.',
  };
  return renderSection(section, frame, (data) => {
    const label = `Score against the share that is liked, in ${count(data.bins.length, 'group')} of songs; on average ${points(data.error)} apart.`;
    const option = reliabilityOption({ bins: data.bins, colour: 'var(--taste)', palette: pagePalette });
    return html`<div class="panel beside"><figure>
${chartImage(option, { width: 420, height: 360, idPrefix: 'calibration', label, tooltip: (series, bin) => (series === 2 ? describe(data.bins[bin]) : '') })}
</figure>
<div><p class="figure"><b>${points(data.error)}</b> apart on average</p>${data.note && html`<p class="note">${data.note}</p>`}
<details><summary>The numbers</summary>${table(data.bins)}</details></div></div>`;
  });
}

function table(bins: readonly CalibrationBin[]): Markup {
  return html`<table><caption class="visually-hidden">Score and share that is liked</caption>
<thead><tr><th scope="col" class="number">Score</th><th scope="col" class="number">Liked</th><th scope="col" class="number">Share of songs</th></tr></thead>
<tbody>${bins.map((bin) => html`<tr><td class="number">${percent(bin.meanScore)}</td><td class="number">${percent(bin.shareLiked)}</td><td class="number">${percent(bin.weight)}</td></tr>`)}</tbody></table>`;
}

function describe(bin: CalibrationBin | undefined): string {
  if (bin === undefined) return '';
  return `Scored ${percent(bin.meanScore)}, and ${percent(bin.shareLiked)} of them liked: ${percent(bin.weight)} of the songs`;
}

function points(error: number): string {
  return `${(error * 100).toFixed(1)} points`;
}
