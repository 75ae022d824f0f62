import type { AuthContext, SpotifyAuth } from './auth/auth.ts';
import type { SpotifyCache } from './cache/cache.ts';
import { readJson } from './endpoints/read.ts';
import {
  createTransport,
  type HttpRequest,
  type HttpResponse,
  type Query,
  type RequestOptions,
  type TransportOptions,
} from './request/transport.ts';

/** Which of Spotify's two API shapes the client id has; `auto` starts with what works in both and learns. */
export type SpotifyMode = 'auto' | 'development' | 'extended';

export interface SpotifyClientOptions extends TransportOptions, AuthContext {
  readonly auth: SpotifyAuth;
  /** @default https://api.spotify.com/v1 */
  readonly baseUrl?: string;
  /** @default https://accounts.spotify.com */
  readonly accountsUrl?: string;
  /** @default auto */
  readonly mode?: SpotifyMode;
  /** Answers of GETs are taken from here while they are fresh. @default none */
  readonly cache?: SpotifyCache;
}

/** One endpoint call, as the endpoint functions make it. */
export interface EndpointRequest {
  /** @default GET */
  readonly method?: HttpRequest['method'];
  /** Template, such as `/tracks/{id}`. */
  readonly route: string;
  /** What stands in the template's braces, in order. */
  readonly ids?: readonly string[];
  readonly query?: Query;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Safe to send twice. @default true except for POST */
  readonly idempotent?: boolean;
  /** Reads a success; whatever it throws makes it a failed attempt. @default a JSON object or list */
  readonly read?: (response: HttpResponse) => unknown;
}

/** What the client has found out about its client id. */
export interface LearnedMode {
  /** Whether batch reads (`?ids=`) are allowed; absent = not tried. */
  batch?: boolean;
  /** Largest page size known to be allowed, by route. */
  pageSize?: Record<string, number>;
}

/** Made by {@link createSpotifyClient}; passed to the endpoint functions. */
export interface SpotifyClient {
  readonly auth: SpotifyAuth;
  readonly cache: SpotifyCache | undefined;
  readonly mode: SpotifyMode;
  readonly learned: LearnedMode;
  /** Sends one request; for endpoints that have no function here. */
  request<Result>(request: EndpointRequest, options?: RequestOptions): Promise<Result>;
}

/** A client for the Spotify Web API. It holds no secret that can be printed or serialised. */
export function createSpotifyClient(options: SpotifyClientOptions): SpotifyClient {
  const { auth, cache, mode = 'auto', baseUrl = 'https://api.spotify.com/v1' } = options;
  const send = createTransport(options);

  const request: SpotifyClient['request'] = (endpoint, callOptions) => {
    const { method = 'GET', route, ids = [], idempotent = method !== 'POST', read = readJson } = endpoint;
    let position = 0;
    const path = route.replace(/{\w+}/g, () => encodeURIComponent(ids[position++] as string));
    return send(
      {
        ...endpoint,
        method,
        url: baseUrl + path,
        idempotent,
        token: (refused) => auth.accessToken(options, refused),
      },
      read as (response: HttpResponse) => never,
      callOptions,
    );
  };

  return {
    auth,
    cache,
    mode,
    learned: {},
    request: cache?.wrap(request) ?? request,
  };
}

/** Forgets the client's tokens and everything it has cached. */
export async function disconnect(client: SpotifyClient): Promise<void> {
  await client.auth.signOut?.();
  await client.cache?.purge();
}
