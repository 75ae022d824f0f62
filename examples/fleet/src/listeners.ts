import { createHash } from 'node:crypto';
import { createRandom, type Random, shuffledIndices, type Track, toTrack, writeCsv } from '@ssrm/features';
import { worldSongs } from '@ssrm/model';
import type { World } from '@ssrm/spotify-client/testing';
import type { Upload } from './tasks.ts';

const songsEach = 100;
const artistsEach = 25;
/** Songs of which the file has the id alone, so that they have to be looked up at Spotify. */
const nameless = 3;

/**
 * Invented listeners, each with a list of songs of some artists. The same seed and number give the same list.
 *
 * @param isBroken - Whose list is too short to learn from.
 */
export async function syntheticUploads(
  count: number,
  options: {
    readonly seed: number;
    readonly world: World;
    readonly isBroken?: (index: number) => boolean;
  },
): Promise<Upload[]> {
  const songsOf = new Map<string, string[]>();
  for (const { artistName, name } of await worldSongs()) {
    const names = songsOf.get(artistName) ?? [];
    songsOf.set(artistName, [...names, name]);
  }
  const catalogue = [...songsOf].filter(([, names]) => names.length >= 5);
  return Array.from({ length: count }, (_, index): Upload => {
    const random = createRandom(options.seed * 1_000_003 + index);
    const listener = `listener-${String(index + 1).padStart(6, '0')}`;
    const named = pick(catalogue, artistsEach, random).flatMap(([artist, names]) =>
      names.map((name) => ({ name, artist })),
    );
    const songs = pick(named, options.isBroken?.(index) ? 5 : songsEach - nameless, random).map(
      ({ name, artist }, place) => [idOf(listener, place), name, artist],
    );
    const ids = pick(options.world.tracks, nameless, random).map(({ id }) => [id, '', '']);
    const csv = writeCsv(['id', 'name', 'artist_name'], [...songs, ...ids]);
    return { listener, csv, fingerprint: createHash('sha256').update(csv).digest('hex') };
  });
}

/** The songs that every listener's model is asked about: the most widely kept ones of the built-in world. */
export async function candidateSongs(count = 500): Promise<Track[]> {
  return (await worldSongs())
    .slice(0, count)
    .map(({ name, artistName }, place) => toTrack({ id: idOf('candidate', place), name, artistName }));
}

function pick<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  return shuffledIndices(items.length, random)
    .slice(0, count)
    .map((index) => items[index] as Item);
}

/** 22 letters and digits, as Spotify's ids are. */
function idOf(owner: string, place: number): string {
  return createHash('sha256').update(`${owner} ${place}`).digest('hex').slice(0, 22);
}
