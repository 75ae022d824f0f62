import { foldText } from '@ssrm/embeddings';
import type { Track } from '@ssrm/features';

/** The tracks that are by none of these artists; case, accents and punctuation do not matter. */
export function excludeArtists<Item extends Track>(
  tracks: readonly Item[],
  artists: readonly string[],
): Item[] {
  const excluded = new Set(artists.map(foldText));
  return tracks.filter(({ artistName }) => artistName === null || !excluded.has(foldText(artistName)));
}
