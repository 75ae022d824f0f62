import { ARTISTS_BY_STYLE } from './artists-by-style.ts';
import { foldText } from './fold-text.ts';

/** Styles that are close to each other: what is known of one says something about the others. */
const FAMILIES: readonly (readonly string[])[] = [
  ['pop', 'christian'],
  ['art-pop', 'indie-rock', 'dream-psych'],
  ['hip-hop', 'classic-hip-hop', 'lo-fi'],
  ['rnb', 'soul', 'funk-disco'],
  ['classic-rock', 'blues-roots', 'alternative', 'new-wave', 'prog-post-rock'],
  ['oldies', 'crooner'],
  ['jazz'],
  ['classical', 'neoclassical-ambient'],
  ['soundtrack', 'comedy-kids'],
  ['folk', 'country'],
  ['metal', 'hard-rock', 'punk'],
  ['house-dance', 'bass-electronica', 'trip-hop'],
  ['reggae', 'africa-orient'],
  ['latin-pop', 'latin-rock', 'salsa-tropical', 'brazil'],
  ['french'],
  ['german-dutch'],
  ['italian'],
  ['kpop', 'jpop'],
  ['south-asian'],
  ['nordic-east'],
];

/** The names of the styles, in the order of their numbers. */
export const STYLES: readonly string[] = FAMILIES.flat();

/** Family of each style, by number. */
export const FAMILY_OF_STYLE: readonly number[] = FAMILIES.flatMap((styles, family) =>
  styles.map(() => family),
);

/** How many families there are. */
export const FAMILY_COUNT: number = FAMILIES.length;

const none: readonly number[] = [];
let stylesByArtist: Map<string, number[]> | undefined;

/** Numbers of the styles of an artist, in {@link STYLES}; empty for one that the table does not know. */
export function stylesOfArtist(artistName: string | null): readonly number[] {
  if (artistName === null) return none;
  stylesByArtist ??= readTable();
  return stylesByArtist.get(foldText(artistName)) ?? none;
}

function readTable(): Map<string, number[]> {
  const table = new Map<string, number[]>();
  for (const [number, style] of STYLES.entries()) {
    for (const name of (ARTISTS_BY_STYLE[style] ?? '').split('|')) {
      const artist = foldText(name);
      const styles = table.get(artist);
      if (styles === undefined) table.set(artist, [number]);
      else styles.push(number);
    }
  }
  return table;
}
