import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../__fixtures__/loopback.ts';
import { bearerToken, createSpotifyClient, type SpotifyClient } from '../index.ts';
import { createSpotifyServer, createWorld, type SpotifyServer } from '../testing/index.ts';
import {
  getArtistTopTracks,
  getAudioAnalysis,
  getAudioFeatures,
  getCategories,
  getCategoryPlaylists,
  getNewReleases,
  getRecommendations,
  getRelatedArtists,
  getSeveralAudioFeatures,
  getUser,
  getUserPlaylists,
  isFollowing,
  isFollowingPlaylist,
} from './index.ts';

const world = createWorld({ seed: 6, artistCount: 40, topTrackCount: 150 });
const trackIds = world.tracks.slice(0, 230).map(({ id }) => id);
const unknown = '0000000000000000000000';
let server: SpotifyServer;
let client: SpotifyClient;
let recorded: Loopback | undefined;
beforeAll(async () => {
  server = await createSpotifyServer({ world });
  client = createSpotifyClient({ auth: bearerToken(server.accessToken), baseUrl: server.apiUrl });
});
afterAll(() => server.close());
afterEach(() => recorded?.close());

test('features of many tracks come in the order of the ids, in requests of 100, null where there is none', async () => {
  const before = server.requests.length;
  const wanted = [...trackIds, unknown, trackIds[0] as string];
  const features = await getSeveralAudioFeatures(client, wanted);
  expect(features.map((each) => each?.id)).toEqual([...trackIds, undefined, trackIds[0]]);
  expect(features.at(-2)).toBeNull();
  expect(server.requests.slice(before).map(({ query }) => query.ids?.split(',').length)).toEqual([
    100, 100, 32,
  ]);
  expect(await getAudioFeatures(client, `spotify:track:${trackIds[0]}`)).toEqual(features[0]);
});

test('an analysis covers the track', async () => {
  const id = trackIds[0] as string;
  const { beats, segments } = await getAudioAnalysis(client, id);
  const { tempo, duration_ms } = await getAudioFeatures(client, id);
  expect(beats.length).toBe(Math.floor(duration_ms / (60_000 / tempo)));
  expect(segments[0]?.pitches).toHaveLength(12);
});

test('one thing leads to others', async () => {
  const artist = world.artists[0] as (typeof world.artists)[0];
  const top = await getArtistTopTracks(client, artist.id);
  expect(top.every(({ artists }) => artists.some(({ id }) => id === artist.id))).toBe(true);
  const related = await getRelatedArtists(client, artist.id);
  expect(related.map(({ id }) => id)).not.toContain(artist.id);
  const { seeds, tracks } = await getRecommendations(client, { seedArtists: [artist.id], limit: 7 });
  expect(seeds).toMatchObject([{ id: artist.id }]);
  expect(tracks).toHaveLength(7);
});

test('lists page', async () => {
  expect(await getNewReleases(client).collect({ max: 70 })).toHaveLength(70);
  const shelves = await getCategories(client, { limit: 2 }).collect();
  expect(shelves.map(({ id }) => id)).toEqual([...new Set(world.artists.map(({ style }) => style))].sort());
  const playlists = await getCategoryPlaylists(client, shelves[0]?.id as string).collect();
  expect(playlists.map(({ items }) => typeof items?.total)).toContain('number');
});

test('other people and whom one follows', async () => {
  const other = world.listeners[1] as (typeof world.listeners)[0];
  expect(await getUser(client, other.id)).toMatchObject({ id: other.id, display_name: other.displayName });
  const theirs = await getUserPlaylists(client, other.id).collect();
  expect(theirs.every(({ owner }) => owner?.id === other.id)).toBe(true);
  const [followed = ''] = server.listener.topArtists;
  expect(await isFollowing(client, 'artist', [followed, unknown])).toEqual([true, false]);
  expect(await isFollowingPlaylist(client, theirs[0]?.id as string)).toBe(false);
});

test.each<[string, (client: SpotifyClient) => Promise<unknown>]>([
  ['features of an album', (c) => getAudioFeatures(c, `spotify:album:${unknown}`)],
  ['features of nothing among some', (c) => getSeveralAudioFeatures(c, [unknown, ''])],
  ['the analysis of a step up', (c) => getAudioAnalysis(c, '..')],
  ['a seed of another kind', (c) => getRecommendations(c, { seedArtists: [`spotify:track:${unknown}`] })],
  ['a user who is a path', (c) => getUser(c, '../me')],
])('%s is refused before anything is sent', async (_name, call) => {
  const before = server.requests.length;
  await expect(call(client)).rejects.toMatchObject({ code: 'argument' });
  expect(server.requests).toHaveLength(before);
});

test('an answer without what it should hold is no success', async () => {
  recorded = await startLoopback(() => ({ body: {} }));
  const damaged = createSpotifyClient({ auth: bearerToken('BQ'), baseUrl: recorded.url, retries: 0 });
  for (const call of [getArtistTopTracks, getRelatedArtists]) {
    await expect(call(damaged, unknown)).rejects.toMatchObject({ code: 'response' });
  }
  await expect(getNewReleases(damaged).collect()).rejects.toMatchObject({ code: 'response' });
  await expect(getSeveralAudioFeatures(damaged, [unknown])).rejects.toMatchObject({ code: 'response' });
});
