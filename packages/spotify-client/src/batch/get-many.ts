import type { EndpointRequest, SpotifyClient } from '../client.ts';
import type { MarketOptions } from '../endpoints/options.ts';
import { SpotifyError, SpotifyForbiddenError, SpotifyNotFoundError } from '../errors.ts';
import type { Album, Artist, Audiobook, Chapter, Episode, Show, Track } from '../types/catalogue.ts';

/** Something that could not be had, and why. */
export interface BatchFailure {
  readonly id: string;
  readonly error: SpotifyError;
}

export interface BatchResult<Item> {
  /** In the order of the ids, repeated ids included; `undefined` where it failed. */
  readonly items: readonly (Item | undefined)[];
  /** Each id that failed, once. */
  readonly failures: readonly BatchFailure[];
}

export interface BatchOptions extends MarketOptions {
  /** Called after each answer, with how many different ids are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Errors that every further request would meet too. */
const ending = /auth|forbidden|rate-limit/;

async function getMany<Item>(
  client: SpotifyClient,
  kind: string,
  size: number,
  ids: readonly string[],
  { market, onProgress, ...options }: BatchOptions = {},
): Promise<BatchResult<Item>> {
  const found = new Map<string, Item>();
  const failed = new Map<string, SpotifyError>();
  const wanted = new Set(ids);
  const single = (id: string): EndpointRequest => ({ route: `/${kind}/{id}`, ids: [id], query: { market } });
  const progress = (): void => onProgress?.(found.size + failed.size, wanted.size);
  const missing = (): string[] => [...wanted].filter((id) => !(found.has(id) || failed.has(id)));

  for (const id of wanted) {
    const cached = await client.cache?.peek<Item>(single(id));
    if (cached) found.set(id, cached);
  }

  /** Takes the failure of some ids; the rest go on unless they would fail in the same way. */
  const fail = (some: readonly string[], error: unknown): void => {
    if (!SpotifyError.isInstance(error) || error.code === 'aborted') throw error;
    for (const id of ending.test(error.code) ? missing() : some) failed.set(id, error);
  };

  async function batch(some: readonly string[]): Promise<void> {
    const request = { route: `/${kind}`, query: { ids: some.join(), market } };
    try {
      const answer = await client.request<Record<string, (Item | null)[]>>(request, options);
      client.learned.batch = true;
      for (const [place, id] of some.entries()) {
        const item = answer[kind]?.[place];
        if (item) {
          found.set(id, item);
          await client.cache?.keep(single(id), item);
        } else {
          const endpoint = `GET /${kind}`;
          const message = `There is no ${id} in ${kind}. Check the id.`;
          failed.set(id, new SpotifyNotFoundError(message, { endpoint }));
        }
      }
    } catch (error) {
      const isRemoved = SpotifyForbiddenError.isInstance(error) && error.reason === 'mode-removed';
      if (!isRemoved || client.learned.batch) return fail(some, error);
      client.learned.batch = false;
    }
  }

  const isBatchAllowed = (): boolean => client.learned.batch ?? client.mode !== 'development';
  // Only in auto mode is one wasted request risked, once, and only where batches would save some.
  for (let rest = missing(); rest.length > 1 && isBatchAllowed(); rest = missing()) {
    await batch(rest.slice(0, size));
    progress();
  }

  const rest = missing().values();
  const work = async (): Promise<void> => {
    for (const id of rest) {
      if (failed.has(id)) continue;
      try {
        found.set(id, await client.request<Item>(single(id), options));
        // It was under way when another one ended the work.
        failed.delete(id);
      } catch (error) {
        fail([id], error);
      }
      progress();
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return {
    items: ids.map((id) => found.get(id)),
    failures: [...failed].map(([id, error]) => ({ id, error })),
  };
}

/**
 * Many tracks: batches of 50 where the quota mode has them, else one call each under the client's limit
 * on concurrency. Each different id is asked for once. What fails is listed; only an abort throws.
 * An error that every call would meet (token, quota, rate limit) ends the work: the rest is listed with it.
 */
export function getTracks(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Track>> {
  return getMany(client, 'tracks', 50, ids, options);
}

/** Many albums, in batches of 20; everything else as for {@link getTracks}. */
export function getAlbums(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Album>> {
  return getMany(client, 'albums', 20, ids, options);
}

/** Many artists; everything else as for {@link getTracks}. */
export function getArtists(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Artist>> {
  return getMany(client, 'artists', 50, ids, options);
}

/** Many episodes; everything else as for {@link getTracks}. */
export function getEpisodes(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Episode>> {
  return getMany(client, 'episodes', 50, ids, options);
}

/** Many shows; everything else as for {@link getTracks}. */
export function getShows(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Show>> {
  return getMany(client, 'shows', 50, ids, options);
}

/** Many audiobooks; everything else as for {@link getTracks}. */
export function getAudiobooks(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Audiobook>> {
  return getMany(client, 'audiobooks', 50, ids, options);
}

/** Many chapters; everything else as for {@link getTracks}. */
export function getChapters(
  client: SpotifyClient,
  ids: readonly string[],
  options?: BatchOptions,
): Promise<BatchResult<Chapter>> {
  return getMany(client, 'chapters', 50, ids, options);
}
