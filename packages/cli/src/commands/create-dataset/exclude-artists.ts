import { artistKey, type Track } from '@ssrm/features';

/** The tracks that are by none of these artists ({@link artistKey} says who is the same). */
export function excludeArtists<Item extends Track>(
  tracks: readonly Item[],
  artists: readonly string[],
): Item[] {
  const excluded = new Set(artists.map(artistKey));
  return tracks.filter(({ artistName }) => artistName === null || !excluded.has(artistKey(artistName)));
}
