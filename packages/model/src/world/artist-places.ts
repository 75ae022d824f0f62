import { artistKey } from '@ssrm/features';
import { styleOfArtist, stylesOfArtist } from '../artists/artist-styles.ts';
import { vectorOf } from './listener-profile.ts';
import { loadWorld } from './world.ts';

/** Where an artist stands among all music. */
export interface ArtistPlace {
  /** In a reader's words, such as `indie rock`; `null` for an artist that the table of artists does not know. */
  readonly style: string | null;
  /** Length 1: artists that the same people hear, or of one style, have similar ones. `null` where nothing is known. */
  readonly vector: Float64Array | null;
}

/** Where artists stand, in order, by the table of artists and the built-in world. */
export async function artistPlaces(names: readonly string[]): Promise<ArtistPlace[]> {
  const world = await loadWorld();
  return names.map((name) => ({
    style: styleOfArtist(name) ?? null,
    vector: vectorOf(world, artistKey(name), stylesOfArtist(name).substyles),
  }));
}
