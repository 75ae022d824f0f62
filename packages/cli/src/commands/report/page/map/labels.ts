import type { Picture } from './draw-map.ts';
import type { MapSong, MapWorld } from './map-world.ts';
import { markSize } from './songs-in-view.ts';
import { onScreen, type View } from './view.ts';

type LabelKind = 'style' | 'artist' | 'song' | 'recommended' | 'predicted';

interface Label {
  readonly kind: LabelKind;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** How far above the place its lower edge may stand, in px, the best first. */
  readonly rises: readonly number[];
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Placed {
  readonly label: Label;
  readonly rectangle: Rectangle;
}

/** An artist is named where the island is so wide on the screen, in px. */
const leastIsland = 26;
/** Songs are named where they are so far from each other. */
const leastSongDistance = 30;
const mostLabels = 90;
/** The same style is not named twice within so many px. */
const styleDistance = 260;
const gap = 4;

/** Names of styles, artists and songs over the map; those that count more first, and none over another. */
export class Labels {
  readonly #layer: HTMLElement;
  /** Never seen. */
  readonly #measure: HTMLElement;
  readonly #sizes = new Map<string, { width: number; height: number }>();
  #spans: HTMLElement[] = [];

  constructor(layer: HTMLElement) {
    this.#layer = layer;
    this.#measure = layer.appendChild(document.createElement('bdi'));
    this.#measure.dataset.part = 'measure';
  }

  /** @param taken - Parts of the view in which nothing is to be written. */
  show(world: MapWorld, view: View, { songs, found, selected }: Picture, taken: readonly Rectangle[]): void {
    const offered = songs
      .filter(isOffered)
      .map((song) => around(onScreen(song, view), markSize(view.scale) + 4));
    const full = [...taken, ...offered];
    const shown: Placed[] = [];
    for (const label of candidates(world, view, { songs, found, selected })) {
      if (shown.length === mostLabels) break;
      if (label.kind === 'style' && shown.some((other) => isSameNearby(other.label, label))) continue;
      const rectangle = this.#rectanglesOf(label).find(
        (place) => isInside(place, view) && !full.some((other) => overlap(other, place)),
      );
      if (rectangle === undefined) continue;
      full.push(rectangle);
      shown.push({ label, rectangle });
    }
    this.#write(shown);
  }

  #write(shown: readonly Placed[]): void {
    while (this.#spans.length < shown.length) {
      this.#spans.push(this.#layer.appendChild(document.createElement('bdi')));
    }
    for (const [index, span] of this.#spans.entries()) {
      const entry = shown[index];
      span.hidden = entry === undefined;
      if (entry === undefined) continue;
      const { label, rectangle } = entry;
      write(span, label);
      span.style.transform = `translate(${Math.round(rectangle.left)}px, ${Math.round(rectangle.top)}px)`;
    }
  }

  #rectanglesOf(label: Label): Rectangle[] {
    const { width, height } = this.#sizeOf(label);
    const left = label.x - width / 2;
    return label.rises.map((rise) => {
      const bottom = label.y - rise;
      return { left, top: bottom - height, right: left + width, bottom };
    });
  }

  #sizeOf(label: Label): { width: number; height: number } {
    const key = `${label.kind} ${label.name}`;
    const known = this.#sizes.get(key);
    if (known !== undefined) return known;
    write(this.#measure, label);
    const size = { width: this.#measure.offsetWidth, height: this.#measure.offsetHeight };
    this.#sizes.set(key, size);
    return size;
  }
}

function write(span: HTMLElement, { kind, name }: Label): void {
  span.className = kind;
  span.textContent = name;
}

/** What may be named in this view, what counts most first. */
function candidates({ styles, artists }: MapWorld, view: View, { songs, found, selected }: Picture): Label[] {
  const label = (
    kind: LabelKind,
    name: string,
    place: { readonly x: number; readonly y: number },
    rises: readonly number[],
  ): Label => {
    const [x, y] = onScreen(place, view);
    return { kind, name: shorten(name), x, y, rises };
  };
  const size = markSize(view.scale);
  const isNear = view.scale >= leastSongDistance;
  const offered = found === undefined ? songs.filter(isOffered) : [];
  const near = isNear ? (found === undefined ? songs : [...found]) : [];
  const named = near.filter((song) => song !== selected && !isOffered(song));
  const islands = artists.filter(({ radius }) => 2 * radius * view.scale >= leastIsland);
  return [
    ...styles.map((style) => label('style', style.name, style, [-9, 8, -26, 22])),
    ...offered.map((song) =>
      label(song.kind === 'predicted' ? 'predicted' : 'recommended', song.name, song, [size + 7, -size - 22]),
    ),
    ...islands.map((artist) => label('artist', artist.name, artist, [(artist.radius + 0.2) * view.scale])),
    ...named.map((song) => label('song', song.name, song, [size + 3])),
  ].filter(({ name, x, y }) => name !== '' && x > 0 && y > -60 && x < view.width && y < view.height + 60);
}

function isOffered({ kind }: MapSong): boolean {
  return kind === 'recommended' || kind === 'predicted';
}

function isSameNearby(one: Label, other: Label): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    Math.hypot(one.x - other.x, one.y - other.y) < styleDistance
  );
}

function around([x, y]: [number, number], reach: number): Rectangle {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

function isInside({ left, top, right, bottom }: Rectangle, { width, height }: View): boolean {
  return left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2;
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.left < other.right + gap &&
    other.left < one.right + gap &&
    one.top < other.bottom + 1 &&
    other.top < one.bottom + 1
  );
}

function shorten(name: string): string {
  const characters = [...name.replace(/\s+/g, ' ').trim()];
  return characters.length <= 26 ? characters.join('') : `${characters.slice(0, 25).join('')}…`;
}
