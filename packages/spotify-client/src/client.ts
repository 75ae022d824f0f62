import type { AuthContext, SpotifyAuth } from './auth/auth.ts';
import type { SpotifyCache } from './cache/cache.ts';
import { toPath } from './ids.ts';
import type { SendEndpointRequest } from './request/endpoint-request.ts';
import type { HttpResponse } from './request/http.ts';
import { readJson } from './request/read-body.ts';
import { createTransport, type TransportOptions } from './request/transport.ts';

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
  readonly request: SendEndpointRequest;
}

/** A client for the Spotify Web API. It holds no secret that can be printed or serialised. */
export function createSpotifyClient(options: SpotifyClientOptions): SpotifyClient {
  const { auth, cache, mode = 'auto', baseUrl = 'https://api.spotify.com/v1' } = options;
  const send = createTransport(options);
  const sendEndpoint: SendEndpointRequest = (endpoint, callOptions) => {
    const { method = 'GET', route, ids, idempotent = method !== 'POST', read = readJson } = endpoint;
    return send(
      {
        ...endpoint,
        method,
        url: baseUrl + toPath(route, ids),
        idempotent,
        token: (refused) => auth.accessToken(options, refused),
      },
      read as (response: HttpResponse) => never,
      callOptions,
    );
  };
  const request = cache?.wrap(sendEndpoint) ?? sendEndpoint;
  return {
    auth,
    cache,
    mode,
    learned: {},
    // An id that is none throws at once; a promise rejects.
    request: async (endpoint, callOptions) => request(endpoint, callOptions),
  };
}

/** Forgets the client's tokens and everything it has cached. */
export async function disconnect(client: SpotifyClient): Promise<void> {
  await client.auth.signOut?.();
  await client.cache?.purge();
}
