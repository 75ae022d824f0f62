import type { EndpointRequest } from '../client.ts';
import type { HttpResponse } from '../request/transport.ts';

/** What a cached answer is kept as. */
export interface CacheEntry {
  readonly value: unknown;
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
  /** The cached value while it is fresh; otherwise what `load` gets, conditionally where there is an ETag. */
  through<Result>(
    request: EndpointRequest,
    load: (headers: Readonly<Record<string, string>>) => Promise<{ response: HttpResponse; value: Result }>,
  ): Promise<Result>;
  /** A fresh value, without a request. */
  peek<Result>(request: EndpointRequest): Promise<Result | undefined>;
  /** Keeps a value that came by another way, such as a batch. */
  keep(request: EndpointRequest, value: unknown): Promise<void>;
  /** Forgets everything. */
  purge(): Promise<void>;
}
