import type { TasteMapKind } from '../report-data.ts';
import type { MapSong } from './map-world.ts';

/** What a song is on this map, in words. */
const kindTitles: Readonly<Record<TasteMapKind, string>> = {
  recommended: 'for tonight',
  predicted: 'you asked about it',
  liked: 'yours',
  skipped: 'you skip it',
  other: 'not chosen by you',
};

/** Writes a song's name, artist and what it is into the element, as text. */
export function describeSong(element: HTMLElement, { name, artist, kind, percent }: MapSong): void {
  const score = percent === null ? '' : `, score ${percent}\u00A0%`;
  element.replaceChildren(
    line('b', name),
    ...(artist.name === '' ? [] : [line('span', artist.name)]),
    line('small', [`${kindTitles[kind]}${score}`, artist.style].filter(Boolean).join(' · ')),
  );
}

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.dir = 'auto';
  element.textContent = text;
  return element;
}
