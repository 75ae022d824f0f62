import { remembering, type Track } from '@ssrm/features';
import { foldText, isAscii } from '../artists/fold-text.ts';
import { placeOfLetters } from '../artists/hash-letters.ts';

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
export function sumRatios(ratios: Float32Array, pieces: readonly number[]): { sum: number; count: number } {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < pieces.length; at++) {
    const ratio = ratios[pieces[at] as number] as number;
    if (Number.isNaN(ratio)) continue;
    sum += ratio;
    count++;
  }
  return { sum, count };
}

/** Places of the pieces of a song's names, each once. */
export function piecesOf({ name, artistName }: Names): number[] {
  const artist = artistName ?? '';
  const pieces = new Pieces(runsOfArtist(artist));
  const title = foldText(name);
  pieces.addRuns(` ${title} `, 3, 2);
  const isPlain = isAscii(name) && isAscii(artist);
  for (const word of title.match(isPlain ? /\w+/g : /[\p{L}\p{N}_]+/gu) ?? []) {
    pieces.add(hash(word, 0, word.length, 3));
  }
  for (const [code, test] of isPlain ? ASCII_SIGNS : SIGNS) {
    if (test(name, artist)) pieces.add(hash('', 0, 0, code));
  }
  return pieces.list;
}

const runsOfArtist = remembering((artist): readonly number[] => {
  const folded = ` ${foldText(artist)} `;
  const pieces = new Pieces([]);
  pieces.addRuns(folded, 3, 1);
  pieces.addRuns(folded, 4, 1);
  return pieces.list;
});

type Sign = readonly [code: number, test: (title: string, artist: string) => boolean];

/** How names are written, whatever they say: signs that need letters beyond ASCII. */
const SCRIPT_SIGNS: readonly Sign[] = [
  [16, (title, artist) => /\p{Script=Cyrillic}/u.test(title + artist)],
  [17, (title, artist) => /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(title + artist)],
  [18, (title, artist) => /[\p{Script=Devanagari}\p{Script=Tamil}\p{Script=Thai}]/u.test(title + artist)],
  [19, (title, artist) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(title + artist)],
  [20, (title, artist) => /\p{Script=Han}/u.test(title + artist)],
  [21, (title, artist) => /\p{Script=Hangul}/u.test(title + artist)],
  [22, (title) => !isAscii(title)],
  [23, (_, artist) => !isAscii(artist)],
];

/** Those that any name may have. */
const ASCII_SIGNS: readonly Sign[] = [
  [24, (title) => /feat|ft\./iu.test(title)],
  [25, (title) => title.includes(' - ')],
  [26, (title) => title.includes('(')],
  [27, (title) => title.length > 1 && title === title.toUpperCase() && title !== title.toLowerCase()],
  [28, (title) => title === title.toLowerCase() && title !== title.toUpperCase()],
  [
    29,
    (_, artist) => artist.length > 1 && artist === artist.toUpperCase() && artist !== artist.toLowerCase(),
  ],
  [30, (_, artist) => artist === artist.toLowerCase() && artist !== artist.toUpperCase()],
];

const SIGNS: readonly Sign[] = [...SCRIPT_SIGNS, ...ASCII_SIGNS];

/** When each place was last added, counted in lists: one for all, for clearing it would take longer than reading a name. */
const lastAdded = new Float64Array(BUCKETS);
let lists = 0;

/** A list of places without repetitions. Only the list that was begun last may be added to. */
class Pieces {
  readonly list: number[] = [];
  readonly #number = ++lists;

  constructor(first: readonly number[]) {
    for (const piece of first) this.add(piece);
  }

  add(piece: number): void {
    if (lastAdded[piece] === this.#number) return;
    lastAdded[piece] = this.#number;
    this.list.push(piece);
  }

  addRuns(text: string, length: number, kind: number): void {
    for (let start = 0; start + length <= text.length; start++) {
      this.add(hash(text, start, start + length, kind));
    }
  }
}

function hash(text: string, start: number, end: number, kind: number): number {
  return placeOfLetters(text, { start, end, kind, places: BUCKETS });
}
