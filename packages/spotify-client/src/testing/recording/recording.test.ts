import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bearerToken,
  clientCredentials,
  createPlaylist,
  createSpotifyClient,
  getCurrentUser,
  getPlaylist,
  getTopTracks,
  getTrack,
  memoryTokenStore,
  pkce,
  type SpotifyClient,
  search,
  updatePlaylist,
} from '../../index.ts';
import {
  createRecorder,
  createReplayer,
  createSpotifyServer,
  createTestClock,
  createWorld,
  FEW_SONG_IDS,
  type Recorder,
  type SpotifyServer,
} from '../index.ts';

const world = createWorld({ seed: 12, artistCount: 30, topTrackCount: 120 });
const id = FEW_SONG_IDS[0] as string;
let server: SpotifyServer;
let recorder: Recorder;
beforeEach(async () => {
  server = await createSpotifyServer({ world, refreshTokens: 'rotated' });
  recorder = createRecorder({ now: () => 0 });
});
afterEach(() => server.close());

/** A client over the recorder, and the same over what it has recorded, after a round through JSON; without a server. */
const recording = (): SpotifyClient =>
  createSpotifyClient({
    auth: bearerToken(server.accessToken),
    baseUrl: server.apiUrl,
    fetch: recorder.fetch,
  });
const replaying = (json = JSON.stringify(recorder.recording())) => {
  const replayer = createReplayer(JSON.parse(json));
  const client = createSpotifyClient({
    auth: bearerToken('any'),
    fetch: replayer.fetch,
    clock: createTestClock(),
  });
  return { replayer, client };
};

test('what was recorded is played back the same, offline and at any address', async () => {
  const use = async (client: SpotifyClient): Promise<unknown> => [
    await getTrack(client, id, { market: 'DE' }),
    await getTopTracks(client, { timeRange: 'long_term' }).collect(),
    await search(client, 'a b', ['track', 'album']),
    await getTrack(client, '0000000000000000000000').catch(({ code, status, body }) => [code, status, body]),
  ];
  const first = await use(recording());
  const { client, replayer } = replaying();
  expect(replayer.unused()).toHaveLength(6);
  await server.close();
  expect(await use(client)).toEqual(first);
  expect(replayer.unused()).toEqual([]);
  server = await createSpotifyServer({ world });
});

test('answers to the same come in their order, failures too, and the last one again', async () => {
  const client = recording();
  server.faults.add({ route: 'GET /tracks/{id}', fault: { kind: 'rate-limit', retryAfter: 0 }, times: 1 });
  await getTrack(client, id);
  const { id: playlist } = await createPlaylist(client, { name: 'Old' });
  await getPlaylist(client, playlist);
  await updatePlaylist(client, playlist, { name: 'New' });
  await getPlaylist(client, playlist);
  const events: unknown[] = [];
  const replayer = createReplayer(recorder.recording());
  const again = createSpotifyClient({
    auth: bearerToken('any'),
    fetch: replayer.fetch,
    clock: createTestClock(),
    onEvent: (event) => event.type === 'response' && events.push(event.status),
  });
  await getTrack(again, id);
  await getTrack(again, id);
  expect(events).toEqual([429, 200, 200]);
  const names = [];
  for (let time = 0; time < 3; time++) names.push((await getPlaylist(again, playlist)).name);
  expect(names).toEqual(['Old', 'New', 'New']);
});

test('what was not recorded is named, at once', async () => {
  await getTrack(recording(), id);
  const { client } = replaying();
  await expect(getTrack(client, id, { market: 'SE' })).rejects.toMatchObject({
    code: 'request',
    attempts: 1,
    message: expect.stringContaining(`no answer to GET https://api.spotify.com/v1/tracks/${id}?market=SE`),
  });
  await expect(createPlaylist(client, { name: 'x' })).rejects.toMatchObject({ code: 'request' });
});

test('no secret is recorded, and sessions are played back with any others', async () => {
  const { accountsUrl, apiUrl, clientId, clientSecret } = server;
  const options = { baseUrl: apiUrl, accountsUrl, fetch: recorder.fetch };
  const secrets: string[] = [clientId, clientSecret, `${server.listener.id}@mail.invalid`];
  const hear: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const form = new URLSearchParams(await request.clone().text());
    for (const name of ['code', 'code_verifier', 'refresh_token']) secrets.push(...form.getAll(name));
    secrets.push(request.headers.get('authorization')?.split(' ')[1] ?? '');
    return recorder.fetch(request);
  };
  const store = memoryTokenStore();
  const auth = pkce({
    clientId,
    redirectUri: 'http://127.0.0.1:1/callback',
    scopes: ['user-read-email'],
    accountsUrl,
    store,
    fetch: hear,
  });
  const authorized = await fetch(await auth.startSignIn(), { redirect: 'manual' });
  await auth.finishSignIn(authorized.headers.get('location') as string);
  const person = createSpotifyClient({ ...options, auth });
  const me = await getCurrentUser(person);
  secrets.push(...Object.values((await store.read()) ?? {}).filter((value) => typeof value === 'string'));
  server.expireTokens();
  await getCurrentUser(person);
  secrets.push(...Object.values((await store.read()) ?? {}).filter((value) => typeof value === 'string'));
  await getTrack(
    createSpotifyClient({ ...options, auth: clientCredentials({ clientId, clientSecret }) }),
    id,
  );
  const echo = { error: { status: 400, message: `What is ${server.accessToken}?` } };
  server.faults.add({ fault: { kind: 'status', status: 400, body: echo }, times: 1 });
  await getTrack(recording(), id).catch(() => undefined);
  secrets.push(server.accessToken);

  const json = JSON.stringify(recorder.recording());
  expect(secrets.filter(Boolean).length).toBeGreaterThan(10);
  for (const secret of secrets) if (secret) expect(json).not.toContain(secret);
  expect(me.email).toContain('@');

  const { fetch: replayed } = createReplayer(JSON.parse(json));
  const token = {
    accessToken: 'BQ-mine',
    expiresAt: Date.now() + 3_600_000,
    refreshToken: 'AQ-mine',
    scopes: [],
  };
  const mine = pkce({ clientId: 'mine', redirectUri: auth.redirectUri, store: memoryTokenStore(token) });
  const again = createSpotifyClient({ auth: mine, fetch: replayed, clock: createTestClock(Date.now()) });
  expect(await getCurrentUser(again)).toMatchObject({
    id: me.id,
    email: expect.stringContaining('redacted'),
  });
  expect((await getCurrentUser(again)).id).toBe(me.id);
});

test('what else is personal is replaced where that is asked for', async () => {
  const { id: user, display_name: name } = await getCurrentUser(recording());
  const kept = recorder.recording();
  expect(JSON.stringify(kept)).toContain(user);
  recorder = createRecorder({ replace: { [user]: 'somebody', [name as string]: 'Some Body' }, now: () => 0 });
  await getCurrentUser(recording());
  const json = JSON.stringify(recorder.recording());
  expect(json).not.toContain(user);
  expect(await getCurrentUser(replaying(json).client)).toMatchObject({
    id: 'somebody',
    display_name: 'Some Body',
  });
});

test('requests under way at once are recorded in their order; one that gets no answer is not', async () => {
  const client = recording();
  server.faults.add({ route: 'GET /tracks/{id}', fault: { kind: 'slow', delayMs: 50 }, times: 1 });
  const controller = new AbortController();
  server.faults.add({ route: 'GET /search', fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY } });
  const lost = search(client, 'x', ['track'], { signal: controller.signal }).catch(({ code }) => code);
  await Promise.all([getTrack(client, id), getCurrentUser(client)]);
  controller.abort();
  expect(await lost).toBe('aborted');
  const { exchanges, recordedAt } = recorder.recording();
  expect(exchanges.map(({ url }) => new URL(url).pathname)).toEqual([`/v1/tracks/${id}`, '/v1/me']);
  expect(recordedAt).toBe('1970-01-01T00:00:00.000Z');
});

test.each([undefined, null, [], {}, { kind: 'ssrm/spotify-recording', version: 2, exchanges: [] }])(
  '%j is no recording',
  (value) => {
    expect(() => createReplayer(value)).toThrow('Expected a recording of version 1');
  },
);
