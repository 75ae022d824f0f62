import { toText } from '../track-values.ts';
import { type Literal, readPythonText } from './python-text.ts';

/** Artists with commas in their names, in lower case: a list of artists looks the same. */
const namesWithCommas: ReadonlySet<string> = new Set([
  'beck, bogert & appice',
  'black country, new road',
  'blood, sweat & tears',
  'captain, we’re sinking',
  "captain, we're sinking",
  'car, the garden',
  'chunk! no, captain chunk!',
  'crosby, stills & nash',
  'crosby, stills, nash & young',
  'daniel, me estás matando',
  'dave dee, dozy, beaky, mick & tich',
  'defiance, ohio',
  'dino, desi & billy',
  'does it offend you, yeah?',
  'dream on, dreamer',
  'drop dead, gorgeous',
  'earth, wind & fire',
  'earth, wind and fire',
  'emerson, lake & palmer',
  'fear, and loathing in las vegas',
  'football, etc.',
  'francisco, el hombre',
  'grover washington, jr.',
  'hamilton, joe frank & reynolds',
  'harry connick, jr.',
  'hank williams, jr.',
  'hello, happy world!',
  'ja, panik',
  'kagrra,',
  'lambert, hendricks & ross',
  'lipps, inc.',
  'mandy, indiana',
  'medeski, martin & wood',
  'milly, jocelyn y los vecinos',
  'nothing,nowhere.',
  'now, now',
  'oh, flamingo!',
  'oh, sleeper',
  'overhead, the albatross',
  'peter, paul and mary',
  'peter, paul & mary',
  'phillips, craig & dean',
  'pips, chips & videoclips',
  'pupy y los que son, son',
  'quickly, quickly',
  'ray, goodman & brown',
  'right away, great captain!',
  'sharon, lois & bram',
  'slaughter beach, dog',
  'son, ambulance',
  'the good, the bad & the queen',
  'träd, gräs och stenar',
  'tyler, the creator',
  'west, bruce & laing',
  'woe, is me',
]);

/**
 * The first of several artists. Lists are joined by `;`, or by `,` with the commas inside a name written `\,` (Exportify), or are Python lists as text.
 * Without that mark a comma may also belong to the name: it does where the row has the URI of one artist only, where `The …` follows
 * (`Tyler, The Creator`) and in names that are known to have one (`Earth, Wind & Fire`); with several URIs as many artists are told apart. Otherwise the
 * part before the comma is taken, since there is no way to tell.
 *
 * @param artistCount - How many artists the row has URIs of; 0 = not known.
 */
export function firstArtistName(text: string, artistCount = 0): string | null {
  const literal = /^\s*[[{(]/.test(text) ? readPythonText(text) : undefined;
  if (literal !== undefined) return firstName(literal);
  const [first = ''] = text.split(';');
  const parts = first.split(/(?<!\\),/);
  const name = parts.slice(0, partsOfFirst(parts, artistCount)).join(',');
  return toText(name.replace(/\s*\\,/g, ',').trim());
}

/** The first name in a list of names or of objects with a name. */
function firstName(literal: Literal): string | null {
  if (typeof literal === 'string') return toText(literal.trim());
  if (Array.isArray(literal)) {
    for (const item of literal as readonly Literal[]) {
      const name = firstName(item);
      if (name !== null) return name;
    }
    return null;
  }
  if (typeof literal !== 'object' || literal === null) return null;
  const { name = null } = literal as { readonly [key: string]: Literal };
  return typeof name === 'string' ? toText(name.trim()) : null;
}

/** How many of the parts between commas are the first artist's name. */
function partsOfFirst(parts: readonly string[], artistCount: number): number {
  if (artistCount === 1 || parts.length === 1) return parts.length;
  if (artistCount >= parts.length) return 1;
  const most = artistCount === 0 ? parts.length : parts.length - artistCount + 1;
  for (let count = most; count > 1; count--) {
    const joined = parts.slice(0, count).join(',').trim().toLowerCase();
    if (namesWithCommas.has(joined)) return count;
  }
  if (/^\s(?:[Tt]he\s\p{Lu}|Jr\b|Sr\b|Inc\b)/u.test(parts[1] as string)) return 2;
  // With their number known, a name of several parts ends with its "&".
  return artistCount > 0 && / (?:&|and|y|und|et) /.test(parts[most - 1] as string) ? most : 1;
}

/** How many artists a cell of ids or URIs names. */
export function countArtists(list: string): number {
  return list.trim() === '' || list.trim() === '[]' ? 0 : list.split(/[,;]/).length;
}
