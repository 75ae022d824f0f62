import {
  addPlaylistItems,
  createPlaylist,
  getAlbum,
  getAlbumTracks,
  getArtist,
  getArtistAlbums,
  getAudiobook,
  getAudiobookChapters,
  getChapter,
  getCurrentUser,
  getEpisode,
  getFollowedArtists,
  getMyPlaylists,
  getPlaylist,
  getPlaylistImages,
  getPlaylistItems,
  getSavedAlbums,
  getSavedAudiobooks,
  getSavedEpisodes,
  getSavedShows,
  getSavedTracks,
  getShow,
  getShowEpisodes,
  getTopArtists,
  getTopTracks,
  getTrack,
  libraryContains,
  removeFromLibrary,
  removePlaylistItems,
  reorderPlaylistItems,
  replacePlaylistItems,
  type SpotifyClient,
  saveToLibrary,
  search,
  setPlaylistImage,
  updatePlaylist,
} from '../src/index.ts';
import {
  addToQueue,
  getCurrentlyPlaying,
  getDevices,
  getPlaybackState,
  getQueue,
  getRecentlyPlayed,
  pausePlayback,
  seek,
  setRepeat,
  setShuffle,
  setVolume,
  skipToNext,
  skipToPrevious,
  startPlayback,
  transferPlayback,
} from '../src/player/index.ts';

/** Ids that exist where the operations are sent. */
export interface OperationIds {
  readonly track: string;
  readonly album: string;
  readonly artist: string;
  readonly show: string;
  readonly episode: string;
  readonly audiobook: string;
  readonly chapter: string;
  readonly playlist: string;
  readonly device: string;
}

/** One way to call an operation, and what must then be on the wire. */
export interface Operation {
  /** Method and template, as in Spotify's OpenAPI file. */
  readonly route: string;
  readonly call: (client: SpotifyClient) => Promise<unknown>;
  /** The whole query string, by wire names. */
  readonly query?: Readonly<Record<string, string>>;
  /** The whole JSON body, by wire names; absent = no body. */
  readonly body?: unknown;
}

const page = { limit: 5, offset: 1 };
const wirePage = { limit: '5', offset: '1' };
const market = 'DE';
/** The smallest thing that begins like a JPEG. */
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]);

/** Every operation of Spotify's current surface, with every option of ours at least once. */
export function operations(ids: OperationIds): readonly Operation[] {
  const track = `spotify:track:${ids.track}`;
  const episode = `spotify:episode:${ids.episode}`;
  const kinds = { additional_types: 'track,episode' };
  return [
    { route: 'GET /albums/{id}', call: (c) => getAlbum(c, ids.album, { market }), query: { market } },
    {
      route: 'GET /albums/{id}/tracks',
      call: (c) => getAlbumTracks(c, ids.album, { market, ...page }).page(),
      query: { market, ...wirePage },
    },
    { route: 'GET /artists/{id}', call: (c) => getArtist(c, ids.artist) },
    {
      route: 'GET /artists/{id}/albums',
      call: (c) =>
        getArtistAlbums(c, ids.artist, { market, includeGroups: ['album', 'single'], ...page }).page(),
      query: { market, include_groups: 'album,single', ...wirePage },
    },
    { route: 'GET /shows/{id}', call: (c) => getShow(c, ids.show, { market }), query: { market } },
    {
      route: 'GET /shows/{id}/episodes',
      call: (c) => getShowEpisodes(c, ids.show, { market, ...page }).page(),
      query: { market, ...wirePage },
    },
    { route: 'GET /episodes/{id}', call: (c) => getEpisode(c, ids.episode, { market }), query: { market } },
    {
      route: 'GET /audiobooks/{id}',
      call: (c) => getAudiobook(c, ids.audiobook, { market }),
      query: { market },
    },
    {
      route: 'GET /audiobooks/{id}/chapters',
      call: (c) => getAudiobookChapters(c, ids.audiobook, { market, ...page }).page(),
      query: { market, ...wirePage },
    },
    { route: 'GET /me/audiobooks', call: (c) => getSavedAudiobooks(c, page).page(), query: wirePage },
    { route: 'GET /chapters/{id}', call: (c) => getChapter(c, ids.chapter, { market }), query: { market } },
    { route: 'GET /tracks/{id}', call: (c) => getTrack(c, ids.track, { market }), query: { market } },
    {
      route: 'GET /search',
      call: (c) => search(c, 'a', ['track', 'album'], { market, includeExternal: 'audio', ...page }),
      query: { q: 'a', type: 'track,album', market, include_external: 'audio', ...wirePage },
    },
    { route: 'GET /me', call: (c) => getCurrentUser(c) },
    {
      route: 'GET /playlists/{playlist_id}',
      call: (c) => getPlaylist(c, ids.playlist, { market, fields: 'id,name' }),
      query: { market, fields: 'id,name', ...kinds },
    },
    {
      route: 'PUT /playlists/{playlist_id}',
      call: (c) => updatePlaylist(c, ids.playlist, { name: 'New', description: 'Words', public: false }),
      body: { name: 'New', description: 'Words', public: false },
    },
    {
      route: 'GET /playlists/{playlist_id}/items',
      call: (c) => getPlaylistItems(c, ids.playlist, { market, fields: 'items', ...page }).page(),
      query: { market, fields: 'items', ...kinds, ...wirePage },
    },
    {
      route: 'POST /playlists/{playlist_id}/items',
      call: (c) => addPlaylistItems(c, ids.playlist, [track, episode], { position: 0 }),
      body: { uris: [track, episode], position: 0 },
    },
    {
      route: 'PUT /playlists/{playlist_id}/items',
      call: (c) => replacePlaylistItems(c, ids.playlist, [track, episode, track]),
      body: { uris: [track, episode, track] },
    },
    {
      route: 'PUT /playlists/{playlist_id}/items',
      call: (c) => reorderPlaylistItems(c, ids.playlist, 0, 3, { rangeLength: 2, snapshotId: 'x' }),
      body: { range_start: 0, insert_before: 3, range_length: 2, snapshot_id: 'x' },
    },
    {
      route: 'DELETE /playlists/{playlist_id}/items',
      call: (c) => removePlaylistItems(c, ids.playlist, [track], { snapshotId: 'x' }),
      body: { items: [{ uri: track }], snapshot_id: 'x' },
    },
    { route: 'GET /me/playlists', call: (c) => getMyPlaylists(c, page).page(), query: wirePage },
    {
      route: 'POST /me/playlists',
      call: (c) =>
        createPlaylist(c, { name: 'New', description: 'Words', public: false, collaborative: true }),
      body: { name: 'New', description: 'Words', public: false, collaborative: true },
    },
    {
      route: 'PUT /me/library',
      call: (c) => saveToLibrary(c, [track, episode]),
      query: { uris: `${track},${episode}` },
    },
    { route: 'DELETE /me/library', call: (c) => removeFromLibrary(c, [track]), query: { uris: track } },
    {
      route: 'GET /me/library/contains',
      call: (c) => libraryContains(c, [track, episode]),
      query: { uris: `${track},${episode}` },
    },
    {
      route: 'GET /me/albums',
      call: (c) => getSavedAlbums(c, { market, ...page }).page(),
      query: { market, ...wirePage },
    },
    {
      route: 'GET /me/tracks',
      call: (c) => getSavedTracks(c, { market, ...page }).page(),
      query: { market, ...wirePage },
    },
    {
      route: 'GET /me/episodes',
      call: (c) => getSavedEpisodes(c, { market, ...page }).page(),
      query: { market, ...wirePage },
    },
    { route: 'GET /me/shows', call: (c) => getSavedShows(c, page).page(), query: wirePage },
    {
      route: 'GET /me/top/tracks',
      call: (c) => getTopTracks(c, { timeRange: 'long_term', ...page }).page(),
      query: { time_range: 'long_term', ...wirePage },
    },
    {
      route: 'GET /me/top/artists',
      call: (c) => getTopArtists(c, { timeRange: 'short_term', ...page }).page(),
      query: { time_range: 'short_term', ...wirePage },
    },
    { route: 'GET /playlists/{playlist_id}/images', call: (c) => getPlaylistImages(c, ids.playlist) },
    { route: 'PUT /playlists/{playlist_id}/images', call: (c) => setPlaylistImage(c, ids.playlist, jpeg) },
    {
      route: 'GET /me/following',
      call: (c) => getFollowedArtists(c, { after: ids.artist, limit: 5 }).page(),
      query: { type: 'artist', after: ids.artist, limit: '5' },
    },
    {
      route: 'GET /me/player',
      call: (c) => getPlaybackState(c, { market }),
      query: { market, ...kinds },
    },
    {
      route: 'PUT /me/player',
      call: (c) => transferPlayback(c, ids.device, { play: true }),
      body: { device_ids: [ids.device], play: true },
    },
    { route: 'GET /me/player/devices', call: (c) => getDevices(c) },
    {
      route: 'GET /me/player/currently-playing',
      call: (c) => getCurrentlyPlaying(c, { market }),
      query: { market, ...kinds },
    },
    {
      route: 'PUT /me/player/play',
      call: (c) =>
        startPlayback(c, {
          uris: [track],
          offset: { position: 0 },
          positionMs: 1000,
          deviceId: ids.device,
        }),
      query: { device_id: ids.device },
      body: { uris: [track], offset: { position: 0 }, position_ms: 1000 },
    },
    {
      route: 'PUT /me/player/play',
      call: (c) => startPlayback(c, { contextUri: `spotify:album:${ids.album}` }),
      body: { context_uri: `spotify:album:${ids.album}` },
    },
    { route: 'PUT /me/player/play', call: (c) => startPlayback(c) },
    {
      route: 'PUT /me/player/pause',
      call: (c) => pausePlayback(c, { deviceId: ids.device }),
      query: { device_id: ids.device },
    },
    { route: 'POST /me/player/next', call: (c) => skipToNext(c) },
    { route: 'POST /me/player/previous', call: (c) => skipToPrevious(c) },
    { route: 'PUT /me/player/seek', call: (c) => seek(c, 25_000), query: { position_ms: '25000' } },
    { route: 'PUT /me/player/repeat', call: (c) => setRepeat(c, 'context'), query: { state: 'context' } },
    { route: 'PUT /me/player/volume', call: (c) => setVolume(c, 50), query: { volume_percent: '50' } },
    { route: 'PUT /me/player/shuffle', call: (c) => setShuffle(c, true), query: { state: 'true' } },
    {
      route: 'GET /me/player/recently-played',
      call: (c) => getRecentlyPlayed(c, { limit: 5, before: new Date(1_790_000_000_000) }).page(),
      query: { limit: '5', before: '1790000000000' },
    },
    {
      route: 'GET /me/player/recently-played',
      call: (c) => getRecentlyPlayed(c, { after: new Date(1_700_000_000_000) }).page(),
      query: { after: '1700000000000' },
    },
    { route: 'GET /me/player/queue', call: (c) => getQueue(c) },
    {
      route: 'POST /me/player/queue',
      call: (c) => addToQueue(c, track, { deviceId: ids.device }),
      query: { uri: track, device_id: ids.device },
    },
  ];
}
