import type { SpotifyClient } from '../client.ts';
import type { MarketOptions } from '../endpoints/options.ts';
import { SpotifyError, type SpotifyForbiddenError, SpotifyNotFoundError } from '../errors.ts';
import { parseSpotifyId, type SpotifyKind } from '../ids.ts';
import type { EndpointRequest } from '../request/endpoint-request.ts';
import { tell } from '../request/events.ts';
import type { Album, Artist, Audiobook, Chapter, Episode, Show, Track } from '../types/catalogue.ts';

/** Something that could not be had, and why. */
export interface BatchFailure {
  /** As it was given, where it is no id, URI or link. */
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
  /** Called after each answer, with how many different ids are done. What it throws is ignored. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Errors that every further request would meet too. */
const ending = /auth|forbidden|rate-limit/;
/** Reasons of a 403 that single reads would meet too. */
const lasting = /premium|allowlisted|scope/;

/** Statuses that say, in whatever words, that batches are gone: then single reads may do. */
const gone = /403|404|410/;

// Longer than most: batches and single reads fill the same result.
async function getMany<Item>(
  client: SpotifyClient,
  kind: `${SpotifyKind}s`,
  size: number,
  texts: readonly string[],
  { market, onProgress, ...options }: BatchOptions = {},
): Promise<BatchResult<Item>> {
  const outcomes = new Map<string, Item | SpotifyError>();
  /** Ids of a batch that was refused as a whole, for what may be the fault of one of them. */
  const alone = new Set<string>();
  const ids = texts.map((text) => {
    try {
      return parseSpotifyId(text, kind.slice(0, -1) as SpotifyKind);
    } catch (error) {
      outcomes.set(text, error as SpotifyError);
      return text;
    }
  });
  const wanted = new Set(ids);
  const single = (id: string): EndpointRequest => ({ route: `/${kind}/{id}`, ids: [id], query: { market } });
  const progress = (): void => void tell(onProgress, outcomes.size, wanted.size);
  const missing = (): string[] => [...wanted].filter((id) => !outcomes.has(id));

  for (const id of missing()) {
    const cached = await client.cache?.peek<Item>(single(id));
    if (cached) outcomes.set(id, cached);
  }

  /** Takes the failure of some ids; the rest go on unless they would fail in the same way. */
  const fail = (some: readonly string[], error: unknown): void => {
    if (!SpotifyError.isInstance(error) || error.code === 'aborted') throw error;
    for (const id of ending.test(error.code) ? missing() : some) outcomes.set(id, error);
  };

  async function batch(some: readonly string[]): Promise<void> {
    const request = { route: `/${kind}`, query: { ids: some.join(), market } };
    try {
      const answer = await client.request<Record<string, (Item | null)[]>>(request, options);
      client.learned.batch = true;
      for (const [place, id] of some.entries()) {
        const item = answer[kind]?.[place];
        if (item) await client.cache?.keep(single(id), item);
        outcomes.set(id, item ?? notFound(id, kind));
      }
    } catch (error) {
      const { status, reason } = error as SpotifyForbiddenError;
      if (status === 400) for (const id of some) alone.add(id);
      else if (gone.test(`${status}`) && !lasting.test(reason)) client.learned.batch = false;
      else fail(some, error);
    }
  }

  const isBatchAllowed = (): boolean => client.learned.batch ?? client.mode !== 'development';
  const forBatches = (): string[] => missing().filter((id) => !alone.has(id));
  // Only in auto mode is one wasted request risked, once, and only where batches would save some.
  for (let rest = forBatches(); rest.length > 1 && isBatchAllowed(); rest = forBatches()) {
    await batch(rest.slice(0, size));
    progress();
  }

  const rest = missing().values();
  const work = async (): Promise<void> => {
    for (const id of rest) {
      // Another one may have ended the work.
      if (outcomes.has(id)) continue;
      try {
        outcomes.set(id, await client.request<Item>(single(id), options));
      } catch (error) {
        fail([id], error);
      }
      progress();
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  const failures: BatchFailure[] = [];
  for (const [id, error] of outcomes) if (SpotifyError.isInstance(error)) failures.push({ id, error });
  const failed = new Set(failures.map(({ id }) => id));
  return { items: ids.map((id) => (failed.has(id) ? undefined : (outcomes.get(id) as Item))), failures };
}

function notFound(id: string, kind: string): SpotifyNotFoundError {
  return new SpotifyNotFoundError(`There is no ${id} in ${kind}. Check the id.`, {
    endpoint: `GET /${kind}`,
  });
}

/**
 * Many tracks, by ids, URIs or links: batches of 50 where the quota mode has them, else one call each under the
 * client's limit on concurrency. Each different id is asked for once. What fails is listed; only an abort throws.
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
