/**
 * The artist table between the lists in `artists/` and a model, as text: a block for each sub-style, parted by empty lines. The first
 * line is the sub-style's name; each further one is an artist, and after a tab the numbers of the later blocks where it also stands.
 */

/** @param artistsBySubstyle - Artists of each sub-style; no name twice in one. */
export function formatArtistTable(artistsBySubstyle: ReadonlyMap<string, readonly string[]>): string {
  const placesByArtist = new Map<string, number[]>();
  for (const [place, artists] of [...artistsBySubstyle.values()].entries()) {
    for (const artist of artists) placesByArtist.set(artist, [...(placesByArtist.get(artist) ?? []), place]);
  }
  const blocks = [...artistsBySubstyle].map(([substyle, artists], block) => {
    const lines = artists.flatMap((artist) => {
      const [first, ...later] = placesByArtist.get(artist) ?? [];
      if (first !== block) return [];
      return [later.length === 0 ? artist : `${artist}\t${later.join(' ')}`];
    });
    return [substyle, ...lines].join('\n');
  });
  return blocks.join('\n\n');
}

/** Calls back for each artist once, with the names of its sub-styles. */
export function readArtistTable(
  text: string,
  onArtist: (name: string, substyles: readonly string[]) => void,
): void {
  const blocks = text.split('\n\n').map((block) => block.split('\n'));
  const substyles = blocks.map(([substyle]) => substyle as string);
  for (const [block, [, ...lines]] of blocks.entries()) {
    for (const line of lines) {
      const [name = '', later = ''] = line.split('\t');
      const others = later === '' ? [] : later.split(' ').map((place) => substyles[Number(place)] as string);
      onArtist(name, [substyles[block] as string, ...others]);
    }
  }
}
