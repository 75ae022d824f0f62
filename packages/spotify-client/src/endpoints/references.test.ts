import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../__fixtures__/loopback.ts';
import {
  addPlaylistItems,
  bearerToken,
  createSpotifyClient,
  getAlbumTracks,
  getFollowedArtists,
  getPlaylist,
  getTrack,
  libraryContains,
  removeFromLibrary,
  removePlaylistItems,
  replacePlaylistItems,
  type SpotifyClient,
  saveToLibrary,
} from '../index.ts';
import { addToQueue, getQueue, getRecentlyPlayed, startPlayback } from '../player/index.ts';

const id = '4n93SK7dQsQVu9BM5QzvAx';
const uri = `spotify:track:${id}`;
const link = (kind: string): string => `https://open.spotify.com/intl-de/${kind}/${id}?si=x`;
let server: Loopback;
let client: SpotifyClient;
beforeEach(async () => {
  server = await startLoopback(({ url }) => ({
    body: url.pathname.endsWith('contains')
      ? [true]
      : { items: [], artists: { items: [] }, snapshot_id: 's' },
  }));
  client = createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: server.url, retries: 0 });
});
afterEach(() => server.close());
const sent = () =>
  server.requests.map(({ method, url, body }) => `${method} ${url.pathname}${url.search} ${body}`);

test('an id, a URI and a link say the same', async () => {
  for (const text of [id, uri, link('track'), ` ${id}\n`]) await getTrack(client, text);
  expect(sent()).toEqual(Array.from({ length: 4 }, () => `GET /tracks/${id} `));
});

test('lists of URIs may be links', async () => {
  await getPlaylist(client, link('playlist'), { fields: 'id' });
  await getAlbumTracks(client, link('album')).page();
  await getFollowedArtists(client, { after: link('artist') }).page();
  await addPlaylistItems(client, id, [link('track'), 'spotify:local:a:b:c:1']);
  await saveToLibrary(client, [link('artist')]);
  await libraryContains(client, [link('track')]);
  await addToQueue(client, link('episode'));
  await startPlayback(client, { contextUri: link('album'), offset: { uri: link('track') } });
  await startPlayback(client, { contextUri: 'spotify:user:me:collection' });
  expect(sent()).toEqual([
    `GET /playlists/${id}?additional_types=track%2Cepisode&fields=id `,
    `GET /albums/${id}/tracks `,
    `GET /me/following?after=${id}&type=artist `,
    `POST /playlists/${id}/items {"uris":["${uri}","spotify:local:a:b:c:1"]}`,
    `PUT /me/library?uris=spotify%3Aartist%3A${id} `,
    `GET /me/library/contains?uris=spotify%3Atrack%3A${id} `,
    `POST /me/player/queue?uri=spotify%3Aepisode%3A${id} `,
    `PUT /me/player/play {"context_uri":"spotify:album:${id}","offset":{"uri":"${uri}"}}`,
    'PUT /me/player/play {"context_uri":"spotify:user:me:collection"}',
  ]);
});

test.each<[string, (client: SpotifyClient) => Promise<unknown>]>([
  ['nothing', (c) => getTrack(c, '')],
  ['a step up', (c) => getTrack(c, '..')],
  ['no text', (c) => getTrack(c, undefined as never)],
  ['another kind', (c) => getTrack(c, `spotify:album:${id}`)],
  ['a link of another kind', (c) => getAlbumTracks(c, link('track')).collect()],
  ['an album in a playlist', (c) => addPlaylistItems(c, id, [uri, link('album')])],
  ['an id that may be of anything', (c) => replacePlaylistItems(c, id, [id])],
  ['nothing in a playlist', (c) => removePlaylistItems(c, id, [''])],
  ['nonsense in the library', (c) => saveToLibrary(c, ['track'])],
  ['a chapter in the library', (c) => removeFromLibrary(c, [link('chapter')])],
  ['an artist in the queue', (c) => addToQueue(c, link('artist'))],
  ['a track as context', (c) => startPlayback(c, { contextUri: uri })],
])('%s is refused before anything is sent', async (_name, call) => {
  await expect(call(client)).rejects.toMatchObject({ code: 'argument' });
  expect(server.requests).toEqual([]);
});

test('two ends of the recent plays at once are refused', () => {
  const both = { after: new Date(1), before: new Date(2) };
  expect(() => getRecentlyPlayed(client, both)).toThrow('Expected after or before, got both.');
});

test('nothing in the queue is an empty queue', async () => {
  await server.close();
  server = await startLoopback(() => ({ status: 204 }));
  const idle = createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: server.url, retries: 0 });
  expect(await getQueue(idle)).toEqual({ currently_playing: null, queue: [] });
});
