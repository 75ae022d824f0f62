import { remembering, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { foldText } from '../artists/fold-text.ts';
import { STYLES, SUBSTYLES } from '../artists/styles.ts';

interface TokenKind {
  readonly share: number;
  /** The text that the tokens come of. */
  readonly textOf: (track: Track) => string | null;
  readonly tokensOf: (text: string) => readonly string[];
}

/** Kinds of tokens with how much each kind counts (the prior variance of its effect, relative to the others). */
const KINDS: readonly TokenKind[] = [
  { share: 1, textOf: artist, tokensOf: whole },
  {
    share: 1,
    textOf: ({ artistName, albumName }) => albumName && `${artistName}\n${albumName}`,
    tokensOf: whole,
  },
  {
    share: 0.5,
    textOf: ({ releaseDate }) => releaseDate,
    tokensOf: (date) => (date.length === 10 ? [date] : []),
  },
  {
    share: 0.3,
    textOf: ({ releaseDate }) => releaseDate,
    tokensOf: (date) => (date ? [date.slice(0, 7)] : []),
  },
  { share: 0.4, textOf: artist, tokensOf: stylesAndSubstyles },
  { share: 0.4, textOf: artist, tokensOf: words },
  { share: 1, textOf: ({ name, albumName }) => `${name} ${albumName ?? ''}`, tokensOf: words },
  { share: 0.4, textOf: ({ name }) => name, tokensOf: letters },
  { share: 0.4, textOf: ({ albumName }) => albumName, tokensOf: letters },
  { share: 0.4, textOf: artist, tokensOf: letters },
];

/** Square roots of the shares of the kinds, by which their values are multiplied. */
export const TOKEN_KIND_SCALES: readonly number[] = KINDS.map(({ share }) => Math.sqrt(share));

/**
 * Says what tracks' texts consist of, for each kind, as `convert` makes it of the tokens: artist, album, day, month, styles and sub-styles, words of the artist, words of song and album, and
 * runs of 1 to 4 letters within the words of song, album and artist. Each token once.
 */
export function textTokenReader<Result>(
  convert: (tokens: ReadonlySet<string>, kind: number) => Result,
): (track: Track) => Result[] {
  const readers = KINDS.map(({ textOf, tokensOf }, kind) => {
    const ofText = remembering((text) => convert(new Set(tokensOf(text)), kind));
    return (track: Track) => ofText(textOf(track) ?? '');
  });
  return (track) => readers.map((read) => read(track));
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

function letters(text: string): readonly string[] {
  const runs: string[] = [];
  for (const word of foldText(text).split(/\s+/u)) {
    const padded = ` ${word} `;
    for (let length = 1; length <= 4; length++) {
      for (let start = 0; start + length <= padded.length; start++) {
        runs.push(padded.slice(start, start + length));
      }
    }
  }
  return runs;
}
