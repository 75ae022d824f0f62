import { textElement } from './dom.ts';
import type { SongToHear } from './messages.ts';

/** Fills the list: a song a line, with its score, why, and where Spotify has it. */
export function showSongs(list: HTMLElement, songs: readonly SongToHear[]): void {
  list.replaceChildren(...songs.map(songItem));
}

function songItem({ track, score, label, reason }: SongToHear): HTMLElement {
  const item = document.createElement('li');
  const meter = document.createElement('meter');
  meter.value = score;
  meter.setAttribute('aria-label', `Score of ${track.name}`);
  const title = textElement('a', '') as HTMLAnchorElement;
  title.href = `https://open.spotify.com/search/${encodeURIComponent(searchText(track))}`;
  title.rel = 'noreferrer';
  title.target = '_blank';
  title.append(textElement('bdi', track.name));
  const words = document.createElement('div');
  words.append(title);
  if (track.artistName !== null) words.append(textElement('bdi', track.artistName, 'artist'));
  if (label !== '') words.append(textElement('span', label, 'label'));
  if (reason !== '') words.append(textElement('p', reason));
  item.append(textElement('b', `${Math.round(score * 100)} %`), meter, words);
  return item;
}

/** The song as one would type it. */
export function searchText({ name, artistName }: SongToHear['track']): string {
  return artistName === null ? name : `${artistName} ${name}`;
}
