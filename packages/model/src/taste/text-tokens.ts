import type { Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { foldText } from '../artists/fold-text.ts';
import { STYLES, SUBSTYLES } from '../artists/styles.ts';

/** Kinds of tokens with how much each kind counts (the prior variance of its effect, relative to the others). */
const KINDS: readonly { readonly share: number; readonly tokensOf: (track: Track) => readonly string[] }[] = [
  { share: 1, tokensOf: ({ artistName }) => whole(artistName) },
  { share: 1, tokensOf: ({ albumName, artistName }) => whole(albumName && `${artistName}\n${albumName}`) },
  { share: 0.5, tokensOf: ({ releaseDate }) => (releaseDate?.length === 10 ? [releaseDate] : []) },
  { share: 0.3, tokensOf: ({ releaseDate }) => (releaseDate ? [releaseDate.slice(0, 7)] : []) },
  {
    share: 0.4,
    tokensOf: ({ artistName }) => {
      const { styles, substyles } = stylesOfArtist(artistName);
      return [
        ...styles.map((style) => STYLES[style]),
        ...substyles.map((substyle) => SUBSTYLES[substyle]),
      ] as string[];
    },
  },
  { share: 0.4, tokensOf: ({ artistName }) => words(artistName) },
  { share: 1, tokensOf: ({ name, albumName }) => words(`${name} ${albumName ?? ''}`) },
  { share: 0.4, tokensOf: ({ name }) => letters(name) },
  { share: 0.4, tokensOf: ({ albumName }) => letters(albumName) },
  { share: 0.4, tokensOf: ({ artistName }) => letters(artistName) },
];

/** Square roots of the shares of the kinds, by which their values are multiplied. */
export const TOKEN_KIND_SCALES: readonly number[] = KINDS.map(({ share }) => Math.sqrt(share));

/**
 * What a track's texts consist of, for each kind: artist, album, day, month, styles and sub-styles, words of the artist, words of song and album, and
 * runs of 1 to 4 letters within the words of song, album and artist. Each token once.
 */
export function textTokens(track: Track): readonly (readonly string[])[] {
  return KINDS.map(({ tokensOf }) => [...new Set(tokensOf(track))]);
}

function whole(text: string | null): readonly string[] {
  return text ? [foldText(text)] : [];
}

function words(text: string | null): readonly string[] {
  return foldText(text ?? '').match(/[\p{L}\p{N}_]{3,}/gu) ?? [];
}

function letters(text: string | null): readonly string[] {
  const runs: string[] = [];
  for (const word of foldText(text ?? '').split(/\s+/u)) {
    const padded = ` ${word} `;
    for (let length = 1; length <= 4; length++) {
      for (let start = 0; start + length <= padded.length; start++) {
        runs.push(padded.slice(start, start + length));
      }
    }
  }
  return runs;
}
