import type { EndpointRequest, SendEndpointRequest } from '../request/endpoint-request.ts';

/** What a cached answer is kept as. */
export interface CacheEntry {
  /** The JSON that Spotify sent, as text: each reader gets an object of its own. */
  readonly value: string;
  readonly etag?: string | undefined;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Where cached answers live. */
export interface CacheStore {
  read(key: string): Promise<CacheEntry | undefined>;
  write(key: string, entry: CacheEntry): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
}

/** Opt-in cache of GET answers; made by {@link createCache}. */
export interface SpotifyCache {
  /** The same `request`, with fresh values taken from the cache; calls for the same at one time share a request. */
  wrap(request: SendEndpointRequest): SendEndpointRequest;
  /** A fresh value, without a request. */
  peek<Result>(request: EndpointRequest): Promise<Result | undefined>;
  /** Keeps a value that came by another way, such as a batch. */
  keep(request: EndpointRequest, value: unknown): Promise<void>;
  /** Forgets everything. */
  purge(): Promise<void>;
}
