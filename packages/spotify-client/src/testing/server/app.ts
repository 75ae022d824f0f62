import { createWorld, type World, type WorldListener } from '../world/index.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { createFaultScript, type FaultRule, type FaultScript } from './faults.ts';
import { type Answer, Refusal, refuse } from './json.ts';
import { createLibraryState } from './library-state.ts';
import { ObjectBuilder, type ServerMode } from './objects.ts';
import { applyFault, toResponse } from './respond.ts';
import type { Route, RouteContext } from './route.ts';
import { matchRoute } from './routes/index.ts';
import { createSessions, type RefreshBehaviour, type Session } from './sessions.ts';

/** Every scope that a route of the stand-in asks for. */
export const ALL_SCOPES: readonly string[] = [
  'playlist-modify-private',
  'playlist-modify-public',
  'playlist-read-private',
  'ugc-image-upload',
  'user-follow-modify',
  'user-follow-read',
  'user-library-modify',
  'user-library-read',
  'user-modify-playback-state',
  'user-read-currently-playing',
  'user-read-email',
  'user-read-playback-position',
  'user-read-playback-state',
  'user-read-private',
  'user-read-recently-played',
  'user-top-read',
];

export interface SpotifyAppOptions {
  /** Of the world, where none is given, and of the faults' dice. @default 1 */
  readonly seed?: number;
  /** @default a world of the seed */
  readonly world?: World;
  /** @default extended */
  readonly mode?: ServerMode;
  /** Who uses the browser and owns {@link SpotifyApp.accessToken}. @default the world's first listener */
  readonly listener?: WorldListener;
  readonly faults?: readonly FaultRule[];
  /** Life of an access token in seconds. @default 3600 */
  readonly expiresIn?: number;
  /** @default kept */
  readonly refreshTokens?: RefreshBehaviour;
  /** A rolling rate limit of its own. @default none */
  readonly rateLimit?: { readonly requests: number; readonly windowMs: number };
  /** A quota over 24 hours, for all of the Web API. @default none */
  readonly quota?: { readonly requests: number };
  /** Milliseconds since 1970. @default the real time */
  readonly now?: () => number;
}

/** One request as the stand-in saw it. */
export interface SeenRequest {
  readonly method: string;
  /** Method and template, such as `GET /tracks/{id}`; method and path where there is no such route. */
  readonly route: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number | undefined;
}

/** The stand-in for Spotify, without a socket: accounts service and Web API behind one `fetch`. */
export interface SpotifyApp {
  /** Takes the place of the global `fetch`. Addresses count from {@link apiUrl} and {@link accountsUrl}. */
  readonly fetch: typeof fetch;
  /** The same as a browser's script sees it: no `Retry-After`, and nothing at all without CORS headers. */
  readonly browserFetch: typeof fetch;
  readonly apiUrl: string;
  readonly accountsUrl: string;
  readonly world: World;
  readonly listener: WorldListener;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A token of the listener with every scope. */
  readonly accessToken: string;
  /** A token with chosen scopes; `listener: null` = the app's own. */
  issueToken(options?: {
    readonly listener?: WorldListener | null;
    readonly scopes?: readonly string[];
  }): string;
  /** A refresh token of the listener, as a sign-in with these scopes would give. */
  issueRefreshToken(scopes?: readonly string[]): string;
  readonly faults: FaultScript;
  /** Every request so far, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Whether the person at the authorize page consents; they do until told otherwise. */
  setConsent(consents: boolean): void;
  /** Ends the life of every access token. */
  expireTokens(): void;
  /** Makes every refresh token invalid. */
  revokeRefreshTokens(): void;
}

/** Used by the socket server, which knows its address only when it listens. */
export interface AddressedApp extends SpotifyApp {
  setOrigin(origin: string): void;
  handle(request: Request): Promise<Response>;
}

export function createAddressedApp(options: SpotifyAppOptions = {}): AddressedApp {
  const { seed = 1, mode = 'extended', expiresIn = 3600, now = Date.now } = options;
  const world = options.world ?? createWorld({ seed });
  const listener = options.listener ?? (world.listeners[0] as WorldListener);
  const address = { apiUrl: 'https://api.spotify.com/v1', accountsUrl: 'https://accounts.spotify.com' };
  const sessions = createSessions(now, expiresIn * 1000);
  const state = createLibraryState(world, now);
  const objects = new ObjectBuilder(world, mode, () => address.apiUrl);
  const faults = createFaultScript(seed, options.faults ?? []);
  const requests: SeenRequest[] = [];
  let consents = true;
  const clientId = '0123456789abcdef0123456789abcdef';
  const clientSecret = 'fedcba9876543210fedcba9876543210';
  const accounts = createAccounts({
    clientId,
    clientSecret,
    sessions,
    lifetimeMs: expiresIn * 1000,
    refreshTokens: options.refreshTokens ?? 'kept',
    listener,
    approves: () => consents,
  });
  const limit = createOwnLimits(options, now);

  async function answerApi(
    request: Request,
    url: URL,
    route: Route | undefined,
    ids: readonly string[],
    body: string,
  ) {
    const session = authenticate(request.headers, sessions.find);
    if (!route) return refuse(404, 'Service not found');
    if (route.extendedOnly && mode === 'development') refuse(403, 'Forbidden');
    authorize(route, session);
    limit();
    const context: RouteContext = {
      world,
      mode,
      objects,
      state,
      apiUrl: address.apiUrl,
      session,
      listener: session.listener as WorldListener,
      ids,
      url,
      query: url.searchParams,
      body,
      headers: request.headers,
    };
    return conditional(route, request.headers, await route.handle(context));
  }

  async function handle(request: Request): Promise<Response> {
    if (request.method === 'OPTIONS') return toResponse({ status: 204 });
    const url = new URL(request.url);
    const body = request.method === 'GET' ? '' : await request.text();
    const target = locate(request.method, url, address);
    const fault = faults.next(target.name);
    const seen = { status: undefined as number | undefined };
    requests.push(
      Object.assign(seen, {
        method: request.method,
        route: target.name,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        body,
      }),
    );
    const answer = async (): Promise<Answer> => {
      try {
        return target.isApi
          ? await answerApi(request, url, target.route, target.ids, body)
          : await answerAccounts(accounts, request, url, body);
      } catch (error) {
        if (error instanceof Refusal) return error.answer;
        throw error;
      }
    };
    const response = await applyFault(fault, answer, url, request.signal);
    seen.status = response.status;
    return response;
  }

  const issueToken: SpotifyApp['issueToken'] = ({ listener: whose = listener, scopes = ALL_SCOPES } = {}) =>
    sessions.issue({ listener: whose ?? undefined, scopes: whose ? scopes : [] });

  const app: AddressedApp = {
    handle,
    fetch: async (input, init) => handle(new Request(input, init)),
    browserFetch: async (input, init) => throughBrowser(await handle(new Request(input, init))),
    get apiUrl() {
      return address.apiUrl;
    },
    get accountsUrl() {
      return address.accountsUrl;
    },
    setOrigin(origin) {
      address.apiUrl = `${origin}/v1`;
      address.accountsUrl = origin;
    },
    world,
    listener,
    clientId,
    clientSecret,
    accessToken: sessions.issue({ listener, scopes: ALL_SCOPES }),
    issueToken,
    issueRefreshToken: (scopes = ALL_SCOPES) => sessions.issueRefresh({ listener, scopes }),
    faults,
    requests,
    setConsent(value) {
      consents = value;
    },
    expireTokens: sessions.expireAll,
    revokeRefreshTokens: sessions.revokeAll,
  };
  return app;
}

/** The stand-in as an injected `fetch`: `createSpotifyClient({ fetch: app.fetch, auth: bearerToken(app.accessToken) })`. */
export function createSpotifyApp(options: SpotifyAppOptions = {}): SpotifyApp {
  return createAddressedApp(options);
}

const tagged = /^\/(me\/(tracks|albums|shows|library\/contains)|episodes\/{id})$/;

/** An ETag where Spotify has been seen to send one, and 304 where the client has that version. */
function conditional(route: Route, headers: Headers, answer: Answer): Answer {
  if (route.method !== 'GET' || answer.status !== 200 || !tagged.test(route.path)) return answer;
  let hash = 0;
  for (const character of JSON.stringify(answer.body)) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) as number)) | 0;
  }
  const etag = `"${(hash >>> 0).toString(16)}"`;
  return headers.get('if-none-match') === etag
    ? { status: 304, headers: { etag } }
    : { ...answer, headers: { etag, 'cache-control': 'private, max-age=0' } };
}

/** Which operation a request is for. */
function locate(
  method: string,
  url: URL,
  address: { readonly apiUrl: string; readonly accountsUrl: string },
): { name: string; isApi: boolean; route: Route | undefined; ids: readonly string[] } {
  const api = new URL(address.apiUrl);
  const isApi = url.origin === api.origin && url.pathname.startsWith(`${api.pathname}/`);
  const path = isApi ? url.pathname.slice(api.pathname.length) : url.pathname;
  const match = isApi ? matchRoute(method, path) : undefined;
  return {
    name: `${method} ${match?.route.path ?? path}`,
    isApi,
    route: match?.route,
    ids: match?.ids ?? [],
  };
}

async function answerAccounts(accounts: Accounts, request: Request, url: URL, body: string): Promise<Answer> {
  if (request.method === 'GET' && url.pathname === '/authorize') return accounts.authorize(url.searchParams);
  if (request.method === 'POST' && url.pathname === '/api/token') {
    return accounts.token(request.headers, new URLSearchParams(body));
  }
  return { status: 404, body: 'Not found' };
}

function authenticate(headers: Headers, find: (token: string) => Session | undefined): Session {
  const header = headers.get('authorization');
  const session = header?.startsWith('Bearer ') ? find(header.slice(7)) : undefined;
  if (session) return session;
  const error = header === null ? 'missing_token' : 'invalid_token';
  throw new Refusal({
    status: 401,
    body: { error: { status: 401, message: 'Valid user authentication required' } },
    headers: { 'www-authenticate': `Bearer realm="spotify", error="${error}"` },
  });
}

function authorize(route: Route, session: Session): void {
  if ((route.person || route.scopes) && !session.listener) refuse(401, 'Valid user authentication required');
  const isMissing = (group: readonly string[]): boolean =>
    !group.some((scope) => session.scopes.includes(scope));
  if (route.scopes?.some(isMissing)) refuse(403, 'Insufficient client scope');
}

/** The stand-in's own rate limit and quota, where it was given them. */
function createOwnLimits({ rateLimit, quota }: SpotifyAppOptions, now: () => number): () => void {
  const dayMs = 86_400_000;
  let times: number[] = [];
  return () => {
    times = times.filter((time) => time > now() - dayMs);
    if (quota && times.length >= quota.requests) {
      const seconds = Math.ceil(((times[0] ?? now()) + dayMs - now()) / 1000);
      tooMany(seconds, { message: 'Too many requests', reason: 'QUOTA_EXCEEDED' });
    }
    const recent = rateLimit ? times.filter((time) => time > now() - rateLimit.windowMs) : [];
    if (rateLimit && recent.length >= rateLimit.requests) {
      const seconds = Math.ceil(((recent[0] ?? now()) + rateLimit.windowMs - now()) / 1000);
      tooMany(seconds, { message: 'API rate limit exceeded' });
    }
    times.push(now());
  };
}

function tooMany(seconds: number, error: object): never {
  throw new Refusal({
    status: 429,
    body: { error: { status: 429, ...error } },
    headers: { 'retry-after': String(seconds) },
  });
}

/** What a page's script gets to see. */
function throughBrowser(response: Response): Response {
  if (!response.headers.has('access-control-allow-origin')) throw new TypeError('Failed to fetch');
  const headers = new Headers();
  for (const name of ['cache-control', 'content-type', 'etag']) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers });
}
