import type { SpotifyAuth } from './auth/auth.ts';
import { createAuthContext } from './auth/auth-context.ts';
import type { SpotifyCache } from './cache/cache.ts';
import { SpotifyAuthError, SpotifyResponseError } from './errors.ts';
import { createBudget, type RequestBudget } from './request/budget.ts';
import { type Clock, systemClock, withSignal } from './request/clock.ts';
import type { SpotifyEvent } from './request/events.ts';
import {
  createTransport,
  type HttpRequest,
  type HttpResponse,
  type Query,
  type RequestLimits,
  runCall,
} from './request/transport.ts';

/** Which of Spotify's two API shapes the client id has; `auto` starts with what works in both and learns. */
export type SpotifyMode = 'auto' | 'development' | 'extended';

export interface SpotifyClientOptions extends RequestLimits {
  readonly auth: SpotifyAuth;
  /** @default https://api.spotify.com/v1 */
  readonly baseUrl?: string;
  /** @default https://accounts.spotify.com */
  readonly accountsUrl?: string;
  /** @default the global fetch */
  readonly fetch?: typeof fetch;
  /** @default auto */
  readonly mode?: SpotifyMode;
  /** Requests under way at once. @default 4 */
  readonly concurrency?: number;
  /** Requests allowed within a rolling window; more are refused. @default no limit */
  readonly budget?: RequestBudget;
  /** Answers of GETs are taken from here while they are fresh. @default none */
  readonly cache?: SpotifyCache;
  /** Told of every request, answer and wait; never of a header, a body or a query. */
  readonly onEvent?: (event: SpotifyEvent) => void;
  /** Replaced in tests. @default the system's */
  readonly clock?: Clock;
}

/** Options of every endpoint function. */
export interface RequestOptions extends RequestLimits {
  /** Ends the call, in every wait too, with {@link SpotifyAbortedError}. */
  readonly signal?: AbortSignal | undefined;
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
  readonly contentType?: string;
  /** @default true except for POST */
  readonly idempotent?: boolean;
  /**
   * The body of a success: `json` must be there, `optional` may be absent (the result is `undefined`),
   * `ignored` is not looked at. @default json
   */
  readonly answer?: 'json' | 'optional' | 'ignored';
}

/** What the client has found out about its client id. */
export interface LearnedMode {
  /** Whether batch reads (`?ids=`) are allowed; absent = not tried. */
  batch?: boolean;
  /** Largest page size known to be allowed, by route. */
  readonly pageSize: Record<string, number>;
}

/** Made by {@link createSpotifyClient}; passed to the endpoint functions. */
export interface SpotifyClient {
  readonly mode: SpotifyMode;
  readonly learned: LearnedMode;
  readonly cache: SpotifyCache | undefined;
  /** Sends one request; for endpoints that have no function here. */
  request<Result>(request: EndpointRequest, options?: RequestOptions): Promise<Result>;
  /** Requests sent so far, by endpoint. */
  usage(): Readonly<Record<string, number>>;
  /** Forgets the tokens and everything cached. */
  disconnect(): Promise<void>;
}

/** A client for the Spotify Web API. It holds no secret that can be printed or serialised. */
export function createSpotifyClient(options: SpotifyClientOptions): SpotifyClient {
  const { auth, cache, mode = 'auto', baseUrl = 'https://api.spotify.com/v1', clock = systemClock } = options;
  const budget = createBudget(options.budget, clock.now);
  const settings = {
    timeoutMs: options.timeoutMs ?? 20_000,
    deadlineMs: options.deadlineMs ?? 120_000,
    retries: options.retries ?? 8,
    maxRetryAfterMs: options.maxRetryAfterMs ?? 30_000,
    concurrency: options.concurrency ?? 4,
    fetch: options.fetch,
    clock,
    onEvent: options.onEvent,
    beforeRequest: budget.spend,
  };
  const transport = createTransport(settings);
  const context = createAuthContext({ ...options, clock });

  async function send<Result>(
    endpoint: EndpointRequest,
    limits: RequestOptions,
    headers: Readonly<Record<string, string>>,
    accept: (response: HttpResponse) => Result,
  ): Promise<Result> {
    const { method = 'GET', route, query, body, contentType } = endpoint;
    const ids = [...(endpoint.ids ?? [])];
    const path = route.replace(/{\w+}/g, () => encodeURIComponent(ids.shift() ?? ''));
    return runCall(`${method} ${route}`, settings, limits, async (call) => {
      const authorized = (token: string): Promise<Result> =>
        transport.send(
          {
            method,
            url: baseUrl + path,
            route,
            query,
            body,
            headers: {
              ...headers,
              ...(contentType && { 'content-type': contentType }),
              authorization: `Bearer ${token}`,
            },
            idempotent: endpoint.idempotent ?? method !== 'POST',
            secrets: [token],
          },
          call,
          accept,
          limits,
        );
      const token = await withSignal(auth.accessToken(context), call.signal);
      try {
        return await authorized(token);
      } catch (error) {
        if (!SpotifyAuthError.isInstance(error) || error.status !== 401) throw error;
        const renewed = await withSignal(auth.renew(context, token), call.signal);
        if (renewed === undefined) throw error;
        return authorized(renewed);
      }
    });
  }

  return {
    mode,
    cache,
    learned: { ...(mode !== 'auto' && { batch: mode === 'extended' }), pageSize: {} },
    async request<Result>(endpoint: EndpointRequest, limits: RequestOptions = {}) {
      const read = (response: HttpResponse): Result => readAnswer(endpoint, response) as Result;
      if (!cache || (endpoint.method ?? 'GET') !== 'GET') return send(endpoint, limits, {}, read);
      return cache.through(endpoint, (headers) =>
        send(endpoint, limits, headers, (response) => ({ response, value: read(response) })),
      );
    },
    usage: budget.usage,
    async disconnect() {
      await auth.signOut?.();
      await cache?.purge();
    },
  };
}

function readAnswer(endpoint: EndpointRequest, { status, text }: HttpResponse): unknown {
  if (endpoint.answer === 'ignored' || status === 304) return undefined;
  if (text === '' && endpoint.answer === 'optional') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, with the text.
  }
  const name = `${endpoint.method ?? 'GET'} ${endpoint.route}`;
  const came = text === '' ? 'an empty body' : 'something else';
  throw new SpotifyResponseError(
    `${name} answered ${status}; JSON was expected, ${came} came. Try again later.`,
    {
      status,
      endpoint: name,
      body: text,
    },
  );
}
