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

/**
 * What is said of each artist of the table.
 *
 * @param ofSubstyles - Makes it of the names of an artist's sub-styles; asked once for all artists of one sub-style alone.
 */
export function readArtistTable<Said>(
  text: string,
  ofSubstyles: (substyles: readonly string[]) => Said,
): Map<string, Said> {
  const table = new Map<string, Said>();
  const blocks = text.split('\n\n').map((block) => block.split('\n'));
  const names = blocks.map(([substyle]) => substyle as string);
  for (const [block, [, ...lines]] of blocks.entries()) {
    const substyle = names[block] as string;
    const ofThisAlone = ofSubstyles([substyle]);
    for (const line of lines) {
      const tab = line.indexOf('\t');
      if (tab === -1) {
        table.set(line, ofThisAlone);
        continue;
      }
      const others = line.slice(tab + 1).split(' ');
      table.set(
        line.slice(0, tab),
        ofSubstyles([substyle, ...others.map((place) => names[Number(place)] as string)]),
      );
    }
  }
  return table;
}
