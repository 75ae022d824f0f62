import { afterEach, expect, test } from 'vitest';
import {
  type Loopback,
  type LoopbackAnswer,
  type LoopbackRequest,
  startLoopback,
} from '../__fixtures__/loopback.ts';
import {
  bearerToken,
  createPlaylist,
  createSpotifyClient,
  getMyPlaylists,
  getPlaylist,
  getPlaylistItems,
  replacePlaylistItems,
  type SpotifyClient,
  search,
  searchAll,
} from '../index.ts';

const id = '37i9dQZF1DX0XUsuxWHRQd';
const uris = (count: number): string[] =>
  Array.from({ length: count }, () => 'spotify:track:4n93SK7dQsQVu9BM5QzvAx');
let server: Loopback;
afterEach(() => server.close());

async function clientOf(answer: (request: LoopbackRequest) => LoopbackAnswer): Promise<SpotifyClient> {
  server = await startLoopback(answer);
  return createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: server.url, retries: 0 });
}

test.each([
  [0, 0, 0],
  [1, 0, 100],
  [2, 0, 200],
] as const)(
  'when part %i of a replacement fails, what was done before is told',
  async (failing, _, completed) => {
    let part = 0;
    const client = await clientOf(() =>
      part++ === failing ? { status: 400, body: 'no' } : { body: { snapshot_id: 's' } },
    );
    const error: unknown = await replacePlaylistItems(client, id, uris(250)).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'request', completed });
    expect(server.requests.map(({ method }) => method)).toEqual(
      ['PUT', 'POST', 'POST'].slice(0, failing + 1),
    );
  },
);

test('a replacement arrives whole and in order, and none empties the playlist', async () => {
  const client = await clientOf(() => ({ body: { snapshot_id: 's' } }));
  await replacePlaylistItems(client, id, uris(250));
  await replacePlaylistItems(client, id, []);
  expect(server.requests.map(({ method, body }) => [method, JSON.parse(body).uris.length])).toEqual([
    ['PUT', 100],
    ['POST', 100],
    ['POST', 50],
    ['PUT', 0],
  ]);
});

test('what fields leaves out of a playlist stays out', async () => {
  const client = await clientOf(() => ({ body: { tracks: { total: 7 } } }));
  expect(await getPlaylist(client, id, { fields: 'tracks.total' })).toEqual({ items: { total: 7 } });
});

const old = { id, name: 'Mine', tracks: { total: 3 } };
const now = { id, name: 'Mine', items: { total: 3 } };

test('playlists have their items under one name, wherever they come from', async () => {
  const row = { added_at: null, track: { id: 'one' } };
  const client = await clientOf(({ method, url }) => {
    if (method === 'POST') return { status: 201, body: { ...old, tracks: { items: [row] } } };
    const page = { items: [old, null], next: null };
    return { body: url.pathname === '/search' ? { playlists: page } : page };
  });
  expect((await search(client, 'x', ['playlist'])).playlists.items).toEqual([now, null]);
  expect(await searchAll(client, 'x', 'playlist').collect()).toEqual([now]);
  expect(await getMyPlaylists(client).collect()).toEqual([now]);
  const { tracks: _, ...rest } = old;
  expect(await createPlaylist(client, { name: 'Mine' })).toEqual({
    ...rest,
    items: { items: [{ added_at: null, item: { id: 'one' } }] },
  });
});

test('a row that says it is gone says so under either name', async () => {
  const rows = [{ item: null }, { track: null }, { item: null, track: null }];
  const client = await clientOf(() => ({ body: { items: rows, next: null } }));
  expect(await getPlaylistItems(client, id).collect()).toEqual([
    { item: null },
    { item: null },
    { item: null },
  ]);
});
