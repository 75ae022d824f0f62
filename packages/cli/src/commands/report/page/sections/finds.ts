import { shareBar } from '../chart-figure.ts';
import { percent } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { FindsData, ReportFind, Section } from '../report-data.ts';
import { renderSection } from './section.ts';

/** Songs to hear tonight, each with why. */
export function renderFinds(section: Section<FindsData> | undefined): Markup {
  const frame = {
    id: 'finds',
    title: 'For tonight',
    lead: 'Chosen from your own history, and from what many people keep. The percentage is how likely you are to keep the song.',
  };
  return renderSection(
    section,
    frame,
    ({ songs }) => html`<ol class="songs panel two-columns">${songs.map(item)}</ol>`,
  );
}

function item({ name, artistName, score, label, reason }: ReportFind): Markup {
  const search = `https://open.spotify.com/search/${encodeURIComponent([artistName, name].filter(Boolean).join(' '))}`;
  return html`<li>
<div class="score"><b>${percent(score)}</b>${shareBar(score, 'taste')}</div>
<div class="song"><span class="name"><a href="${search}" rel="noreferrer"><bdi>${name}</bdi></a></span>
${artistName && html`<span class="artist"><bdi>${artistName}</bdi></span>`}
<p class="why"><span class="kind">${label}</span> ${reason}</p></div>
</li>`;
}
