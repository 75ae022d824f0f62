import { html, type Markup } from '../html.ts';
import type { MethodData, Section } from '../report-data.ts';
import { renderSection } from './section.ts';

export function renderMethod(section: Section<MethodData> | undefined): Markup {
  return renderSection(section, { id: 'method', title: 'How it was made' }, ({ steps, settings }) => {
    const entries = Object.entries(settings);
    return html`<div class="panel"><ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>
${entries.length > 0 && html`<details><summary>Settings and versions</summary><dl>${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${String(value)}</dd></div>`)}</dl></details>`}</div>`;
  });
}

/** Said once, in every report. */
export function renderTerms(usesSpotifyApi: boolean): Markup {
  return html`<section id="terms" aria-labelledby="terms-title"><h2 id="terms-title">What Spotify’s terms say</h2>
<p>Spotify’s developer terms (version 10, May 2025) forbid using what comes from its Web API to train a machine-learning model or to feed one, and storing it for ever. ${usesSpotifyApi ? html`Songs of this report, or some of their values, came from the Web API; <code>ssrm disconnect</code> deletes them.` : 'The songs of this report did not come from the Web API.'}</p></section>`;
}
