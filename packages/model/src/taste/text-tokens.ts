import { remembering, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { foldText } from '../artists/fold-text.ts';
import { firstState, nextState, placeOf, placeOfLetters } from '../artists/hash-letters.ts';
import { STYLES, SUBSTYLES } from '../artists/styles.ts';

/** Tokens share so many places; two that fall on one are treated as the same. */
export const TEXT_BUCKETS = 16_384;

interface TokenKind {
  readonly share: number;
  /** The text that the tokens come of. */
  readonly textOf: (track: Track) => string | null;
  /** Places of the text's tokens, each token once. */
  readonly placesOf: (text: string, kind: number) => Int32Array;
}

/** Kinds of tokens with how much each kind counts (the prior variance of its effect, relative to the others). */
const KINDS: readonly TokenKind[] = [
  { share: 1, textOf: artist, placesOf: tokens(whole) },
  {
    share: 1,
    textOf: ({ artistName, albumName }) => albumName && `${artistName}\n${albumName}`,
    placesOf: tokens(whole),
  },
  {
    share: 0.5,
    textOf: ({ releaseDate }) => releaseDate,
    placesOf: tokens((date) => (date.length === 10 ? [date] : [])),
  },
  {
    share: 0.3,
    textOf: ({ releaseDate }) => releaseDate,
    placesOf: tokens((date) => (date ? [date.slice(0, 7)] : [])),
  },
  { share: 0.4, textOf: artist, placesOf: tokens(stylesAndSubstyles) },
  { share: 0.4, textOf: artist, placesOf: tokens(words) },
  { share: 1, textOf: ({ name, albumName }) => `${name} ${albumName ?? ''}`, placesOf: tokens(words) },
  { share: 0.4, textOf: ({ name }) => name, placesOf: placesOfLetters },
  { share: 0.4, textOf: ({ albumName }) => albumName, placesOf: placesOfLetters },
  { share: 0.4, textOf: artist, placesOf: placesOfLetters },
];

/** Square roots of the shares of the kinds, by which their values are multiplied. */
export const TOKEN_KIND_SCALES: readonly number[] = KINDS.map(({ share }) => Math.sqrt(share));

/**
 * Says of what tracks' texts consist, for each kind, as places among {@link TEXT_BUCKETS}: artist, album, day, month, styles and sub-styles, words of the artist, words of song and album, and
 * runs of 1 to 4 letters within the words of song, album and artist. Each token once.
 */
export function textTokenReader(): (track: Track) => Int32Array[] {
  const readers = KINDS.map(({ textOf, placesOf }, kind) => {
    const ofText = remembering((text) => placesOf(text, kind));
    return (track: Track) => ofText(textOf(track) ?? '');
  });
  return (track) => readers.map((read) => read(track));
}

function tokens(tokensOf: (text: string) => readonly string[]): TokenKind['placesOf'] {
  return (text, kind) =>
    Int32Array.from(new Set(tokensOf(text)), (token) =>
      placeOfLetters(token, { kind: kind + 1, places: TEXT_BUCKETS }),
    );
}

function artist({ artistName }: Track): string | null {
  return artistName;
}

function stylesAndSubstyles(artistName: string): readonly string[] {
  const { styles, substyles } = stylesOfArtist(artistName);
  return [
    ...styles.map((style) => STYLES[style] as string),
    ...substyles.map((substyle) => SUBSTYLES[substyle] as string),
  ];
}

function whole(text: string): readonly string[] {
  return text ? [foldText(text)] : [];
}

function words(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{N}_]{3,}/gu) ?? [];
}

/** Of all runs of 1 to 4 letters within the words, each with a space before and behind; a run is told from another by its hash. */
function placesOfLetters(text: string, kind: number): Int32Array {
  const states = new Set<number>();
  for (const word of foldText(text).split(/\s+/u)) {
    const padded = ` ${word} `;
    for (let start = 0; start < padded.length; start++) {
      const end = Math.min(padded.length, start + 4);
      let state = firstState(kind + 1);
      for (let at = start; at < end; at++) {
        state = nextState(state, padded.charCodeAt(at));
        states.add(state);
      }
    }
  }
  return Int32Array.from(states, (state) => placeOf(state, TEXT_BUCKETS));
}
