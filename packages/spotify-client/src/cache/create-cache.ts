import { toPath } from '../ids.ts';
import type { Clock } from '../request/clock.ts';
import { systemClock } from '../request/clock.ts';
import type { EndpointRequest, SendEndpointRequest } from '../request/endpoint-request.ts';
import type { HttpResponse } from '../request/http.ts';
import { readJson } from '../request/read-body.ts';
import { toSearch } from '../request/send.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { CacheEntry, CacheStore, SpotifyCache } from './cache.ts';
import { memoryCacheStore } from './memory-cache-store.ts';
import { createSharing } from './sharing.ts';

type Read = (response: HttpResponse) => unknown;

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
  /**
   * Told of what the store throws. Without it, a store that fails costs requests, never an answer; what it throws
   * itself fails the call.
   */
  readonly onError?: (error: unknown) => void;
  readonly clock?: Clock;
}

/** A cache for the `cache` option of a client, keyed by what was asked for, not by what came back. */
export function createCache(options: CacheOptions = {}): SpotifyCache {
  const { store = memoryCacheStore(), ttlMs = 3_600_000, account, onError, clock = systemClock } = options;

  /** `undefined` for what is not to be cached. */
  const keyOf = ({ method = 'GET', route, ids, query }: EndpointRequest): string | undefined => {
    const isPersonal = /^\/(me|playlists)\b/.test(route);
    if (method !== 'GET' || route.startsWith('/me/player') || (isPersonal && account === undefined))
      return undefined;
    return `${account ?? ''} ${toPath(route, ids)}${toSearch(query)}`;
  };
  const attempt = <Result>(work: Promise<Result>): Promise<Result | undefined> =>
    work.catch((error) => void onError?.(error));
  const find = (key: string): Promise<CacheEntry | undefined> => attempt(store.read(key));
  const keep = (key: string, entry: CacheEntry): Promise<void> => attempt(store.write(key, entry));
  /** What a fresh entry says; `undefined` for one that has expired or is damaged. */
  const readFresh = (entry: CacheEntry | undefined, read: Read): unknown => {
    if (!entry || entry.expiresAt <= clock.now()) return undefined;
    try {
      return read({ ok: true, status: 200, headers: new Headers(), text: entry.value });
    } catch {
      return undefined;
    }
  };

  /** A fresh value, or a new one. */
  async function load<Result>(
    key: string,
    request: SendEndpointRequest,
    endpoint: EndpointRequest,
    callOptions: RequestOptions | undefined,
  ): Promise<Result> {
    const { read = readJson, headers } = endpoint;
    const known = await find(key);
    const fresh = readFresh(known, read);
    if (fresh !== undefined) return fresh as Result;
    let entry: CacheEntry | undefined;
    const value = await request<Result>(
      {
        ...endpoint,
        ...(known?.etag && { headers: { ...headers, 'if-none-match': known.etag } }),
        read(response) {
          const same = response.status === 304 ? known : undefined;
          const text = same?.value ?? response.text;
          const result = read({ ...response, text });
          const etag = response.headers.get('etag') ?? same?.etag;
          entry = text ? { value: text, etag, expiresAt: clock.now() + ttlMs } : undefined;
          return result;
        },
      },
      callOptions,
    );
    if (entry) await keep(key, entry);
    return value;
  }

  return {
    wrap(request) {
      const share = createSharing();
      return (endpoint, callOptions = {}) => {
        const key = keyOf(endpoint);
        if (key === undefined) return request(endpoint, callOptions);
        const { signal, ...limits } = callOptions;
        const name = `${endpoint.method ?? 'GET'} ${endpoint.route}`;
        return share(JSON.stringify([key, limits]), name, signal, (shared) =>
          load(key, request, endpoint, { ...limits, signal: shared }),
        );
      };
    },
    async peek(endpoint) {
      const key = keyOf(endpoint);
      return key === undefined ? undefined : (readFresh(await find(key), readJson) as never);
    },
    async keep(endpoint, value) {
      const key = keyOf(endpoint);
      const expiresAt = clock.now() + ttlMs;
      if (key !== undefined) await keep(key, { value: JSON.stringify(value), expiresAt });
    },
    purge: () => store.clear(),
  };
}
