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
