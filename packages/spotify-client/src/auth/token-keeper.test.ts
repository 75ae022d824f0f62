import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createSpotifyClient,
  getTrack,
  memoryTokenStore,
  pkce,
  type SpotifyEvent,
  type SpotifyToken,
  type TokenStore,
} from '../index.ts';
import {
  createSpotifyServer,
  createTestClock,
  createWorld,
  FEW_SONG_IDS,
  type SpotifyServer,
  type TestClock,
} from '../testing/index.ts';

const world = createWorld({ seed: 4, artistCount: 20, topTrackCount: 60 });
const trackId = FEW_SONG_IDS[0] as string;
let server: SpotifyServer;
let clock: TestClock;
beforeEach(async () => {
  clock = createTestClock();
  server = await createSpotifyServer({ world, now: clock.now, refreshTokens: 'rotated' });
});
afterEach(() => server.close());

/** A store whose next writes fail, as on a full disk. */
function fullDisk(token: SpotifyToken, failures: number) {
  const store = memoryTokenStore(token);
  let left = failures;
  const writes: (SpotifyToken | undefined)[] = [];
  const failing: TokenStore = {
    ...store,
    async write(next) {
      writes.push(next);
      if (left-- > 0) throw new Error(`ENOSPC: no space left on device, write ${JSON.stringify(next)}`);
      await store.write(next);
    },
  };
  return { store: failing, writes };
}

function setup(failures: number) {
  const refreshToken = server.issueRefreshToken(['user-top-read']);
  const old = { accessToken: 'BQ-old', expiresAt: clock.now() - 1, refreshToken, scopes: [] };
  const { store, writes } = fullDisk(old, failures);
  const events: SpotifyEvent[] = [];
  const auth = pkce({ clientId: server.clientId, redirectUri: 'http://127.0.0.1:1/callback', store });
  const client = createSpotifyClient({
    auth,
    baseUrl: server.apiUrl,
    accountsUrl: server.accountsUrl,
    clock,
    onEvent: (event) => events.push(event),
  });
  const refreshes = () => server.requests.filter(({ route }) => route === 'POST /api/token');
  return { auth, client, store, writes, events, old, refreshes };
}

test('a token that cannot be written is used, told of, and written at the next chance', async () => {
  const { client, store, events, old, refreshes, writes } = setup(1);
  expect((await getTrack(client, trackId)).id).toBe(trackId);
  expect(await store.read()).toEqual(old);
  const [told, ...more] = events.filter(({ type }) => type === 'token-unsaved');
  expect(more).toEqual([]);
  expect(told).toMatchObject({ endpoint: 'POST /api/token', message: expect.stringContaining('ENOSPC') });
  // What the store said held the token itself.
  expect(JSON.stringify(told)).not.toContain(writes[0]?.refreshToken);
  expect((await getTrack(client, trackId)).id).toBe(trackId);
  expect(await store.read()).toEqual(writes[0]);
  // The rotated refresh token was not lost: the session goes on.
  clock.advance(3_600_000);
  expect((await getTrack(client, trackId)).id).toBe(trackId);
  expect(refreshes()).toHaveLength(2);
});

test('a disk that stays full ends no session', async () => {
  const { client, auth, events, refreshes } = setup(1000);
  for (let hour = 0; hour < 4; hour++) {
    await Promise.all(Array.from({ length: 10 }, () => getTrack(client, trackId)));
    clock.advance(3_600_000);
  }
  expect(refreshes()).toHaveLength(4);
  expect(events.filter(({ type }) => type === 'token-unsaved')).toHaveLength(4);
  expect((await auth.session())?.scopes).toEqual(['user-top-read']);
});

test('a refusal erases only the token that was refused', async () => {
  const { client, store, refreshes } = setup(0);
  const renewed = {
    accessToken: 'BQ-theirs',
    expiresAt: clock.now() + 1e7,
    refreshToken: 'AQ-theirs',
    scopes: [],
  };
  server.revokeRefreshTokens();
  const leaveAlone = (body: unknown): unknown => {
    void store.write(renewed);
    return body;
  };
  server.faults.add({
    route: 'POST /api/token',
    // Another process, without our lock, has signed in while our refresh was on its way.
    fault: { kind: 'body', change: leaveAlone },
  });
  await expect(getTrack(client, trackId)).rejects.toMatchObject({ reason: 'reauthorization-required' });
  expect(await store.read()).toEqual(renewed);
  expect(refreshes()).toHaveLength(1);
});

test('a newer token of another process takes the place of the one in memory', async () => {
  const { client, store, auth } = setup(1);
  await getTrack(client, trackId);
  const theirs = {
    accessToken: server.issueToken(),
    expiresAt: clock.now() + 7_200_000,
    refreshToken: 'AQ-theirs',
    scopes: ['theirs'],
  };
  await store.write(theirs);
  expect((await auth.session())?.scopes).toEqual(['theirs']);
  await getTrack(client, trackId);
  expect(await store.read()).toEqual(theirs);
});
