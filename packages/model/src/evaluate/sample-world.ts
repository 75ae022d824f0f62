import { artistKey, createRandom, songKey, type Track, toTrack } from '@ssrm/features';
import { loadWorld } from '../world/world.ts';

const FEWEST = 100;
const MOST = 1000;

/** Songs of the built-in world that the person is not known to have heard, drawn by how many people keep them: as many as the person's own, 100 … 1000. */
export async function sampleWorld(
  liked: readonly Track[],
  dislikes: readonly Track[],
  seed: number,
): Promise<Track[]> {
  const { songs } = await loadWorld();
  const known = [...liked, ...dislikes];
  const heard = new Set(known.map(songKey));
  const heardArtists = new Set(known.map(({ artistName }) => artistKey(artistName ?? '')));
  const random = createRandom(seed);
  // The largest of u^(1/weight): a sample without replacement by weight (Efraimidis and Spirakis 2006).
  const drawn = songs
    // Songs of other artists need no key.
    .filter((song) => !heardArtists.has(artistKey(song.artistName)) || !heard.has(songKey(song)))
    .map((song) => ({ song, order: Math.log(1 - random()) / song.listeners }))
    .sort((left, right) => right.order - left.order)
    .slice(0, Math.min(MOST, Math.max(FEWEST, liked.length)));
  return drawn.map(({ song: { name, artistName } }, index) =>
    toTrack({ id: `world-${index}`, name, artistName }),
  );
}
