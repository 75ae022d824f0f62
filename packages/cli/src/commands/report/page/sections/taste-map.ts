import { thousands } from '../format.ts';
import { html, type Markup, trustedMarkup } from '../html.ts';
import { toMapJson } from '../map/map-json.ts';
import type { Section, TasteMapData, TasteMapKind } from '../report-data.ts';
import { renderSection } from './section.ts';

interface Look {
  readonly kind: TasteMapKind;
  readonly noun: string;
  readonly legend: string;
  readonly mark: Markup;
}

const cross = html`<path d="M2.5 2.5L9.5 9.5M9.5 2.5L2.5 9.5" fill="none" stroke="var(--muted)" stroke-width="2"/>`;

const looks: readonly Look[] = [
  {
    kind: 'liked',
    noun: 'of yours',
    legend: 'yours, a stronger colour for a higher score',
    mark: html`<circle cx="6" cy="6" r="4.5" fill="var(--taste)"/>`,
  },
  {
    kind: 'recommended',
    noun: 'for tonight',
    legend: 'for tonight',
    mark: html`<path d="M6 0L12 6L6 12L0 6Z" fill="var(--accent)"/>`,
  },
  {
    kind: 'predicted',
    noun: 'you asked about',
    legend: 'you asked about these',
    mark: html`<path d="M6 0L12 11H0Z" fill="var(--original)"/>`,
  },
  { kind: 'skipped', noun: 'you skip', legend: 'you skip these', mark: cross },
  { kind: 'other', noun: 'not chosen by you', legend: 'songs that you did not choose', mark: cross },
];

/** Tells whether the page has a map, and so a script. */
export function hasTasteMap(section: Section<TasteMapData> | undefined): boolean {
  return section !== undefined && 'points' in section && section.points.length > 0;
}

/** The map's frame and its data; the page's script draws it. */
export function renderTasteMap(section: Section<TasteMapData> | undefined): Markup {
  const frame = {
    id: 'map',
    title: 'Your taste as a map',
    lead: 'Each artist is an island of songs, the best liked in its middle. Artists that the same people hear, or of one style, lie close together; a style is named where it has most of the songs. Of artists that are not known, only the data of their songs say where they lie.',
  };
  return renderSection(section, frame, (data) => {
    if (data.points.length === 0) return html`<p class="absent">There is no song to place.</p>`;
    const counts = looks.flatMap((look) => {
      const count = data.points.filter(({ kind }) => kind === look.kind).length;
      return count === 0 ? [] : [{ ...look, count }];
    });
    const label = `Map of songs: ${counts.map(({ noun, count }) => `${thousands(count)} ${noun}`).join(', ')}`;
    return html`<noscript><p class="absent">A script of this page draws the map, and scripts are switched off here.</p></noscript>
<figure class="panel map" data-part="figure" hidden>
<div class="map-find">
<label for="map-search">Find a song or an artist</label><input type="search" id="map-search" data-part="search" autocomplete="off" spellcheck="false">
<p role="status" data-part="status"></p>
<ul aria-label="Songs found" data-part="list" hidden></ul>
</div>
<div class="map-frame">
<div class="map-view" role="application" aria-roledescription="map" aria-label="${label}" aria-describedby="map-keys" tabindex="0" data-part="view">
<canvas aria-hidden="true" data-part="canvas"></canvas>
<div class="map-labels" aria-hidden="true" data-part="labels"></div>
<p class="map-tip" data-part="tip" hidden></p>
</div>
<div class="map-buttons" data-part="buttons"><button type="button" aria-label="Zoom in" data-part="in">+</button><button type="button" aria-label="Zoom out" data-part="out">−</button><button type="button" aria-label="Show the whole map" data-part="all">⤢</button></div>
</div>
<figcaption><ul class="legend">${counts.map(({ mark, legend }) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true">${mark}</svg> ${legend}</li>`)}</ul>
<p class="note" data-part="count"></p>
<p class="note" id="map-keys">Wheel, pinch or the buttons zoom, dragging moves the map. By keyboard: arrow keys move it, + and − zoom, 0 shows all; in the list of what was found the arrow keys go from song to song.</p></figcaption>
</figure>
<script type="application/json" data-part="data">${trustedMarkup(scriptJson(toMapJson(data)))}</script>`;
  });
}

/** JSON that cannot end its script element: no name holds a `<` there. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
