import type { Portrait, PortraitArtist, PortraitSong } from '@ssrm/features';
import type { StylesOfPeriod } from '@ssrm/model';
import { element, textElement } from './dom.ts';

const shownStyles = 3;
const seasons: Readonly<Record<string, string>> = {
  '12': 'December to February',
  '03': 'March to May',
  '06': 'June to August',
  '09': 'September to November',
};

/** What a history says of its listener, in numbers and names. */
export function showPortrait(portrait: Portrait, styles: readonly StylesOfPeriod[]): void {
  const { hours, songs, artists, longestStreak, busiestDay, firstSong, from, to } = portrait;
  element('numbers').replaceChildren(
    ...[
      [count(hours), 'hours of music'],
      [count(songs), 'different songs'],
      [count(artists), 'artists'],
      [count(longestStreak.days), 'days on end with music'],
    ].map(([number = '', what = '']) => {
      const tile = document.createElement('div');
      tile.append(textElement('b', number), textElement('span', what));
      return tile;
    }),
  );
  fill('top-artists', portrait.topArtists.map(artistText));
  fill('top-songs', portrait.topSongs.map(songText));
  fill('seasons', [
    ...portrait.seasons.flatMap(({ period, topArtist }) =>
      topArtist === null ? [] : [`${seasons[period]}: ${topArtist.name}`],
    ),
  ]);
  fill(
    'moves',
    styles.map(({ period, styles: ofPeriod }) => {
      const named = ofPeriod
        .slice(0, shownStyles)
        .map(({ style, share }) => `${style} ${Math.round(share * 100)} %`);
      return `${period}: ${named.join(', ')}`;
    }),
  );
  fill(
    'skipped',
    portrait.skippedSongs.map(({ skips, ...song }) => `${nameOf(song)}, skipped ${skips} times`),
  );
  element('firsts').textContent =
    `${from} to ${to}. It began with ${nameOf(firstSong)}; the fullest day was ${busiestDay.day}, with ${count(busiestDay.hours)} hours.`;
}

/** A list of texts; its heading and itself are hidden where there are none. */
function fill(id: string, texts: readonly string[]): void {
  const list = element(id);
  list.replaceChildren(...texts.map((text) => textElement('li', text)));
  const box = list.parentElement as HTMLElement;
  box.hidden = texts.length === 0;
}

function nameOf({ name, artistName }: Pick<PortraitSong, 'name' | 'artistName'>): string {
  return artistName === null ? name : `${name} – ${artistName}`;
}

function songText(song: PortraitSong): string {
  return `${nameOf(song)}, ${count(song.plays)} times`;
}

function artistText({ name, plays, hours }: PortraitArtist): string {
  return `${name}, ${count(plays)} times, ${count(hours)} hours`;
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}
