import { featureTitle } from '../../../../songs/feature-labels.ts';
import { count } from '../../../../terminal/plain-text.ts';
import { shareBar } from '../chart-figure.ts';
import { percent, thousands } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { DataQualityData, Section, SetAsideRow } from '../report-data.ts';
import { renderSection } from './section.ts';

/** So many rows that were set aside are listed. */
const listed = 100;

export function renderDataQuality(section: Section<DataQualityData> | undefined): Markup {
  return renderSection(section, { id: 'data', title: 'What it had to work with' }, (data) => {
    const total = Math.max(data.setAsideCount ?? 0, data.setAside.length);
    return html`<div class="panel">
<h3>Missing values</h3>
${data.missing.length === 0 ? html`<p>None: every song has every feature.</p>` : missing(data.missing)}
<h3>Rows set aside</h3>
${total === 0 ? html`<p>None: every row could be used.</p>` : setAside(data.setAside, total)}
${data.notes && data.notes.length > 0 && html`<ul class="notes">${data.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
</div>`;
  });
}

function missing(features: DataQualityData['missing']): Markup {
  return html`<p>Where a value is missing, the average of the others stands in, which moves a score neither way.</p>
<ul class="drivers">${features.map(
    ({ feature, share }) =>
      html`<li><span class="feature">${featureTitle(feature)}</span>${shareBar(share, 'gap')}<b>${percent(share)}</b></li>`,
  )}</ul>`;
}

function setAside(rows: readonly SetAsideRow[], total: number): Markup {
  const shown = rows.slice(0, listed);
  const rest = total - shown.length;
  return html`<details><summary>${count(total, 'row')} could not be used</summary>
<ul class="set-aside">${shown.map(({ where, reason }) => html`<li><b><bdi>${where}</bdi></b> <bdi>${reason}</bdi></li>`)}</ul>
${rest > 0 && html`<p>… and ${thousands(rest)} more.</p>`}</details>`;
}
