import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  bearerToken,
  createSpotifyClient,
  getAlbumTracks,
  getArtistAlbums,
  getFollowedArtists,
  getPlaylist,
  getPlaylistItems,
  getSavedTracks,
  getTopTracks,
  getTracks,
  type SpotifyMode,
  searchAll,
} from '../index.ts';
import { getRecentlyPlayed } from '../player/index.ts';
import {
  createSpotifyApp,
  createSpotifyServer,
  createTestClock,
  createWorld,
  spoil,
} from '../testing/index.ts';

const world = createWorld({ seed: 6, artistCount: 60, topTrackCount: 320 });
const top = world.listeners[0]?.topTracks.long_term as readonly string[];

function setup(serverMode: 'development' | 'extended' = 'extended', mode: SpotifyMode = 'auto') {
  const app = createSpotifyApp({ world, mode: serverMode });
  const auth = bearerToken(app.accessToken);
  const client = createSpotifyClient({ auth, fetch: app.fetch, mode, clock: createTestClock(), retries: 1 });
  return { app, client };
}

describe('the end of a list', () => {
  test('an empty page ends it, though there is a next one', async () => {
    const { app, client } = setup();
    app.faults.add({ fault: spoil.emptyPageWithNext, after: 2 });
    expect(await getTopTracks(client, { timeRange: 'long_term' }).collect()).toHaveLength(100);
    expect(app.requests).toHaveLength(3);
  });

  test('a next page that was read before ends it', async () => {
    const { app, client } = setup();
    const first = await getTopTracks(client, { timeRange: 'long_term', limit: 50 }).page();
    app.faults.add({ fault: spoil.samePageAgain({ ...first }) });
    expect(await getTopTracks(client, { timeRange: 'long_term' }).collect()).toHaveLength(100);
    expect(app.requests).toHaveLength(3);
  });

  test('a next page that names no place is asked for once', async () => {
    const { app, client } = setup();
    app.faults.add({
      fault: { kind: 'body', change: (body) => ({ ...body, total: 100, next: 'https://x.invalid/' }) },
    });
    expect(await getTopTracks(client, { timeRange: 'long_term' }).collect()).toHaveLength(100);
  });

  test('a playlist of one song only is read to its end', async () => {
    const { client, app } = setup();
    const playlist = world.playlists[0]?.id as string;
    const row = (await getPlaylistItems(client, playlist, { limit: 1 }).page()).items[0];
    const items = Array.from({ length: 50 }, () => row);
    app.faults.add({
      fault: {
        kind: 'body',
        change: (body, url) => {
          const offset = Number(url.searchParams.get('offset') ?? 0);
          return {
            ...body,
            items,
            total: 150,
            offset,
            next: offset < 100 ? `${url.origin}/?offset=${offset + 50}` : null,
          };
        },
      },
    });
    expect(await getPlaylistItems(client, playlist).collect()).toHaveLength(150);
  });

  test('a failed page is an error, never a short list', async () => {
    const { app, client } = setup();
    app.faults.add({ fault: { kind: 'status', status: 400, body: 'no' }, after: 1 });
    await expect(getTopTracks(client).collect()).rejects.toMatchObject({ code: 'request', status: 400 });
  });
});

test('the token stays with our own origin, wherever next leads', async () => {
  const visits: unknown[] = [];
  const thief = createServer((request, response) => {
    visits.push(request.headers);
    response.end('{"items":[]}');
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  const server = await createSpotifyServer({ world });
  const origin = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`;
  server.faults.add({ fault: spoil.foreignNext(origin) });
  const client = createSpotifyClient({ auth: bearerToken(server.accessToken), baseUrl: server.apiUrl });
  const tracks = await getTopTracks(client, { timeRange: 'long_term' }).collect();
  await Promise.all([server.close(), new Promise((resolve) => thief.close(resolve))]);
  expect(tracks).toHaveLength(320);
  expect(visits).toEqual([]);
});

describe('rows', () => {
  test('nulls are left out of the rows, and are there in the page', async () => {
    const { app, client } = setup();
    app.faults.add({ fault: spoil.nullRow });
    const albumId = world.albums.find(({ trackIds }) => trackIds.length > 5)?.id as string;
    const count = world.album(albumId)?.trackIds.length as number;
    expect(await getAlbumTracks(client, albumId).collect()).toHaveLength(count - 1);
    expect((await getAlbumTracks(client, albumId).page()).items).toContain(null);
  });

  test('local files, old names, EPs, fractions and missing images all arrive', async () => {
    for (const fault of [
      spoil.localRow,
      spoil.oldRowName,
      spoil.upperCaseEp,
      spoil.fractions,
      spoil.nullImages,
    ]) {
      const { app, client } = setup();
      app.faults.add({ fault });
      const playlist = world.playlists[0]?.id as string;
      const rows = await getPlaylistItems(client, playlist).collect();
      expect(rows).toHaveLength(130);
      for (const { item } of rows) expect(item?.name).toBeTypeOf('string');
      expect((await getPlaylist(client, playlist)).items?.items[0]?.item?.name).toBeTypeOf('string');
    }
  });

  test('repeated rows are left out where that is asked for', async () => {
    const { app, client } = setup();
    app.faults.add({
      fault: {
        kind: 'body',
        change: (body, url) => {
          const offset = Number(url.searchParams.get('offset') ?? 0);
          // As when two tracks were put in front while the list was read.
          const late = offset === 0 ? [] : (body.items as unknown[]).slice(0, 2);
          return { ...body, items: [...late, ...(body.items as unknown[])] };
        },
      },
    });
    const tracks = await getTopTracks(client, { timeRange: 'long_term' }).collect({ unique: true });
    expect(tracks.map(({ id }) => id)).toEqual(top);
  });

  test('for await and pages go through the same rows', async () => {
    const { client } = setup();
    const rows: unknown[] = [];
    for await (const track of getTopTracks(client, { timeRange: 'long_term', offset: 300 }))
      rows.push(track.id);
    expect(rows).toEqual(top.slice(300));
    const sizes: number[] = [];
    for await (const page of getTopTracks(client, { timeRange: 'long_term' }).pages())
      sizes.push(page.items.length);
    expect(sizes).toEqual([50, 50, 50, 50, 50, 50, 20]);
  });
});

describe('page sizes', () => {
  const artist = [...world.artists].sort((left, right) => right.albumIds.length - left.albumIds.length)[0]
    ?.id as string;

  test('auto asks for what both modes allow', async () => {
    const { app, client } = setup('development');
    await getArtistAlbums(client, artist).collect();
    expect(app.requests.map(({ query, status }) => [query.limit, status])).toEqual([['10', 200]]);
  });

  const sizes = ({ app }: ReturnType<typeof setup>) =>
    app.requests.map(({ query, status }) => [query.limit, status]);

  test('auto asks for 50 from the second page on, and where that is allowed, from then on always', async () => {
    const extended = setup('extended');
    const found = await searchAll(extended.client, 'a', 'track').collect();
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    const [first, ...others] = sizes(extended);
    expect(first).toEqual(['10', 200]);
    expect(others.length).toBe(Math.ceil((found.length - 10) / 50));
    expect(others.every(([limit, status]) => limit === '50' && status === 200)).toBe(true);
    await searchAll(extended.client, 'a', 'track').collect({ max: 5 });
    expect(sizes(extended).at(-1)).toEqual(['50', 200]);
  });

  test('auto is refused once where 50 is too many, and loses nothing by it', async () => {
    const development = setup('development');
    const found = await searchAll(development.client, 'a', 'track').collect({ max: 60 });
    expect(found).toHaveLength(60);
    expect(new Set(found.map(({ id }) => id)).size).toBe(60);
    await getArtistAlbums(development.client, artist).collect();
    const refused = sizes(development).filter(([, status]) => status === 400);
    expect(refused).toEqual([['50', 400]]);
    expect(development.client.learned.pageSize).toEqual({ '/search': 10 });
  });

  test('a client id that has batches has long pages too', async () => {
    const extended = setup('extended');
    await getTracks(extended.client, top.slice(0, 3));
    await getArtistAlbums(extended.client, artist).collect();
    expect(sizes(extended).at(-1)).toEqual(['50', 200]);
  });

  test('extended asks for 50, and learns from a refusal for the rest of its life', async () => {
    const { app, client } = setup('development', 'extended');
    await getArtistAlbums(client, artist).collect();
    await getArtistAlbums(client, artist).collect();
    await getArtistAlbums(client, artist, { limit: 40 }).collect();
    expect(app.requests.map(({ query, status }) => [query.limit, status])).toEqual([
      ['50', 400],
      ['10', 200],
      ['10', 200],
      ['10', 200],
    ]);
    expect(client.learned.pageSize).toEqual({ '/artists/{id}/albums': 10 });
  });

  test('search ends where Spotify ends it', async () => {
    const { app, client } = setup();
    const found = await searchAll(client, 'a', 'track').collect();
    expect(found.length).toBeGreaterThan(300);
    expect(app.requests.every(({ status }) => status === 200)).toBe(true);
    const many = await searchAll(client, 'a', 'track', { limit: 10 }).collect({ max: 25 });
    expect(many.map(({ id }) => id)).toEqual(found.slice(0, 25).map(({ id }) => id));
  });
});

describe('cursors', () => {
  test('followed artists and recent plays are read to their end', async () => {
    const { client } = setup();
    const artists = await getFollowedArtists(client, { limit: 20 }).collect();
    expect(artists.map(({ id }) => id)).toEqual(world.listeners[0]?.topArtists.slice(0, 60));
    const plays = await getRecentlyPlayed(client, { limit: 20 }).collect();
    expect(plays).toHaveLength(48);
    expect(new Set(plays.map(({ played_at }) => played_at)).size).toBe(48);
  });

  test('saved tracks come newest first', async () => {
    const { client } = setup();
    const times = (await getSavedTracks(client).collect()).map(({ added_at }) => added_at);
    expect(times).toHaveLength(130);
    expect(times).toEqual([...times].sort().reverse());
  });
});
