import { fromBase64 } from '@ssrm/features';
import { unzip } from '../artifact/unzip.ts';
import { readArtistTable } from './artist-table.ts';
import { foldText } from './fold-text.ts';
import { styleLabel } from './style-labels.ts';
import { STYLE_OF_SUBSTYLE, STYLES, SUBSTYLES } from './styles.ts';

/** Numbers of an artist's styles and sub-styles. */
export interface ArtistStyles {
  readonly styles: readonly number[];
  readonly substyles: readonly number[];
}

const none: ArtistStyles = { styles: [], substyles: [] };
const substyleNumbers: ReadonlyMap<string, number> = new Map(SUBSTYLES.map((name, number) => [name, number]));
/** By names that are folded by {@link foldText}. */
let stylesByArtist: ReadonlyMap<string, ArtistStyles> | undefined;

/** Loads the table of artists, which is too large to come with every import. To be awaited before {@link stylesOfArtist}. */
export async function loadArtistStyles(): Promise<void> {
  if (stylesByArtist !== undefined) return;
  const { PACKED_ARTIST_TABLE } = await import('./packed-artist-table.generated.ts');
  const bytes = await unzip(fromBase64(PACKED_ARTIST_TABLE, 'the table of artists'));
  stylesByArtist = readArtistTable(new TextDecoder().decode(bytes), stylesOfSubstyles);
}

/** What the table says of an artist; nothing of one that it does not know. */
export function stylesOfArtist(artistName: string | null): ArtistStyles {
  if (stylesByArtist === undefined) throw new Error('The table of artists is asked before it is loaded.');
  return artistName === null ? none : (stylesByArtist.get(foldText(artistName)) ?? none);
}

/** The artist's first style in a reader's words, such as `indie rock`; `undefined` for an artist that the table does not know. */
export function styleOfArtist(artistName: string | null): string | undefined {
  const [style] = stylesOfArtist(artistName).styles;
  return style === undefined ? undefined : styleLabel(STYLES[style] as string);
}

/** Tells whether the table has an artist of this name. The table is loaded first. */
export async function loadKnownArtists(): Promise<(artistName: string) => boolean> {
  await loadArtistStyles();
  return (artistName) => stylesByArtist?.has(foldText(artistName)) ?? false;
}

function stylesOfSubstyles(names: readonly string[]): ArtistStyles {
  const substyles = names
    .map((name) => substyleNumbers.get(name) as number)
    .sort((left, right) => left - right);
  const styles = [...new Set(substyles.map((substyle) => STYLE_OF_SUBSTYLE[substyle] as number))];
  return { styles, substyles };
}
