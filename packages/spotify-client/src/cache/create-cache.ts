import type { EndpointRequest } from '../client.ts';
import type { Clock } from '../request/clock.ts';
import { systemClock } from '../request/clock.ts';
import type { HttpResponse } from '../request/transport.ts';
import type { CacheStore, SpotifyCache } from './cache.ts';
import { memoryCacheStore } from './memory-cache-store.ts';

export interface CacheOptions {
  /** @default in memory, 1000 answers */
  readonly store?: CacheStore;
  /** How long an answer is fresh, in milliseconds. Spotify's terms forbid keeping them for ever. @default 1 hour */
  readonly ttlMs?: number;
  /**
   * Whose answers these are: `account_id` of the person. Without it only the catalogue is cached,
   * not what depends on the person (`/me…`, playlists).
   */
  readonly account?: string;
  readonly clock?: Clock;
}

/** A cache for the `cache` option of a client, keyed by what was asked for, not by what came back. */
export function createCache(options: CacheOptions = {}): SpotifyCache {
  const { store = memoryCacheStore(), ttlMs = 3_600_000, account, clock = systemClock } = options;

  /** `undefined` for what is not to be cached. */
  const keyOf = ({ method = 'GET', route, ids = [], query = {} }: EndpointRequest): string | undefined => {
    const isPersonal = /^\/(me|playlists)\b/.test(route);
    if (method !== 'GET' || route.startsWith('/me/player') || (isPersonal && account === undefined))
      return undefined;
    const parts = Object.entries(query).filter(([, value]) => value !== undefined);
    return JSON.stringify([
      account ?? '',
      route,
      ids,
      parts.sort(([left], [right]) => (left < right ? -1 : 1)),
    ]);
  };

  return {
    wrap: (request) => async (endpoint, callOptions) => {
      const key = keyOf(endpoint);
      if (key === undefined) return request(endpoint, callOptions);
      const known = await store.read(key);
      if (known && known.expiresAt > clock.now()) return known.value as never;
      let etag: string | null = null;
      let isUnchanged = false;
      const value = await request<never>(
        {
          ...endpoint,
          ...(known?.etag && { headers: { ...endpoint.headers, 'if-none-match': known.etag } }),
          read: (response: HttpResponse) => {
            etag = response.headers.get('etag');
            isUnchanged = response.status === 304;
            return isUnchanged
              ? known?.value
              : endpoint.read
                ? endpoint.read(response)
                : JSON.parse(response.text);
          },
        },
        callOptions,
      );
      const tag = etag ?? (isUnchanged ? known?.etag : undefined);
      await store.write(key, { value, etag: tag, expiresAt: clock.now() + ttlMs });
      return value;
    },
    async peek(endpoint) {
      const key = keyOf(endpoint);
      const known = key === undefined ? undefined : await store.read(key);
      return known && known.expiresAt > clock.now() ? (known.value as never) : undefined;
    },
    async keep(endpoint, value) {
      const key = keyOf(endpoint);
      if (key !== undefined) await store.write(key, { value, expiresAt: clock.now() + ttlMs });
    },
    purge: () => store.clear(),
  };
}
