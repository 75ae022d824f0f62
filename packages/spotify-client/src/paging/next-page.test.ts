import { afterEach, describe, expect, test } from 'vitest';
import { type Loopback, type LoopbackRequest, startLoopback } from '../__fixtures__/loopback.ts';
import {
  bearerToken,
  createSpotifyClient,
  getPlaylistItems,
  getTopTracks,
  type SpotifyClient,
} from '../index.ts';
import { getRecentlyPlayed } from '../player/index.ts';

const id = '37i9dQZF1DX0XUsuxWHRQd';
let server: Loopback;
afterEach(() => server.close());

async function clientOf(answer: (request: LoopbackRequest) => unknown): Promise<SpotifyClient> {
  server = await startLoopback((request) => ({ body: answer(request) }));
  return createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: server.url });
}

/** A list of rows, paged as Spotify pages it; `keep` says which fields of the page are sent. */
function list(rows: readonly unknown[], keep: (page: Record<string, unknown>) => unknown = (page) => page) {
  return ({ url }: LoopbackRequest): unknown => {
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? 20);
    const end = offset + limit;
    const next =
      end < rows.length ? `https://api.spotify.com/v1${url.pathname}?offset=${end}&limit=${limit}` : null;
    return keep({ items: rows.slice(offset, end), next, total: rows.length, offset, limit });
  };
}
const many = <Row>(count: number, row: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => row(index));

describe('next decides', () => {
  test('two songs in turn with one date are all there', async () => {
    const rows = many(160, (index) => ({
      added_at: '2024-01-01T00:00:00Z',
      item: { id: index % 2 ? 'one' : 'two', type: 'track' },
    }));
    expect(await getPlaylistItems(await clientOf(list(rows)), id).collect()).toEqual(rows);
  });

  test('rows without ids, all alike, are all there', async () => {
    const rows = many(160, () => ({ added_by: { id: 'somebody' } }));
    const client = await clientOf(list(rows, ({ items, next }) => ({ items, next })));
    const options = { fields: 'items(added_by.id),next' };
    expect(await getPlaylistItems(client, id, options).collect()).toEqual(rows);
  });

  test('a total that is too small cuts nothing off', async () => {
    const rows = many(160, (index) => ({ id: `${index}` }));
    const small = await clientOf(list(rows, (page) => ({ ...page, total: 50 })));
    expect(await getTopTracks(small).collect()).toHaveLength(160);
  });

  test('a list that leads back to its beginning is read once', async () => {
    const rows = many(100, (index) => ({ id: `${index}` }));
    const round = list(rows, (page) => ({
      ...page,
      next: page.next ?? 'https://api.spotify.com/v1/me/top/tracks?offset=0',
    }));
    expect(await getTopTracks(await clientOf(round)).collect()).toHaveLength(100);
    expect(server.requests).toHaveLength(2);
  });

  test('a server that names no next page is read to its total, or to an empty page', async () => {
    const rows = many(120, (index) => ({ id: `${index}` }));
    const plain = await clientOf(list(rows, ({ items, total }) => ({ items, total })));
    expect(await getTopTracks(plain).collect()).toHaveLength(120);
    expect(server.requests).toHaveLength(3);
    await server.close();
    const only = await clientOf(list(rows, ({ items }) => ({ items })));
    expect(await getTopTracks(only).collect()).toHaveLength(50);
    expect(await getPlaylistItems(only, id, { fields: 'items(id)' }).collect()).toHaveLength(120);
  });
});

describe('what fields leaves out stays out', () => {
  test('a page with nothing but a total is one request', async () => {
    const client = await clientOf(() => ({ total: 160 }));
    const list = getPlaylistItems(client, id, { fields: 'total' });
    expect(await list.page()).toEqual({ total: 160 });
    expect(await list.collect()).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });

  test('rows without their items are rows without items', async () => {
    const rows = many(60, () => ({ added_at: '2024-01-01T00:00:00Z' }));
    const client = await clientOf(list(rows, ({ items }) => ({ items })));
    expect(await getPlaylistItems(client, id, { fields: 'items(added_at)' }).collect()).toEqual(rows);
  });
});

test('what wraps a track, an album or an episode is told apart by it', async () => {
  const rows = [
    { added_at: 'a', track: { id: 'one' } },
    { added_at: 'b', track: { id: 'one' } },
    { added_at: 'c', item: { id: null, uri: 'spotify:local:x' } },
    { added_at: 'd', item: { id: null, uri: 'spotify:local:x' } },
    { added_at: 'e', item: null },
    { added_at: 'f', item: null },
    { played_at: 'g', track: { id: 'two', album: { id: 'album' } } },
    { added_at: 'h', album: { id: 'album' } },
  ];
  const client = await clientOf(() => ({ items: rows, next: null }));
  const unique = await getTopTracks(client).collect({ unique: true });
  expect(unique).toEqual([0, 2, 4, 5, 6, 7].map((index) => rows[index]));
});

test('a cursor takes the place of the one that the list began with', async () => {
  const client = await clientOf(({ url }) => ({
    items: [{ played_at: url.search }],
    next: url.searchParams.has('before')
      ? null
      : 'https://api.spotify.com/v1/me/player/recently-played?before=7',
  }));
  expect(await getRecentlyPlayed(client, { after: new Date(5) }).collect()).toHaveLength(2);
  expect(server.requests.map(({ url }) => url.search)).toEqual(['?after=5&limit=50', '?before=7&limit=50']);
});

test('an empty answer with 204 is an empty list', async () => {
  server = await startLoopback(() => ({ status: 204 }));
  const client = createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: server.url });
  expect(await getRecentlyPlayed(client).collect()).toEqual([]);
  expect(server.requests).toHaveLength(1);
});
