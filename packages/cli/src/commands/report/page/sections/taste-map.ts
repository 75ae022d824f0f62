import { type MapLayer, type MapPoint, mapOption } from '../../../../charts/map.ts';
import { pagePalette } from '../../../../charts/palette.ts';
import { count } from '../../../../terminal/plain-text.ts';
import { chartImage } from '../chart-figure.ts';
import { percent } from '../format.ts';
import { cleanText, html, type Markup } from '../html.ts';
import type { Section, TasteMapData, TasteMapPoint } from '../report-data.ts';
import { renderSection } from './section.ts';

type Kind = TasteMapPoint['kind'];

interface Look {
  readonly kind: Kind;
  readonly colour: string;
  readonly shape: MapLayer['shape'];
  readonly size: number;
  readonly legend: string;
  /** At most so many are drawn, spread evenly over the list: more would hide one another. */
  readonly limit: number;
}

/** From the bottom layer up. */
const looks: readonly Look[] = [
  { kind: 'background', colour: 'var(--muted)', shape: 'circle', size: 4, legend: 'background', limit: 800 },
  {
    kind: 'liked',
    colour: 'var(--taste)',
    shape: 'circle',
    size: 9,
    legend: 'your songs, stronger colour for a higher score',
    limit: 1200,
  },
  {
    kind: 'predicted',
    colour: 'var(--accent)',
    shape: 'diamond',
    size: 15,
    legend: 'predicted songs',
    limit: 60,
  },
  { kind: 'artist', colour: 'var(--ink)', shape: 'none', size: 22, legend: 'artists', limit: 40 },
];

export function renderTasteMap(section: Section<TasteMapData> | undefined): Markup {
  const frame = {
    id: 'map',
    title: 'Your taste as a map',
    // A narrow screen has no pointer to rest.
    lead: html`Songs that are alike to the model stand close together.<span class="pointer"> Rest the pointer on a mark for its name.</span>`,
  };
  return renderSection(section, frame, (data) => {
    const layers = looks.map((look) => ({ look, points: pointsOf(data.points, look) }));
    if (layers.every(({ points }) => points.length === 0)) {
      return html`<p class="absent">There is no song to place.</p>`;
    }
    return html`<figure class="panel map">
${drawMap(layers, 900, 560, 'wide')}${drawMap(layers, 350, 340, 'narrow')}
<figcaption><ul class="legend">${layers.filter(({ points, look }) => points.length > 0 && look.kind !== 'artist').map(({ look }) => legendItem(look))}</ul>${data.note && html`<p class="note">${data.note}</p>`}</figcaption>
</figure>`;
  });
}

interface Layer {
  readonly look: Look;
  readonly points: readonly TasteMapPoint[];
}

function pointsOf(points: readonly TasteMapPoint[], { kind, limit }: Look): TasteMapPoint[] {
  const ofKind = points.filter(
    (point) => point.kind === kind && Number.isFinite(point.x) && Number.isFinite(point.y),
  );
  if (ofKind.length <= limit) return ofKind;
  return Array.from(
    { length: limit },
    (_, index) => ofKind[Math.floor((index * ofKind.length) / limit)] as TasteMapPoint,
  );
}

function drawMap(layers: readonly Layer[], width: number, height: number, className: string): Markup {
  const isNarrow = className === 'narrow';
  const label = `Map of ${layers
    .filter(({ points }) => points.length > 0)
    .map(({ look, points }) =>
      look.kind === 'artist' ? count(points.length, 'artist') : count(points.length, `${look.kind} song`),
    )
    .join(', ')}: songs that are alike stand close together.`;
  const option = mapOption({
    layers: layers.map(({ look, points }) => ({
      ...look,
      size: isNarrow && look.shape !== 'none' ? look.size * 0.6 : look.size,
      points: points.map((point) => toMapPoint(point, look.kind)),
      labelColour: look.kind === 'predicted' ? look.colour : 'var(--ink)',
      isLabelBold: look.kind === 'artist',
    })),
    width,
    height,
    palette: pagePalette,
  });
  return chartImage(option, {
    width,
    height,
    idPrefix: `map-${className}`,
    label,
    className,
    ...(isNarrow
      ? {}
      : { tooltip: (layer: number, index: number) => describe(layers[layer]?.points[index]) }),
  });
}

function toMapPoint(point: TasteMapPoint, kind: Kind): MapPoint {
  const strength = kind === 'liked' ? (point.score ?? 0.5) : kind === 'background' ? 0.2 : 1;
  return kind === 'predicted' || kind === 'artist'
    ? { x: point.x, y: point.y, strength, label: shorten(point.name) }
    : { x: point.x, y: point.y, strength };
}

function describe(point: TasteMapPoint | undefined): string {
  if (point === undefined) return '';
  const artist = point.artistName ? ` – ${point.artistName}` : '';
  const score = point.score === undefined ? '' : ` (${percent(point.score)})`;
  return `${point.name}${artist}${score}`;
}

function shorten(name: string): string {
  const characters = [...cleanText(name).replace(/\s+/g, ' ')];
  return characters.length <= 24 ? characters.join('') : `${characters.slice(0, 23).join('')}…`;
}

function legendItem({ colour, shape, legend }: Look): Markup {
  const mark =
    shape === 'diamond'
      ? html`<path d="M6 0L12 6L6 12L0 6Z" fill="${colour}"/>`
      : html`<circle cx="6" cy="6" r="5" fill="${colour}"/>`;
  return html`<li><svg viewBox="0 0 12 12" aria-hidden="true">${mark}</svg> ${legend}</li>`;
}
