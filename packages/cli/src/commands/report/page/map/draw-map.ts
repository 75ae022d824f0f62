import type { TasteMapKind } from '../report-data.ts';
import type { MapArtist, MapSong } from './map-world.ts';
import { markSize } from './songs-in-view.ts';
import { onScreen, type View } from './view.ts';

/** Colours of the page's style sheet, light or dark. */
export type Colours = Readonly<Record<ColourName, string>>;

const colourNames = ['taste', 'accent', 'original', 'muted', 'land', 'ink', 'surface'] as const;
type ColourName = (typeof colourNames)[number];

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    colourNames.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  ) as Colours;
}

const colourOfKind: Readonly<Record<TasteMapKind, ColourName>> = {
  liked: 'taste',
  recommended: 'accent',
  predicted: 'original',
  skipped: 'muted',
  other: 'muted',
};

export interface Picture {
  /** From the top down. */
  readonly songs: readonly MapSong[];
  /** What was searched for; `undefined` where nothing was. */
  readonly found: ReadonlySet<MapSong> | undefined;
  readonly selected: MapSong | undefined;
}

/** Draws the islands, the songs on them, and what stands out. */
export function drawMap(
  canvas: HTMLCanvasElement,
  artists: readonly MapArtist[],
  picture: Picture,
  view: View,
  colours: Colours,
): void {
  const { width, height, scale } = view;
  const ratio = Math.min(3, devicePixelRatio || 1);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  drawLand(context, artists, view, colours);
  const size = markSize(scale);
  for (const song of [...picture.songs].reverse()) {
    if (!picture.found?.has(song)) drawSong(song, picture.found === undefined ? 1 : 0.18, size);
  }
  for (const song of picture.found ?? []) drawSong(song, 1, Math.max(4, size * 1.15), true);
  if (picture.selected !== undefined) drawRing(picture.selected);

  function drawSong(song: MapSong, strength: number, radius: number, isFound = false): void {
    const [x, y] = onScreen(song, view);
    if (context === null || x < -20 || y < -20 || x > width + 20 || y > height + 20) return;
    const isLiked = song.kind === 'liked';
    const fade = isLiked && !isFound ? 0.4 + 0.6 * ((song.percent ?? 50) / 100) : 1;
    context.globalAlpha = strength * fade;
    drawMark(context, song.kind, x, y, radius, colours);
    context.globalAlpha = 1;
  }

  function drawRing(song: MapSong): void {
    const [x, y] = onScreen(song, view);
    if (context === null) return;
    for (const [extra, lineWidth, colour] of [
      [5, 6, colours.surface],
      [5, 2.5, colours.ink],
    ] as const) {
      context.beginPath();
      context.arc(x, y, Math.max(5, size * 1.4) + extra, 0, 2 * Math.PI);
      context.lineWidth = lineWidth;
      context.strokeStyle = colour;
      context.stroke();
    }
  }
}

/** One colour without borders, so that neighbours grow together. */
function drawLand(
  context: CanvasRenderingContext2D,
  artists: readonly MapArtist[],
  view: View,
  { land }: Colours,
): void {
  context.fillStyle = land;
  context.beginPath();
  for (const artist of artists) {
    const [x, y] = onScreen(artist, view);
    const radius = (artist.radius + 0.45) * view.scale;
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}

/** Liked: a circle; recommended: a diamond; predicted: a triangle; skipped and the rest: a cross. */
function drawMark(
  context: CanvasRenderingContext2D,
  kind: TasteMapKind,
  x: number,
  y: number,
  size: number,
  colours: Colours,
): void {
  context.fillStyle = context.strokeStyle = colours[colourOfKind[kind]];
  context.beginPath();
  if (kind === 'liked') {
    context.arc(x, y, size, 0, 2 * Math.PI);
    context.fill();
  } else if (kind === 'skipped' || kind === 'other') {
    const arm = size * 0.8;
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    context.lineWidth = Math.max(1.2, size * 0.4);
    context.stroke();
  } else {
    const reach = Math.max(6.5, size * 1.6);
    const corners =
      kind === 'recommended'
        ? [
            [0, -1],
            [1, 0],
            [0, 1],
            [-1, 0],
          ]
        : [
            [0, -1],
            [0.95, 0.75],
            [-0.95, 0.75],
          ];
    for (const [across, down] of corners as [number, number][]) {
      context.lineTo(x + across * reach, y + down * reach);
    }
    context.closePath();
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = colours.surface;
    context.stroke();
    context.fill();
  }
}
