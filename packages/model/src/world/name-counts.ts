import type { Track } from '@ssrm/features';
import { foldText } from '../artists/fold-text.ts';

/** Pieces of names share so many places; two that fall on one are treated as the same. */
const BUCKETS = 2 ** 17;
/** Pieces that were met more seldom say nothing. */
const FEWEST = 3;
/** So many songs of the world are mixed into a listener's own. */
const PRIOR_SONGS = 5;

type Names = Pick<Track, 'name' | 'artistName'>;

/** In how many songs each piece of a name occurs: runs of 3 and 4 letters of the artist, words and runs of 3 letters of the title, and how both are written. */
export class NameCounts {
  readonly counts: Float32Array = new Float32Array(BUCKETS);
  readonly songs: number;

  constructor(tracks: readonly Names[]) {
    this.songs = tracks.length;
    for (const track of tracks) {
      for (const piece of piecesOf(track)) this.counts[piece] = (this.counts[piece] as number) + 1;
    }
  }
}

/**
 * What each piece of a name says for one's own songs against the world's: smoothed logarithms of likelihood ratios, as of a naive Bayes classifier.
 *
 * @returns Length {@link BUCKETS}; NaN where a piece says nothing.
 */
export function nameRatios(own: NameCounts, world: NameCounts): Float32Array {
  return own.counts.map((count, piece) => {
    const common = world.counts[piece] as number;
    if (count + common < FEWEST) return Number.NaN;
    const mine = (count + (PRIOR_SONGS * common) / world.songs + 0.1) / (own.songs + PRIOR_SONGS);
    return Math.log(mine) - Math.log((common + 1) / (world.songs + PRIOR_SONGS));
  });
}

/** Sum of the ratios of the pieces, and how many pieces there are that say anything. */
export function sumRatios(ratios: Float32Array, pieces: Iterable<number>): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (const piece of pieces) {
    const ratio = ratios[piece] as number;
    if (Number.isNaN(ratio)) continue;
    sum += ratio;
    count++;
  }
  return { sum, count };
}

/** Places of the pieces of a song's names, each once. */
export function piecesOf({ name, artistName }: Names): Set<number> {
  const pieces = new Set<number>();
  const artist = foldText(artistName ?? '');
  const title = foldText(name);
  addRuns(pieces, ` ${artist} `, [3, 4], 1);
  addRuns(pieces, ` ${title} `, [3], 2);
  for (const word of title.match(/[\p{L}\p{N}_]+/gu) ?? []) pieces.add(hash(word, 0, word.length, 3));
  // The first signs are of other letters than these.
  const first = /^[\0-\x7f]*$/.test(name + (artistName ?? '')) ? PLAIN_SIGNS : 0;
  for (let sign = first; sign < SIGNS.length; sign++) {
    if (SIGNS[sign]?.(name, artistName ?? '')) pieces.add(hash('', 0, 0, 16 + sign));
  }
  return pieces;
}

/** How names are written, whatever they say. */
const SIGNS: readonly ((title: string, artist: string) => boolean)[] = [
  (title, artist) => /\p{Script=Cyrillic}/u.test(title + artist),
  (title, artist) => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(title + artist),
  (title, artist) => /[\p{Script=Devanagari}\p{Script=Tamil}\p{Script=Thai}]/u.test(title + artist),
  (title, artist) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title + artist),
  (title, artist) => /\p{Script=Han}/u.test(title + artist),
  (title, artist) => /\p{Script=Hangul}/u.test(title + artist),
  (title) => /[^\0-\x7f]/u.test(title),
  (_, artist) => /[^\0-\x7f]/u.test(artist),
  (title) => /feat|ft\./iu.test(title),
  (title) => title.includes(' - '),
  (title) => title.includes('('),
  (title) => title.length > 1 && title === title.toUpperCase() && title !== title.toLowerCase(),
  (title) => title === title.toLowerCase() && title !== title.toUpperCase(),
  (_, artist) => artist.length > 1 && artist === artist.toUpperCase() && artist !== artist.toLowerCase(),
  (_, artist) => artist === artist.toLowerCase() && artist !== artist.toUpperCase(),
];

/** Place of the first sign that text of ASCII alone can have. */
const PLAIN_SIGNS = 8;

function addRuns(pieces: Set<number>, text: string, lengths: readonly number[], kind: number): void {
  for (const length of lengths) {
    for (let start = 0; start + length <= text.length; start++)
      pieces.add(hash(text, start, start + length, kind));
  }
}

/** FNV-1a over the letters' UTF-16 codes, different for each kind. */
function hash(text: string, start: number, end: number, kind: number): number {
  let state = Math.imul(0x811c9dc5 ^ kind, 0x01000193);
  for (let at = start; at < end; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return ((state ^ (state >>> 15)) >>> 0) % BUCKETS;
}
