import { featureTitle } from '../../../../songs/feature-labels.ts';
import { shareBar } from '../chart-figure.ts';
import { percent } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { DriversData, Section, TasteDriver } from '../report-data.ts';
import { renderSection } from './section.ts';

export function renderDrivers(section: Section<DriversData> | undefined): Markup {
  const frame = {
    id: 'drivers',
    title: 'What drives your taste',
    lead: 'How much each property of a song moves its score up or down, as a share of all movement.',
  };
  return renderSection(section, frame, ({ features, note }) => {
    const largest = Math.max(0.01, ...features.map((feature) => feature.share));
    return html`<ul class="drivers panel">${features.map((feature) => item(feature, largest))}</ul>
${note && html`<p class="note">${note}</p>`}`;
  });
}

function item({ feature, share, direction }: TasteDriver, largest: number): Markup {
  return html`<li><span class="feature">${featureTitle(feature)}</span>${shareBar(share / largest, 'taste')}<b>${percent(share)}</b>${direction && html`<span class="description">${direction}</span>`}</li>`;
}
