import { artistKey, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { vectorOf } from '../world/listener-profile.ts';
import { dotProduct } from '../world/vectors.ts';
import type { World } from '../world/world.ts';

/** Names of the numbers of {@link NearArtists.rates}, in order. */
export const NEAR_ARTIST_NAMES = ['near artists', 'nearest artists'] as const;

/** γ of e^(−γ ‖x − z‖²), by which an artist's say falls with its distance: one for each of the numbers. */
const SHARPNESS = [4, 8] as const;
/** Artists whose vectors are further apart than this cosine have no say. */
const LEAST_COSINE = 0;
/** Added to both sums, of which the largest is 1: where nobody is near, nothing is said. */
const PRIOR = 0.0005;

/** How many liked and how many other tracks each artist has, by name. */
export type ArtistCounts = readonly (readonly [name: string, liked: number, other: number])[];

/**
 * Counts of the tracks at `indices` by artist.
 *
 * @param targets - Length n: 1 liked, 0 not.
 */
export function countArtists(
  tracks: readonly Track[],
  targets: ArrayLike<number>,
  indices: readonly number[],
): ArtistCounts {
  const counts = new Map<string, [string, number, number]>();
  for (const index of indices) {
    const { artistName } = tracks[index] as Track;
    if (artistName === null) continue;
    const key = artistKey(artistName);
    const own = counts.get(key) ?? [artistName, 0, 0];
    counts.set(key, own);
    own[1] += targets[index] as number;
    own[2] += 1 - (targets[index] as number);
  }
  return [...counts.values()];
}

/** Whether the artists that are heard together with an artist are liked: densities in the space of the built-in world. Immutable. */
export class NearArtists {
  readonly #world: World;
  readonly #places: ReadonlyMap<string, number>;
  readonly #vectors: readonly Float64Array[];
  /** Shares of all liked and of all other artists; an artist with more tracks has a larger one. */
  readonly #liked: readonly number[];
  readonly #other: readonly number[];

  constructor(counts: ArtistCounts, world: World) {
    this.#world = world;
    const placed = counts.flatMap(([name, liked, other]) => {
      const vector = vectorOfArtist(name, world);
      return vector === null ? [] : [{ key: artistKey(name), vector, liked, other }];
    });
    this.#places = new Map(placed.map(({ key }, place) => [key, place]));
    this.#vectors = placed.map(({ vector }) => vector);
    this.#liked = shares(placed.map(({ liked }) => liked));
    this.#other = shares(placed.map(({ other }) => other));
  }

  /**
   * ln of how much denser the liked artists lie around an artist than the others do, the artist's own tracks left out; 0 of an artist whom
   * neither the world nor the table of styles knows.
   */
  rates(artistName: string | null): readonly number[] {
    const vector = artistName === null ? null : vectorOfArtist(artistName, this.#world);
    if (artistName === null || vector === null) return SHARPNESS.map(() => 0);
    const own = this.#places.get(artistKey(artistName));
    const liked = new Float64Array(SHARPNESS.length).fill(PRIOR);
    const other = new Float64Array(SHARPNESS.length).fill(PRIOR);
    for (const [place, neighbour] of this.#vectors.entries()) {
      const cosine = dotProduct(vector, neighbour);
      if (place === own || cosine < LEAST_COSINE) continue;
      for (const [at, gamma] of SHARPNESS.entries()) {
        // Of vectors of length 1 the squared distance is 2 − 2 · cosine.
        const say = Math.exp(-2 * gamma * (1 - cosine));
        liked[at] = (liked[at] as number) + say * (this.#liked[place] as number);
        other[at] = (other[at] as number) + say * (this.#other[place] as number);
      }
    }
    // Rounded, for engines differ in the last digits of exp and log, and trees compare.
    return Array.from(liked, (sum, at) => Math.round(Math.log(sum / (other[at] as number)) * 1e6) / 1e6);
  }
}

function vectorOfArtist(name: string, world: World): Float64Array | null {
  return vectorOf(world, artistKey(name), stylesOfArtist(name).substyles);
}

function shares(counts: readonly number[]): number[] {
  const weights = counts.map(Math.log1p);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / Math.max(total, 1e-9));
}
