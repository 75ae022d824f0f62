import { describe, expect, test } from 'vitest';
import {
  bearerToken,
  createCache,
  createSpotifyClient,
  getAlbums,
  getArtists,
  getAudiobooks,
  getChapters,
  getEpisodes,
  getShows,
  getTracks,
  type SpotifyMode,
} from '../index.ts';
import { createSpotifyApp, createTestClock, createWorld, type ServerMode } from '../testing/index.ts';

const world = createWorld({ seed: 8, artistCount: 30, topTrackCount: 100 });
const ids = world.tracks.slice(0, 120).map(({ id }) => id);
const unknown = '0000000000000000000000';

function setup(serverMode: ServerMode, mode: SpotifyMode = 'auto', cached = false) {
  const app = createSpotifyApp({ world, mode: serverMode });
  const auth = bearerToken(app.accessToken);
  const cache = cached ? { cache: createCache() } : {};
  const clock = createTestClock();
  return { app, client: createSpotifyClient({ auth, fetch: app.fetch, mode, clock, retries: 1, ...cache }) };
}
const routes = (app: ReturnType<typeof setup>['app']) => app.requests.map(({ route }) => route);

describe.each([
  ['extended', 'auto'],
  ['extended', 'extended'],
  ['extended', 'development'],
  ['development', 'auto'],
  ['development', 'extended'],
  ['development', 'development'],
] as const)('on a client id in %s mode, set to %s', (serverMode, mode) => {
  test('the items come in order, each asked for once, with what failed', async () => {
    const { app, client } = setup(serverMode, mode);
    const progress: [number, number][] = [];
    const wanted = [...ids, unknown, ids[0] as string];
    const { items, failures } = await getTracks(client, wanted, {
      onProgress: (...both) => progress.push(both),
    });
    expect(items.map((item) => item?.id)).toEqual([...ids, undefined, ids[0]]);
    expect(failures).toMatchObject([{ id: unknown, error: { code: 'not-found' } }]);
    expect(progress.at(-1)).toEqual([121, 121]);
    const asked = app.requests.flatMap(({ query, path }) => query.ids?.split(',') ?? path.split('/').at(-1));
    expect(asked.filter((id) => id === ids[0]).length).toBe(
      serverMode === 'development' && mode !== 'development' ? 2 : 1,
    );
  });
});

test('auto asks for one batch, and remembers the answer', async () => {
  const small = setup('development');
  await getTracks(small.client, ids.slice(0, 5));
  await getTracks(small.client, ids.slice(5, 10));
  expect(routes(small.app).filter((route) => route === 'GET /tracks')).toHaveLength(1);
  expect(small.client.learned.batch).toBe(false);
  const large = setup('extended');
  await getTracks(large.client, ids);
  expect(routes(large.app)).toEqual(['GET /tracks', 'GET /tracks', 'GET /tracks']);
  expect(large.client.learned.batch).toBe(true);
});

test('one id never needs a batch', async () => {
  const { app, client } = setup('development');
  await getTracks(client, ids.slice(0, 1));
  expect(routes(app)).toEqual(['GET /tracks/{id}']);
});

test.each([
  [403, { error: { message: 'Forbidden', status: 403 } }],
  [403, { error: { status: 403 } }],
  [403, ''],
  [404, { error: { status: 404, message: 'Service not found' } }],
  [410, 'Gone'],
])('batches are gone when Spotify says so by %i and %j', async (status, body) => {
  const { app, client } = setup('extended');
  app.faults.add({ route: 'GET /tracks', fault: { kind: 'status', status, body } });
  const { items, failures } = await getTracks(client, ids.slice(0, 5));
  expect(items.map((item) => item?.id)).toEqual(ids.slice(0, 5));
  expect(failures).toEqual([]);
  await getTracks(client, ids.slice(5, 10));
  expect(routes(app).filter((route) => route === 'GET /tracks')).toHaveLength(1);
});

test('batches that go in the middle of the work take nothing with them', async () => {
  const { app, client } = setup('extended');
  app.faults.add({ route: 'GET /tracks', fault: { kind: 'forbidden', reason: 'mode-removed' }, after: 1 });
  expect((await getTracks(client, ids)).failures).toEqual([]);
  expect(client.learned.batch).toBe(false);
});

test('a batch that one id spoils is read one by one', async () => {
  const { app, client } = setup('extended');
  const refusal = { error: { status: 400, message: 'Invalid base62 id' } };
  app.faults.add({ route: 'GET /tracks', fault: { kind: 'status', status: 400, body: refusal }, times: 1 });
  const { items, failures } = await getTracks(client, ids);
  expect(items.map((item) => item?.id)).toEqual(ids);
  expect(failures).toEqual([]);
  expect(routes(app).filter((route) => route === 'GET /tracks')).toHaveLength(3);
});

test('ids, URIs and links of one thing are one; what is none of them is listed, and not sent', async () => {
  const { app, client } = setup('extended');
  const [first = '', second = ''] = ids;
  const texts = [first, `spotify:track:${first}`, `https://open.spotify.com/track/${second}?si=x`, '..', ''];
  const { items, failures } = await getTracks(client, [...texts, `spotify:album:${first}`]);
  expect(items.map((item) => item?.id)).toEqual([first, first, second, undefined, undefined, undefined]);
  expect(failures.map(({ id, error }) => [id, error.code])).toEqual([
    ['..', 'argument'],
    ['', 'argument'],
    [`spotify:album:${first}`, 'argument'],
  ]);
  expect(app.requests.map(({ query }) => query.ids)).toEqual([`${first},${second}`]);
});

test('a listener of the progress that throws takes nothing with it', async () => {
  const onProgress = (): void => {
    throw new Error('a fault of the listener');
  };
  const { client } = setup('development');
  expect((await getTracks(client, ids.slice(0, 9), { onProgress })).failures).toEqual([]);
});

test('a quota ends the work: what came before is kept, the rest is listed with the time', async () => {
  const { app, client } = setup('development', 'development');
  app.faults.add({ route: 'GET /tracks/{id}', fault: { kind: 'quota', retryAfter: 80_000 }, after: 30 });
  const { items, failures } = await getTracks(client, ids);
  expect(items.filter((item) => item !== undefined)).toHaveLength(30);
  expect(failures).toHaveLength(90);
  expect(failures[0]?.error).toMatchObject({ reason: 'quota', until: expect.any(Date) });
  expect(app.requests.length).toBeLessThan(40);
});

test('an abort ends it with an error', async () => {
  const { app, client } = setup('development', 'development');
  const controller = new AbortController();
  app.faults.add({ fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY }, after: 5 });
  const work = getTracks(client, ids, {
    signal: controller.signal,
    onProgress: (done) => done === 5 && controller.abort(),
  });
  await expect(work).rejects.toMatchObject({ code: 'aborted' });
});

test('what is cached is not asked for again, whether it came in a batch or alone', async () => {
  for (const mode of ['extended', 'development'] as const) {
    const { app, client } = setup(mode, mode, true);
    await getTracks(client, ids.slice(0, 60));
    const before = app.requests.length;
    const { items } = await getTracks(client, ids.slice(0, 60));
    expect(items.map((item) => item?.id)).toEqual(ids.slice(0, 60));
    expect(app.requests).toHaveLength(before);
  }
});

test.each([
  [getAlbums, world.albums],
  [getArtists, world.artists],
  [getShows, world.shows],
  [getEpisodes, world.shows[0]?.parts ?? []],
  [getAudiobooks, world.audiobooks],
  [getChapters, world.audiobooks[0]?.parts ?? []],
] as const)('its kin work alike in both modes', async (getMany, entities) => {
  const some = entities.slice(0, 25).map(({ id }) => id);
  for (const mode of ['extended', 'development'] as const) {
    const { items, failures } = await getMany(setup(mode).client, some);
    expect(items.map((item) => item?.id)).toEqual(some);
    expect(failures).toEqual([]);
  }
});
