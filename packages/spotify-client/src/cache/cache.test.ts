import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  bearerToken,
  type CacheStore,
  createCache,
  createSpotifyClient,
  disconnect,
  getCurrentUser,
  getSavedTracks,
  getTrack,
  getTracks,
  memoryCacheStore,
  search,
  searchAll,
} from '../index.ts';
import { fileCacheStore } from '../node/index.ts';
import { getPlaybackState } from '../player/index.ts';
import { createSpotifyApp, createTestClock, createWorld } from '../testing/index.ts';

const world = createWorld({ seed: 8, artistCount: 20, topTrackCount: 100 });
const id = world.tracks[0]?.id as string;
const folder = await mkdtemp(join(tmpdir(), 'ssrm-cache-'));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each<[string, () => CacheStore]>([
  ['memory', () => memoryCacheStore()],
  ['files', () => fileCacheStore(folder)],
])('a cache in %s', (_name, createStore) => {
  function setup(account?: string) {
    const app = createSpotifyApp({ world });
    const clock = createTestClock(Date.now());
    const store = createStore();
    const cache = createCache({ store, clock, ttlMs: 60_000, ...(account !== undefined && { account }) });
    const client = createSpotifyClient({
      auth: bearerToken(app.accessToken),
      fetch: app.fetch,
      clock,
      cache,
    });
    return { app, clock, client, store };
  }

  test('an answer is fresh for its time, by what was asked for', async () => {
    const { app, client, clock } = setup();
    const first = await getTrack(client, id);
    expect(await getTrack(client, id)).toEqual(first);
    expect(app.requests).toHaveLength(1);
    await getTrack(client, id, { market: 'DE' });
    expect(app.requests).toHaveLength(2);
    clock.advance(60_000);
    await getTrack(client, id);
    expect(app.requests).toHaveLength(3);
  });

  test('ten who ask for one thing at a time share a request, and what is cached is nobody’s to change', async () => {
    const { app, client } = setup();
    const tracks = await Promise.all(Array.from({ length: 10 }, () => getTrack(client, id)));
    expect(app.requests).toHaveLength(1);
    expect(tracks.map((track) => track.id)).toEqual(Array.from({ length: 10 }, () => id));
    (tracks[0] as { name: string }).name = 'changed';
    expect(await getTrack(client, id)).not.toMatchObject({ name: 'changed' });
    await getTrack(client, `https://open.spotify.com/track/${id}?si=1`);
    expect(app.requests).toHaveLength(1);
  });

  test('who gives up takes nothing from the others, and who waits for others can give up', async () => {
    const { app, client } = setup();
    app.faults.add({ fault: { kind: 'slow', delayMs: 40 } });
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [first.signal, second.signal, undefined, undefined].map((signal) =>
      getTrack(client, id, { signal }).then(
        (track) => track.id,
        (error) => error.code,
      ),
    );
    setTimeout(() => first.abort(), 5);
    setTimeout(() => second.abort(), 10);
    expect(await Promise.all(calls)).toEqual(['aborted', 'aborted', id, id]);
    expect(app.requests).toHaveLength(1);
    await expect(getTrack(client, id, { market: 'DE', signal: first.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(app.requests).toHaveLength(1);
  });

  test('one search is cached for both ways to ask for it, each in its shape', async () => {
    const { app, client } = setup();
    const rows = await searchAll(client, 'a', 'track').collect({ max: 10 });
    const page = await search(client, 'a', ['track'], { limit: 10 });
    expect(page.tracks.items).toEqual(rows);
    expect(app.requests).toHaveLength(1);
  });

  test('a list with an ETag is asked for conditionally, and kept when it has not changed', async () => {
    const { app, client, clock } = setup('somebody');
    const first = await getSavedTracks(client).collect({ max: 60 });
    clock.advance(60_000);
    expect(await getSavedTracks(client).collect({ max: 60 })).toEqual(first);
    expect(app.requests.map(({ status }) => status)).toEqual([200, 200, 304, 304]);
    expect(await getSavedTracks(client).collect({ max: 60 })).toEqual(first);
    expect(app.requests).toHaveLength(4);
  });

  test('what depends on the person is cached only under their name, and playback never', async () => {
    const nobody = setup();
    await getCurrentUser(nobody.client);
    await getCurrentUser(nobody.client);
    expect(nobody.app.requests).toHaveLength(2);
    const somebody = setup('somebody');
    await getCurrentUser(somebody.client);
    await getCurrentUser(somebody.client);
    await getPlaybackState(somebody.client);
    await getPlaybackState(somebody.client);
    expect(somebody.app.requests).toHaveLength(3);
  });

  test('failures are not cached, and disconnecting forgets everything', async () => {
    const { app, client } = setup();
    app.faults.add({ fault: { kind: 'status', status: 404, body: '' }, times: 1 });
    await expect(getTrack(client, id)).rejects.toThrow();
    await getTrack(client, id);
    await disconnect(client);
    await getTrack(client, id);
    expect(app.requests).toHaveLength(3);
  });
});

test('a store that fails costs requests, never an answer', async () => {
  const fail = async (): Promise<never> => {
    throw new Error('ENOSPC: no space left on device');
  };
  const errors: unknown[] = [];
  const app = createSpotifyApp({ world });
  const cache = createCache({
    store: { read: fail, write: fail, clear: fail },
    onError: (error) => errors.push(error),
  });
  const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch, cache });
  expect((await getTrack(client, id)).id).toBe(id);
  expect(errors).toHaveLength(2);
  expect((await getTracks(client, [id, world.tracks[1]?.id as string])).failures).toEqual([]);
  const strict = createCache({
    store: { read: fail, write: fail, clear: fail },
    onError: (error) => {
      throw error;
    },
  });
  const careful = createSpotifyClient({
    auth: bearerToken(app.accessToken),
    fetch: app.fetch,
    cache: strict,
  });
  await expect(getTrack(careful, id)).rejects.toThrow('ENOSPC');
});

test('a damaged entry counts as none', async () => {
  const store = memoryCacheStore();
  const app = createSpotifyApp({ world });
  const client = createSpotifyClient({
    auth: bearerToken(app.accessToken),
    fetch: app.fetch,
    cache: createCache({ store: { ...store, read: async () => ({ value: '{"id":', expiresAt: 9e15 }) } }),
  });
  expect((await getTrack(client, id)).id).toBe(id);
});

test('memory keeps what was used last', async () => {
  const store = memoryCacheStore(2);
  const entry = { value: '1', expiresAt: 0 };
  await store.write('a', entry);
  await store.write('b', entry);
  await store.read('a');
  await store.write('c', entry);
  expect([await store.read('a'), await store.read('b'), await store.read('c')]).toEqual([
    entry,
    undefined,
    entry,
  ]);
});

test('files are private, outlived ones go, and strangers in the folder stay', async () => {
  const day = 86_400_000;
  const store = fileCacheStore(folder);
  await store.write('old', { value: '1', expiresAt: Date.now() - 2 * day });
  await store.write('new', { value: '2', expiresAt: Date.now() + day });
  await writeFile(join(folder, 'mine.txt'), 'mine');
  const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  // The draft of a process that was killed.
  await writeFile(join(folder, `${name}.0b0e7f6e-0000-4000-8000-000000000000.tmp`), '{');
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  const reopened = fileCacheStore(folder);
  expect(await reopened.read('old')).toBeUndefined();
  expect(await reopened.read('new')).toMatchObject({ value: '2' });
  expect(await readdir(folder)).toHaveLength(3);
  await reopened.clear();
  expect(await readdir(folder)).toEqual(['mine.txt']);
});

test('clearing does not disturb another process that writes', async () => {
  const entry = { value: '1', expiresAt: Date.now() + 60_000 };
  const keys = Array.from({ length: 100 }, (_, index) => `key ${index}`);
  let isWriting = true;
  const writing = Promise.allSettled(keys.map((key) => fileCacheStore(folder).write(key, entry)));
  writing.finally(() => {
    isWriting = false;
  });
  while (isWriting) await fileCacheStore(folder).clear();
  const failed = (await writing).filter(({ status }) => status === 'rejected');
  expect(failed).toEqual([]);
});
