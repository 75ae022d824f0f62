import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../__fixtures__/loopback.ts';
import {
  bearerToken,
  createSpotifyClient,
  getAudiobook,
  getCurrentUser,
  getEpisode,
  getMyPlaylists,
  getPlaylistItems,
  getSavedTracks,
  getShow,
  getTrack,
  type SpotifyClient,
} from '../index.ts';
import { getCurrentlyPlaying, getDevices, getQueue, getRecentlyPlayed } from '../player/index.ts';
import { recordings as sent } from './__fixtures__/recordings.ts';

const id = '0000000000000000000001';
let server: Loopback;
let client: SpotifyClient;
beforeAll(async () => {
  server = await startLoopback(({ url }) => ({ body: sent[url.pathname] }));
  client = createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: server.url, retries: 0 });
});
afterAll(() => server.close());

test.each<[string, (client: SpotifyClient) => Promise<unknown>]>([
  [`/tracks/${id}`, (c) => getTrack(c, id)],
  [`/episodes/${id}`, (c) => getEpisode(c, id)],
  [`/audiobooks/${id}`, (c) => getAudiobook(c, id)],
  [`/shows/${id}`, (c) => getShow(c, id)],
  [`/playlists/${id}/items`, (c) => getPlaylistItems(c, id).page()],
  ['/me/tracks', (c) => getSavedTracks(c).page()],
  ['/me/playlists', (c) => getMyPlaylists(c).page()],
  ['/me/player/recently-played', (c) => getRecentlyPlayed(c).page()],
  ['/me/player/currently-playing', (c) => getCurrentlyPlaying(c)],
  ['/me/player/queue', (c) => getQueue(c)],
  ['/me/player/devices', async (c) => ({ devices: await getDevices(c) })],
  ['/me', (c) => getCurrentUser(c)],
])('%s as it was recorded is read whole', async (path, read) => {
  expect(sent[path]).toBeDefined();
  expect(await read(client)).toEqual(JSON.parse(JSON.stringify(sent[path])));
});
