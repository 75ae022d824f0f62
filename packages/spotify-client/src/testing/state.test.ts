import { describe, expect, test } from 'vitest';
import {
  addPlaylistItems,
  bearerToken,
  createPlaylist,
  createSpotifyClient,
  getCurrentUser,
  getMyPlaylists,
  getPlaylist,
  getPlaylistItems,
  getSavedTracks,
  getTrack,
  libraryContains,
  removeFromLibrary,
  removePlaylistItems,
  reorderPlaylistItems,
  replacePlaylistItems,
  saveToLibrary,
  updatePlaylist,
} from '../index.ts';
import { getPlaybackState, pausePlayback, setVolume } from '../player/index.ts';
import { createSpotifyApp, createWorld, type ServerMode, type SpotifyAppOptions } from './index.ts';

const world = createWorld({ seed: 11, artistCount: 40, topTrackCount: 300 });
const uris = world.tracks.slice(0, 250).map(({ id }) => `spotify:track:${id}`);

function setup(mode: ServerMode = 'development', options: SpotifyAppOptions = {}) {
  const app = createSpotifyApp({ world, mode, ...options });
  return { app, client: createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch }) };
}

describe.each(['development', 'extended'] as const)('in %s mode', (mode) => {
  test('a playlist is made, filled, changed and removed', async () => {
    const { client } = setup(mode);
    const { id } = await createPlaylist(client, { name: 'Mine', public: false });
    const content = async () => (await getPlaylistItems(client, id).collect()).map(({ item }) => item?.uri);
    await addPlaylistItems(client, id, uris);
    expect(await content()).toEqual(uris);
    await addPlaylistItems(client, id, uris.slice(0, 120), { position: 0 });
    expect(await content()).toEqual([...uris.slice(0, 120), ...uris]);
    await replacePlaylistItems(client, id, uris.slice(0, 230));
    expect(await content()).toEqual(uris.slice(0, 230));
    await reorderPlaylistItems(client, id, 0, 230, { rangeLength: 2 });
    expect(await content()).toEqual([...uris.slice(2, 230), ...uris.slice(0, 2)]);
    await removePlaylistItems(client, id, uris.slice(0, 225));
    expect(await content()).toEqual(uris.slice(225, 230));
    await updatePlaylist(client, id, { name: 'Renamed' });
    const whole = await getPlaylist(client, id);
    expect([whole.name, whole.items?.items.length, whole.items?.items[0]?.item?.uri]).toEqual([
      'Renamed',
      5,
      uris[225],
    ]);
    await removeFromLibrary(client, [`spotify:playlist:${id}`]);
    expect((await getMyPlaylists(client).collect()).map((playlist) => playlist.id)).not.toContain(id);
  });

  test('the library remembers, in requests of 40', async () => {
    const { app, client } = setup(mode);
    await saveToLibrary(client, uris.slice(0, 100));
    expect(app.requests.map(({ query }) => query.uris?.split(',').length)).toEqual([40, 40, 20]);
    await removeFromLibrary(client, uris.slice(0, 50));
    const wanted = [...uris.slice(40, 60), 'spotify:artist:0000000000000000000000'];
    expect(await libraryContains(client, wanted)).toEqual([
      ...Array(10).fill(false),
      ...Array(10).fill(true),
      false,
    ]);
    expect((await getSavedTracks(client).page()).items[0]?.track.uri).toBe(uris[80]);
  });
});

test('an error in the middle of a long list says how far it came', async () => {
  const { app, client } = setup();
  const { id } = await createPlaylist(client, { name: 'Mine' });
  app.faults.add({ route: 'POST /playlists/{playlist_id}/items', fault: { kind: 'html' }, after: 2 });
  await expect(addPlaylistItems(client, id, uris)).rejects.toMatchObject({ code: 'server', completed: 200 });
});

test('development mode leaves out what Spotify leaves out, and guards what is not the person’s', async () => {
  const { client } = setup('development');
  const track = await getTrack(client, world.tracks[0]?.id as string);
  expect(track).not.toHaveProperty('popularity');
  expect(track.album).not.toHaveProperty('available_markets');
  const me = await getCurrentUser(client);
  expect(me).not.toHaveProperty('product');
  expect(me.account_id).toBeTypeOf('string');
  const foreign = world.playlists.find(({ ownerId }) => ownerId !== me.id)?.id as string;
  expect((await getPlaylist(client, foreign)).items).toBeUndefined();
  await expect(getPlaylistItems(client, foreign).collect()).rejects.toMatchObject({ reason: 'not-owner' });
  expect(await getTrack(setup('extended').client, world.tracks[0]?.id as string)).toHaveProperty(
    'popularity',
  );
});

test('commands change what plays, whatever their answers look like, and want Premium', async () => {
  const { client } = setup();
  await pausePlayback(client);
  await setVolume(client, 35);
  expect(await getPlaybackState(client)).toMatchObject({ is_playing: false, device: { volume_percent: 35 } });
  const free = world.listeners.find(({ product }) => product === 'free');
  const { client: other } = setup('development', free ? { listener: free } : {});
  await expect(pausePlayback(other)).rejects.toMatchObject({ reason: 'premium-required' });
});

test('a token without the scope is told so', async () => {
  const { app } = setup();
  const auth = bearerToken(app.issueToken({ scopes: [] }));
  const client = createSpotifyClient({ auth, fetch: app.fetch });
  await expect(getSavedTracks(client).page()).rejects.toMatchObject({ code: 'forbidden', reason: 'scope' });
});

test('the quota of the stand-in is one for all endpoints of the day', async () => {
  const { client } = setup('development', { quota: { requests: 3 } });
  for (let call = 0; call < 3; call++) await getCurrentUser(client);
  await expect(getCurrentUser(client)).rejects.toMatchObject({ reason: 'quota', until: expect.any(Date) });
});
