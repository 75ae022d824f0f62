import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  authorizationCode,
  bearerToken,
  clientCredentials,
  createSpotifyClient,
  disconnect,
  getCurrentUser,
  getTopTracks,
  getTrack,
  memoryTokenStore,
  pkce,
  SpotifyAuthError,
  type SpotifyToken,
  type UserAuthOptions,
  webTokenStore,
} from '../index.ts';
import {
  createSpotifyServer,
  createTestClock,
  createWorld,
  FEW_SONG_IDS,
  type SpotifyServer,
  type SpotifyServerOptions,
  type TestClock,
} from '../testing/index.ts';

const world = createWorld({ seed: 4, artistCount: 20, topTrackCount: 100 });
const trackId = FEW_SONG_IDS[0] as string;
let server: SpotifyServer;
let clock: TestClock;
const start = async (options: SpotifyServerOptions = {}): Promise<void> => {
  clock = createTestClock();
  server = await createSpotifyServer({ world, now: clock.now, ...options });
};
beforeEach(() => start());
afterEach(() => server.close());

const tokenRequests = () => server.requests.filter(({ route }) => route === 'POST /api/token');
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );
const clientOf = (auth: Parameters<typeof createSpotifyClient>[0]['auth']) =>
  createSpotifyClient({ auth, baseUrl: server.apiUrl, accountsUrl: server.accountsUrl, clock });

/** Options of a user flow with a token whose life is over. */
function expired(options: Partial<UserAuthOptions> = {}, change: Partial<SpotifyToken> = {}) {
  const authorizedAt = clock.now() - 7_200_000;
  const refreshToken = server.issueRefreshToken(['user-top-read']);
  const token = { accessToken: 'BQ-old', expiresAt: clock.now() - 1, refreshToken, scopes: [], authorizedAt };
  const store = memoryTokenStore({ ...token, ...change });
  const { clientId } = server;
  return { clientId, redirectUri: 'http://127.0.0.1:8888/callback', store, ...options };
}

/** What the person's browser does: follows the address, and comes back with the callback. */
async function visit(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  return response.headers.get('location') as string;
}

describe('signing in', () => {
  const options = (): UserAuthOptions => ({
    clientId: server.clientId,
    redirectUri: 'http://127.0.0.1:8888/callback',
    scopes: ['user-top-read', 'user-library-read'],
    accountsUrl: server.accountsUrl,
  });

  test('with PKCE: no secret is sent, and the verifier matches its challenge', async () => {
    const auth = pkce(options());
    const address = new URL(await auth.startSignIn({ showDialog: true }));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: server.clientId,
      redirect_uri: 'http://127.0.0.1:8888/callback',
      scope: 'user-top-read user-library-read',
      code_challenge_method: 'S256',
      show_dialog: 'true',
    });
    await auth.finishSignIn(await visit(address.href));
    const form = new URLSearchParams(tokenRequests()[0]?.body);
    expect(form.get('code_verifier')).toMatch(/^[\w-]{86}$/);
    expect(form.has('client_secret')).toBe(false);
    expect((await getTopTracks(clientOf(auth)).page()).total).toBe(50);
  });

  test('with a secret', async () => {
    const auth = authorizationCode({ ...options(), clientSecret: server.clientSecret });
    const address = new URL(await auth.startSignIn());
    expect(address.searchParams.has('code_challenge')).toBe(false);
    await auth.finishSignIn(await visit(address.href));
    expect((await getCurrentUser(clientOf(auth))).id).toBe(server.listener.id);
  });

  test('a callback is taken once, and only with the state that was sent', async () => {
    const auth = pkce(options());
    const callback = await visit(await auth.startSignIn());
    const forged = new URL(callback);
    forged.searchParams.set('state', 'guessed');
    expect(await caught(auth.finishSignIn(forged.href))).toMatchObject({ reason: 'state-mismatch' });
    expect(tokenRequests()).toHaveLength(0);
    await auth.finishSignIn(callback);
    expect(await caught(auth.finishSignIn(callback))).toMatchObject({ reason: 'state-mismatch' });
    expect(tokenRequests()).toHaveLength(1);
  });

  test('a person who declines is told apart from a fault', async () => {
    server.setConsent(false);
    const auth = pkce(options());
    const callback = await visit(await auth.startSignIn());
    expect(await caught(auth.finishSignIn(callback))).toMatchObject({
      code: 'auth',
      reason: 'access-denied',
    });
  });

  test('a sign-in survives that the page is left, where it is told where to wait', async () => {
    const items = new Map<string, string>();
    const pendingStorage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    };
    const callback = await visit(await pkce({ ...options(), pendingStorage }).startSignIn());
    const store = webTokenStore(pendingStorage);
    await pkce({ ...options(), pendingStorage, store }).finishSignIn(callback);
    expect([...items.keys()]).toEqual(['ssrm.spotify.token']);
    expect((await store.read())?.scopes).toEqual(['user-top-read', 'user-library-read']);
    await disconnect(clientOf(pkce({ ...options(), pendingStorage, store })));
    expect(items.size).toBe(0);
  });

  test.each(['{"accessToken":', '[]', 'null', '{"accessToken":1}', ''])(
    'a damaged web store (%s) counts as an empty one',
    async (text) => {
      const items = new Map([
        ['ssrm.spotify.token', text],
        ['ssrm.spotify.sign-in', text],
      ]);
      const storage = {
        getItem: (key: string) => items.get(key) ?? null,
        setItem: (key: string, value: string) => void items.set(key, value),
        removeItem: (key: string) => void items.delete(key),
      };
      const auth = pkce({ ...options(), pendingStorage: storage, store: webTokenStore(storage) });
      expect(await caught(getCurrentUser(clientOf(auth)))).toMatchObject({ reason: 'sign-in-required' });
      expect(await caught(auth.finishSignIn('http://127.0.0.1:8888/callback?code=x'))).toMatchObject({
        reason: 'state-mismatch',
      });
      expect(await caught(auth.finishSignIn('nonsense'))).toMatchObject({ reason: 'state-mismatch' });
      await auth.finishSignIn(await visit(await auth.startSignIn()));
      expect((await getCurrentUser(clientOf(auth))).id).toBe(server.listener.id);
    },
  );

  test('the six months are counted from the consent, whatever is refreshed', async () => {
    const auth = pkce(options());
    await auth.finishSignIn(await visit(await auth.startSignIn()));
    const before = await auth.session();
    const consent = Number(before?.authorizedAt);
    expect(Number(before?.reauthorizeBy) - consent).toBe(181 * 86_400_000);
    server.expireTokens();
    await getCurrentUser(clientOf(auth));
    expect((await auth.session())?.reauthorizeBy).toEqual(before?.reauthorizeBy);
  });

  test('a client nobody has signed in to says so', async () => {
    const error = await caught(getCurrentUser(clientOf(pkce(options()))));
    expect(error).toBeInstanceOf(SpotifyAuthError);
    expect(error).toMatchObject({ reason: 'sign-in-required' });
  });
});

describe('refreshing', () => {
  test('100 calls with an expired token cause one refresh', async () => {
    const client = clientOf(pkce(expired()));
    await Promise.all(Array.from({ length: 100 }, () => getTrack(client, trackId)));
    expect(tokenRequests()).toHaveLength(1);
  });

  test('100 calls whose token is refused cause one refresh, and each is sent again once', async () => {
    const client = clientOf(pkce(expired({}, { expiresAt: clock.now() + 3_600_000 })));
    await Promise.all(Array.from({ length: 100 }, () => getTrack(client, trackId)));
    expect(tokenRequests()).toHaveLength(1);
    const calls = server.requests.filter(({ route }) => route === 'GET /tracks/{id}');
    expect(calls.length).toBeLessThanOrEqual(200);
    expect(calls.filter(({ status }) => status === 200)).toHaveLength(100);
  });

  test('calls that wait for a place do not send a token that others have seen refused', async () => {
    const client = clientOf(pkce(expired({}, { expiresAt: clock.now() + 3_600_000 })));
    await Promise.all(Array.from({ length: 50 }, () => getTrack(client, trackId)));
    const calls = server.requests.filter(({ route }) => route === 'GET /tracks/{id}');
    // No more than were under way at once.
    expect(calls.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(4);
    expect(tokenRequests()).toHaveLength(1);
  });

  test('so do 100 calls of two clients that share an auth', async () => {
    const auth = pkce(expired());
    const clients = [clientOf(auth), clientOf(auth)];
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => getTrack(clients[index % 2] as never, trackId)),
    );
    expect(tokenRequests()).toHaveLength(1);
  });

  test('a token that is refused again after the refresh is an error, not a loop', async () => {
    server.faults.add({ route: 'GET /me', fault: { kind: 'status', status: 401, body: {} } });
    const error = await caught(getCurrentUser(clientOf(pkce(expired()))));
    expect(error).toMatchObject({ code: 'auth', reason: 'token-rejected', status: 401, attempts: 2 });
    expect(tokenRequests().length).toBeLessThanOrEqual(2);
  });

  test.each(['kept', 'empty', 'rotated'] as const)(
    'a refresh token that is %s goes on working',
    async (refreshTokens) => {
      await server.close();
      await start({ refreshTokens });
      const options = expired();
      const first = (await options.store.read())?.refreshToken;
      const client = clientOf(pkce(options));
      for (let hour = 0; hour < 3; hour++) {
        await getTrack(client, trackId);
        clock.advance(3_600_000);
      }
      expect(tokenRequests()).toHaveLength(3);
      const last = (await options.store.read())?.refreshToken;
      expect(last).toBeTruthy();
      expect(last === first).toBe(refreshTokens !== 'rotated');
    },
  );

  test('the secret flow sends its secret with the refresh', async () => {
    const auth = authorizationCode({ ...expired(), clientSecret: server.clientSecret });
    await getTrack(clientOf(auth), trackId);
    expect(tokenRequests()).toHaveLength(1);
  });

  test('a revoked refresh token means to sign in again, and is forgotten', async () => {
    const options = expired();
    server.revokeRefreshTokens();
    const error = await caught(getTrack(clientOf(pkce(options)), trackId));
    expect(error).toMatchObject({ code: 'auth', reason: 'reauthorization-required', status: 400 });
    expect((error as Error).message).toContain('Sign in again');
    expect(await options.store.read()).toBeUndefined();
  });

  test.each([
    ['502', { kind: 'html' }],
    ['reset', { kind: 'reset' }],
    ['rate limit of hours', { kind: 'rate-limit', retryAfter: 7200 }],
  ] as const)('a %s of the accounts service signs nobody out', async (_name, fault) => {
    const options = expired();
    const client = clientOf(pkce(options));
    server.faults.add({ route: 'POST /api/token', fault });
    const error = await caught(getTrack(client, trackId));
    expect(SpotifyAuthError.isInstance(error)).toBe(false);
    expect(await options.store.read()).toMatchObject({ accessToken: 'BQ-old' });
    server.faults.clear();
    expect((await getTrack(client, trackId)).id).toBe(trackId);
  });

  test('a 502 that passes is not noticed', async () => {
    server.faults.add({ route: 'POST /api/token', fault: { kind: 'html' }, times: 2 });
    expect((await getTrack(clientOf(pkce(expired())), trackId)).id).toBe(trackId);
  });

  test('a caller who gives up does not take the refresh from the others', async () => {
    const client = clientOf(pkce(expired()));
    const controller = new AbortController();
    const first = caught(getTrack(client, trackId, { signal: controller.signal }));
    const second = getTrack(client, trackId);
    controller.abort();
    expect(await first).toMatchObject({ code: 'aborted' });
    expect((await second).id).toBe(trackId);
    expect(tokenRequests()).toHaveLength(1);
  });
});

describe('other tokens', () => {
  test('a given token is renewed by the function that came with it, once for all', async () => {
    let calls = 0;
    const refresh = async (): Promise<string> => {
      calls++;
      return server.issueToken();
    };
    const client = clientOf(bearerToken('BQ-refused', { refresh }));
    await Promise.all(Array.from({ length: 20 }, () => getTrack(client, trackId)));
    expect(calls).toBe(1);
  });

  test('nor do they a token that was given, or an app’s', async () => {
    let isRefused = true;
    const refresh = async (): Promise<string> => server.issueToken();
    const { clientId, clientSecret } = server;
    const apps = clientCredentials({ clientId, clientSecret });
    for (const auth of [bearerToken('BQ-refused', { refresh }), apps]) {
      const before = server.requests.length;
      const client = clientOf(auth);
      if (auth === apps) await getTrack(client, trackId);
      server.expireTokens();
      await Promise.all(Array.from({ length: 50 }, () => getTrack(client, trackId)));
      const refused = server.requests.slice(before).filter(({ status }) => status === 401);
      isRefused &&= refused.length > 0 && refused.length <= 4;
    }
    expect(isRefused).toBe(true);
  });

  test('an app asks for one token at a time, and for another when its hour is over', async () => {
    const { clientId, clientSecret } = server;
    const client = clientOf(clientCredentials({ clientId, clientSecret }));
    await Promise.all(Array.from({ length: 20 }, () => getTrack(client, trackId)));
    expect(tokenRequests()).toHaveLength(1);
    clock.advance(3_580_000);
    await getTrack(client, trackId);
    expect(tokenRequests()).toHaveLength(2);
  });
});
