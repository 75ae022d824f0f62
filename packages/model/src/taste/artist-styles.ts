import { foldText } from './fold-text.ts';
import { STYLE_OF_SUBSTYLE, SUBSTYLES } from './styles.ts';

/** Numbers of an artist's styles and sub-styles. */
export interface ArtistStyles {
  readonly styles: readonly number[];
  readonly substyles: readonly number[];
}

const none: ArtistStyles = { styles: [], substyles: [] };
let stylesByArtist: ReadonlyMap<string, ArtistStyles> | undefined;

/** Loads the table of artists, which is too large to come with every import. To be awaited before {@link stylesOfArtist}. */
export async function loadArtistStyles(): Promise<void> {
  if (stylesByArtist !== undefined) return;
  const { ARTISTS_BY_SUBSTYLE } = await import('./artists-by-substyle.ts');
  stylesByArtist = readTable(ARTISTS_BY_SUBSTYLE);
}

/** What the table says of an artist; nothing of one that it does not know. */
export function stylesOfArtist(artistName: string | null): ArtistStyles {
  if (stylesByArtist === undefined) throw new Error('The table of artists is asked before it is loaded.');
  return artistName === null ? none : (stylesByArtist.get(foldText(artistName)) ?? none);
}

function readTable(artistsBySubstyle: Readonly<Record<string, string>>): Map<string, ArtistStyles> {
  const table = new Map<string, { styles: number[]; substyles: number[] }>();
  for (const [substyle, substyleName] of SUBSTYLES.entries()) {
    const style = STYLE_OF_SUBSTYLE[substyle] as number;
    for (const name of (artistsBySubstyle[substyleName] ?? '').split('|')) {
      const artist = foldText(name);
      const known = table.get(artist) ?? { styles: [], substyles: [] };
      if (!known.styles.includes(style)) known.styles.push(style);
      known.substyles.push(substyle);
      table.set(artist, known);
    }
  }
  return table;
}
