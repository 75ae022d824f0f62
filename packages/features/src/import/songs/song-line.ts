/** A song as a line of text names it. */
export interface NamedSong {
  readonly name: string;
  readonly artistName: string | null;
}

/** Behind a title and a dash, what says which version it is, not who plays it. */
const version =
  /^(?:\d{4}\s+)?(?:(?:digital(?:ly)?|mono|stereo|album|single|radio|original|extended|live|acoustic|demo|remix|instrumental|bonus track|explicit|clean)\b.*|remaster(?:ed)?\b.*|from\b.*|.*\b(?:remaster(?:ed)?|version|edit|mix|remix|live)(?:\s+\d{4})?)$/i;

/** `Artist - Title` as a title alone, as videos are called; without a dash, or with a version behind it, the title stays whole. */
export function splitArtistFirst(text: string): NamedSong {
  const [first = '', ...rest] = text.trim().split(/\s+[-–—]\s+/);
  const name = rest.join(' - ').trim();
  return name === '' || first === '' || version.test(name)
    ? { name: text, artistName: null }
    : { name, artistName: first.trim() };
}

/**
 * A song as people write it: `Artist - Title`, `Title - Artist`, `Title by Artist`, or the title alone. The artist is the side that is known; where both or none are,
 * the first. "Africa - Remastered 2011 - Toto" is by Toto.
 */
export function readSongLine(
  text: string,
  isKnownArtist: (name: string) => boolean = () => false,
): NamedSong {
  const line = text.trim();
  const parts = line.split(/\s+[-–—]\s+/);
  const naming = parts.filter((part) => !version.test(part));
  const [first = '', last = ''] = [naming[0], naming.at(-1)];
  if (naming.length < 2) return splitBy(line, isKnownArtist);
  const artistName = isKnownArtist(last) && !isKnownArtist(first) ? last : first;
  const at = artistName === first ? parts.indexOf(first) : parts.lastIndexOf(last);
  return { name: parts.filter((_, index) => index !== at).join(' - '), artistName };
}

/** `Title by Artist`, where the artist is known: "Stand by Me" is a title. */
function splitBy(line: string, isKnownArtist: (name: string) => boolean): NamedSong {
  const [, name, artistName] = /^(.+)\s+by\s+(.+)$/i.exec(line) ?? [];
  return name !== undefined && artistName !== undefined && isKnownArtist(artistName)
    ? { name: name.trim(), artistName: artistName.trim() }
    : { name: line, artistName: null };
}
