import { SsrmError } from '../errors.ts';
import { mergeTracks } from '../import/songs/song-index.ts';
import { songKey } from '../keys/song-key.ts';
import type { Track } from '../track.ts';
import { trackFromSpotify } from '../track-from-spotify.ts';
import { toTrackId } from '../track-values.ts';

/** What was found of a track, kept so that it need not be asked for again. */
export interface CachedLookup {
  /** When it was found, in ms since 1970. */
  readonly at: number;
  /** `null`: the service said that there is no such track. A look-up that failed is never kept. */
  readonly track: Track | null;
}

/** Where look-ups are kept: a `Map` will do for one run. */
export interface LookupCache {
  get(key: string): CachedLookup | undefined | Promise<CachedLookup | undefined>;
  set(key: string, lookup: CachedLookup): unknown;
}

/** How to ask the Web API. The functions reject where a request fails; a rejection with `status` 404 means that there is no such track. */
export interface TrackSource {
  /** The track object of an id. */
  readonly getTrack: (id: string, options: { readonly signal?: AbortSignal }) => Promise<unknown>;
  /**
   * The track objects of up to 50 ids in their order, `null` for those that do not exist, `undefined` for those that could not be had. The
   * Web API has it in extended quota only; without it, every track is a request.
   */
  readonly getTracks?: (
    ids: readonly string[],
    options: { readonly signal?: AbortSignal },
  ) => Promise<readonly unknown[]>;
  /** The track objects that match a search, for tracks of which only names are known. Without it, these stay as they are. */
  readonly searchTracks?: (
    query: string,
    options: { readonly signal?: AbortSignal },
  ) => Promise<readonly unknown[]>;
}

export interface FillOptions {
  /** Most requests in this run. Default 200. */
  readonly budget?: number;
  /** Default: none. */
  readonly cache?: LookupCache;
  /** Days after which a kept look-up is asked for again. Default 30. */
  readonly maximumAgeDays?: number;
  /** Default: the time of the call. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** A track that could not be asked about, and why. */
export interface UnresolvedTrack {
  readonly id: string;
  readonly reason: string;
  /** Asking again later may help: the request failed, or was not made for want of budget or after a failure. */
  readonly retryable: boolean;
}

/** What {@link fillTracks} did. */
export interface FillReport {
  /** Tracks that lacked something to begin with. */
  readonly incomplete: number;
  readonly requests: number;
  readonly fromCache: number;
  readonly filled: number;
  /** Ids of tracks that the service says do not exist, or that no search result matches. */
  readonly unavailable: readonly string[];
  /** Tracks whose look-up failed or was not made. Nothing is kept of them. */
  readonly unresolved: readonly UnresolvedTrack[];
}

const millisecondsPerDay = 86_400_000;
const batchSize = 50;
/** Failures in a row after which nothing more is asked. */
const patience = 3;

/**
 * The tracks with what they lack (length, explicit, popularity, album type, release date) looked up, the first tracks first: give them with those that matter
 * most in front. Known values and ids stay. What was found is kept in the cache at once, so that a run that stops, for whatever reason,
 * continues where it was. Popularity is not asked for on its own once an answer came without it (development mode has none).
 *
 * @throws the signal's reason if it is aborted; what was found before is in the cache.
 */
export async function fillTracks<Item extends Track>(
  tracks: readonly Item[],
  source: TrackSource,
  options: FillOptions = {},
): Promise<{ readonly tracks: readonly Item[]; readonly report: FillReport }> {
  const filler = new Filler(source, options);
  await filler.lookUp(tracks.filter((track) => lacks(track).length > 0));
  return { tracks: tracks.map((track) => filler.fill(track)), report: filler.report() };
}

class Filler {
  readonly #source: TrackSource;
  readonly #options: FillOptions;
  readonly #now: number;
  readonly #found = new Map<string, Track | null>();
  readonly #unresolved = new Map<string, UnresolvedTrack>();
  #incomplete = 0;
  #requests = 0;
  #fromCache = 0;
  #filled = 0;
  #done = 0;
  #total = 0;
  #failuresInRow = 0;
  #hasPopularity = true;
  #stopped: string | null = null;

  constructor(source: TrackSource, options: FillOptions) {
    this.#source = source;
    this.#options = options;
    this.#now = (options.now ?? new Date()).getTime();
  }

  async lookUp(tracks: readonly Track[]): Promise<void> {
    this.#incomplete = tracks.length;
    const missing: Track[] = [];
    for (const track of tracks) {
      this.#options.signal?.throwIfAborted();
      if (!(await this.#readCache(track))) {
        missing.push(track);
      }
    }
    const step = this.#source.getTracks === undefined ? 1 : batchSize;
    this.#total = missing.length;
    for (let position = 0; position < missing.length; position += step) {
      await this.#ask(missing.slice(position, position + step));
    }
  }

  fill<Item extends Track>(track: Item): Item {
    const found = this.#found.get(track.id);
    if (found === undefined || found === null) {
      return track;
    }
    const whole = { ...track, ...mergeTracks(track, found), id: track.id, name: track.name };
    this.#filled += Number(lacks(whole).length < lacks(track).length);
    return whole;
  }

  report(): FillReport {
    return {
      incomplete: this.#incomplete,
      requests: this.#requests,
      fromCache: this.#fromCache,
      filled: this.#filled,
      unavailable: Array.from(this.#found).flatMap(([id, track]) => (track === null ? [id] : [])),
      unresolved: [...this.#unresolved.values()],
    };
  }

  async #readCache(track: Track): Promise<boolean> {
    const cached = await this.#options.cache?.get(track.id);
    const maximumAge = (this.#options.maximumAgeDays ?? 30) * millisecondsPerDay;
    if (cached === undefined || this.#now - cached.at > maximumAge) {
      return false;
    }
    this.#fromCache++;
    this.#found.set(track.id, cached.track);
    return true;
  }

  async #ask(tracks: readonly Track[]): Promise<void> {
    const withId = tracks.filter((track) => toTrackId(track.id) !== null && this.#isWorthAsking(track));
    const named = tracks.filter((track) => toTrackId(track.id) === null);
    this.#advance(tracks.length - withId.length - named.length);
    const { getTracks, getTrack, searchTracks } = this.#source;
    const signal = this.#options.signal === undefined ? {} : { signal: this.#options.signal };
    if (getTracks !== undefined && withId.length > 0) {
      await this.#request(withId, async () =>
        getTracks(
          withId.map(({ id }) => id),
          signal,
        ),
      );
    } else {
      for (const track of withId) {
        await this.#request([track], async () => [await getTrack(track.id, signal)]);
      }
    }
    for (const track of named) {
      if (searchTracks === undefined || track.artistName === null || track.id.startsWith('spotify:local:')) {
        this.#leave([track], 'only names are known', false);
        this.#advance(1);
      } else {
        const query = `track:${track.name} artist:${track.artistName}`;
        await this.#request([track], async () => [pickMatch(track, await searchTracks(query, signal))]);
      }
    }
  }

  /** Only popularity is missing, and answers do not have it. */
  #isWorthAsking(track: Track): boolean {
    if (this.#hasPopularity || lacks(track).some((feature) => feature !== 'popularity')) {
      return true;
    }
    this.#leave([track], 'popularity is not given in development mode', false);
    return false;
  }

  async #request(tracks: readonly Track[], send: () => Promise<readonly unknown[]>): Promise<void> {
    this.#options.signal?.throwIfAborted();
    const { budget = 200 } = this.#options;
    const reason =
      this.#stopped ?? (this.#requests >= budget ? `the budget of ${budget} requests is spent` : null);
    if (reason !== null) {
      this.#leave(tracks, reason, true);
      this.#advance(tracks.length);
      return;
    }
    this.#requests++;
    for (const [index, answer] of (await this.#send(tracks, send)).entries()) {
      await this.#take(tracks[index] as Track, answer);
    }
    this.#advance(tracks.length);
  }

  /** An answer for each of the tracks; none where the request failed. */
  async #send(
    tracks: readonly Track[],
    send: () => Promise<readonly unknown[]>,
  ): Promise<readonly unknown[]> {
    try {
      const answers = await send();
      this.#failuresInRow = 0;
      return tracks.map((_, index) => answers[index]);
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      if (statusOf(error) === 404 && tracks.length === 1) {
        return [null];
      }
      this.#fail(tracks, error);
      return [];
    }
  }

  /** An answer: a track object, `null` for a track that does not exist, `undefined` for none. Anything else is a failure. */
  async #take(track: Track, answer: unknown): Promise<void> {
    if (answer === undefined) {
      this.#leave([track], 'the request failed', true);
      return;
    }
    if (answer === null) {
      await this.#keep(track, null);
      return;
    }
    try {
      const found = trackFromSpotify(answer);
      this.#hasPopularity = found.popularity !== null;
      await this.#keep(track, found);
    } catch (error) {
      if (!SsrmError.isInstance(error)) {
        throw error;
      }
      this.#leave([track], 'the answer is no track object', true);
    }
  }

  async #keep(track: Track, found: Track | null): Promise<void> {
    this.#found.set(track.id, found);
    await this.#options.cache?.set(track.id, { at: this.#now, track: found });
  }

  #fail(tracks: readonly Track[], error: unknown): void {
    const status = statusOf(error);
    const what = status === null ? 'the request failed' : `the request failed with status ${status}`;
    this.#leave(tracks, what, true);
    this.#failuresInRow++;
    if (status === 401 || status === 403 || status === 429 || this.#failuresInRow >= patience) {
      this.#stopped = `not asked: ${what} before`;
    }
  }

  #leave(tracks: readonly Track[], reason: string, retryable: boolean): void {
    for (const { id } of tracks) {
      this.#unresolved.set(id, { id, reason, retryable });
    }
  }

  #advance(count: number): void {
    this.#done += count;
    if (count > 0) {
      this.#options.onProgress?.({ done: this.#done, total: this.#total });
    }
  }
}

const fillable = ['durationMs', 'explicit', 'popularity', 'albumType', 'releaseDate'] as const;

function lacks(track: Track): (typeof fillable)[number][] {
  return fillable.filter((feature) => track[feature] === null);
}

/** The HTTP status that an error carries, by its shape. */
function statusOf(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' ? status : null;
}

/** The first result with the same title and artist, `null` if none has. */
function pickMatch(track: Track, results: readonly unknown[]): unknown {
  const same = (result: unknown): boolean => {
    try {
      return songKey(trackFromSpotify(result)) === songKey(track);
    } catch {
      return false;
    }
  };
  return results.find(same) ?? null;
}
