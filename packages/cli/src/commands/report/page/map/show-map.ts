import { select } from 'd3-selection';
import { type D3ZoomEvent, zoom, zoomIdentity } from 'd3-zoom';
import { describeSong } from './describe-song.ts';
import { coloursOf, drawMap } from './draw-map.ts';
import { findSongs } from './find-songs.ts';
import { FoundList } from './found-list.ts';
import { Labels, type Rectangle } from './labels.ts';
import type { MapJson } from './map-json.ts';
import { type MapSong, type MapWorld, readMap } from './map-world.ts';
import { markSize, songsWithRoom } from './songs-in-view.ts';
import { onScreen, type View, wholeView } from './view.ts';

const zoomStep = 1.6;
/** How far the map moves at a key, as a share of the view. */
const panShare = 0.2;
/** On the screen, in px between two songs: where a song that was found is shown, and the nearest to see it. */
const readableScale = 34;
const nearestScale = 110;
/** A wheel that turns on while the page scrolls goes on scrolling it. */
const scrollPauseMs = 400;

const part = <Type extends HTMLElement>(name: string): Type =>
  document.querySelector(`#map [data-part="${name}"]`) as Type;

const figure = part('figure');
const frame = part('view');
const canvas = part<HTMLCanvasElement>('canvas');
const tip = part('tip');
const json = JSON.parse(part('data').textContent ?? '') as MapJson;
const labels = new Labels(part('labels'));

figure.hidden = false;
/** On a phone the map's longest way goes up and down. */
const phone = matchMedia('(max-width: 44rem)');
let isTall: boolean;
let world: MapWorld;
let whole: View;
let view: View;
let found: ReadonlySet<MapSong> | undefined;
let selected: MapSong | undefined;
let pointed: MapSong | undefined;
let drawn: readonly MapSong[] = [];
let awaited = 0;

let lastScroll = Number.NEGATIVE_INFINITY;
const zooming = zoom<HTMLElement, unknown>()
  .filter((event: Event) => (event instanceof WheelEvent ? takesWheel(event) : isMainButton(event)))
  .on('zoom', ({ transform: { k, x, y } }: D3ZoomEvent<HTMLElement, unknown>) => {
    view = { ...whole, scale: whole.scale * k, left: whole.left * k + x, top: whole.top * k + y };
    // A finger scrolls the page until the map is larger than its frame.
    frame.classList.toggle('zoomed', k > 1.01);
    redraw();
  });
const zoomed = select(frame).call(zooming).on('dblclick.zoom', null);

const list = new FoundList(part('list'), {
  onSelect: (song) => goTo(song),
  onLeave: () => part('search').focus(),
});

function lay(): void {
  const { clientWidth: width, clientHeight: height } = frame;
  if (world === undefined || isTall !== phone.matches) {
    isTall = phone.matches;
    world = readMap(json, isTall);
    search();
  }
  whole = wholeView(world.box, width, height);
  zooming
    .scaleExtent([1, Math.max(1.5, nearestScale / whole.scale)])
    .extent([
      [0, 0],
      [width, height],
    ])
    .translateExtent([
      [-width / 4, -height / 4],
      [width * 1.25, height * 1.25],
    ]);
  zoomed.call(zooming.transform, zoomIdentity);
}

function redraw(): void {
  if (awaited === 0) awaited = requestAnimationFrame(draw);
}

function draw(): void {
  awaited = 0;
  const room = songsWithRoom(world.songs, view.scale);
  drawn = found === undefined ? room : [...found, ...room.filter((song) => !found?.has(song))];
  const picture = { songs: drawn, found, selected };
  drawMap(canvas, world.artists, picture, view, coloursOf(figure));
  labels.show(world, view, picture, [buttons()]);
  showTip();
  part('count').textContent =
    room.length < world.songs.length
      ? `${number(room.length)} of ${number(world.songs.length)} songs have room at this size; zoom in for the others.`
      : `All ${number(world.songs.length)} songs are drawn.`;
}

/** The part of the view that the buttons cover. */
function buttons(): Rectangle {
  const { offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight } = part('buttons');
  return { left, top, right: left + offsetWidth, bottom: top + offsetHeight };
}

function search(): void {
  const text = part<HTMLInputElement>('search').value;
  const songs = findSongs(world, text);
  found = songs && new Set(songs);
  selected = undefined;
  list.show(songs ?? []);
  part('status').textContent =
    songs === undefined
      ? ''
      : songs.length === 0
        ? 'No song or artist of that name.'
        : `${number(songs.length)} found.`;
  redraw();
}

function goTo(song: MapSong): void {
  selected = song;
  pointed = undefined;
  const scale = Math.max(view.scale, Math.min(readableScale, zooming.scaleExtent()[1] * whole.scale));
  const k = scale / whole.scale;
  const [x, y] = onScreen(song, whole);
  zoomed.call(
    zooming.transform,
    zoomIdentity.translate(view.width / 2 - k * x, view.height / 2 - k * y).scale(k),
  );
  redraw();
}

/** Beside the song that the pointer rests on, else beside the one that was chosen. */
function showTip(): void {
  const song = pointed ?? selected;
  tip.hidden = song === undefined;
  if (song === undefined) return;
  describeSong(tip, song);
  const [x, y] = onScreen(song, view);
  const away = markSize(view.scale) + 12;
  const { offsetWidth, offsetHeight } = tip;
  const left = Math.min(Math.max(x - offsetWidth / 2, 6), view.width - offsetWidth - 6);
  const isAbove = y - away - offsetHeight > 6;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(isAbove ? y - away - offsetHeight : y + away)}px)`;
  const isOutside = x < 0 || y < 0 || x > view.width || y > view.height;
  tip.hidden = isOutside;
}

/** The song nearest to the place on the screen, if it is near. */
function songAt(event: MouseEvent): MapSong | undefined {
  const { left, top } = frame.getBoundingClientRect();
  const reach = Math.max(10, markSize(view.scale) + 4);
  let nearest: MapSong | undefined;
  let distance = reach;
  for (const song of drawn) {
    const [x, y] = onScreen(song, view);
    const away = Math.hypot(x - (event.clientX - left), y - (event.clientY - top));
    if (away < distance) [nearest, distance] = [song, away];
  }
  return nearest;
}

function takesWheel(event: WheelEvent): boolean {
  const isScroll = performance.now() - lastScroll < scrollPauseMs;
  const isWhole = view.scale <= whole.scale * 1.001 && event.deltaY > 0;
  return event.ctrlKey || !(isScroll || isWhole);
}

function isMainButton(event: Event): boolean {
  return !(event instanceof MouseEvent) || (event.button === 0 && !event.ctrlKey);
}

function move(across: number, down: number): void {
  zoomed.call(zooming.translateBy, across / (view.scale / whole.scale), down / (view.scale / whole.scale));
}

const keys: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => move(panShare * view.width, 0),
  ArrowRight: () => move(-panShare * view.width, 0),
  ArrowUp: () => move(0, panShare * view.height),
  ArrowDown: () => move(0, -panShare * view.height),
  '+': () => zoomBy(zoomStep),
  '=': () => zoomBy(zoomStep),
  '-': () => zoomBy(1 / zoomStep),
  '0': showAll,
  Home: showAll,
  Escape: () => {
    selected = pointed = undefined;
    redraw();
  },
};

function zoomBy(factor: number): void {
  zoomed.call(zooming.scaleBy, factor);
}

function showAll(): void {
  zoomed.call(zooming.transform, zoomIdentity);
}

frame.addEventListener('keydown', (event) => {
  const act = keys[event.key];
  if (act === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  act();
});
frame.addEventListener('pointermove', (event) => {
  const song = songAt(event);
  if (song === pointed) return;
  pointed = song;
  frame.classList.toggle('on-song', song !== undefined);
  showTip();
});
frame.addEventListener('pointerleave', () => {
  pointed = undefined;
  showTip();
});
frame.addEventListener('click', (event) => {
  selected = songAt(event);
  redraw();
});
addEventListener(
  'wheel',
  (event) => {
    if (!frame.contains(event.target as Node) || !takesWheel(event)) lastScroll = performance.now();
  },
  { passive: true, capture: true },
);
part('in').addEventListener('click', () => zoomBy(zoomStep));
part('out').addEventListener('click', () => zoomBy(1 / zoomStep));
part('all').addEventListener('click', showAll);
part('search').addEventListener('input', search);
part('search').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    list.focusFirst();
  }
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
new ResizeObserver(() => {
  if (view === undefined || frame.clientWidth !== view.width || frame.clientHeight !== view.height) lay();
}).observe(frame);

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
