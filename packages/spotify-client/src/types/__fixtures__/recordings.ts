import type { Album, Audiobook, Episode, Show, Track } from '../catalogue.ts';
import type { SavedTrack } from '../library.ts';
import type { CurrentlyPlaying, Device, PlaybackQueue, PlayHistory } from '../player.ts';
import type { Playlist, PlaylistItem, SimplifiedPlaylist } from '../playlist.ts';
import type { CurrentUser } from '../user.ts';

/*
 * The shapes of replies that other projects have recorded of Spotify, with what is null, missing or odd in them where
 * it was; every value is invented. Above each stands where the shape was seen. That the declared types admit them is
 * checked by the compiler, that the client reads them whole by recordings.test.ts.
 */

const id = '0000000000000000000001';
const artist = { external_urls: {}, href: null, id: null, name: 'Somebody', type: 'artist', uri: null } as const;

/** zmb3/spotify test_data/playlist_items_episodes.json: no HTML, empty copyrights. */
const showInEpisode = {
  available_markets: ['AA'],
  copyrights: [],
  description: 'Words',
  explicit: false,
  external_urls: { spotify: 'https://open.spotify.com/show/x' },
  href: 'https://api.spotify.com/v1/shows/x',
  html_description: null,
  id,
  images: [{ height: 640, url: 'https://images.invalid/1', width: 640 }],
  is_externally_hosted: false,
  languages: ['en'],
  media_type: 'audio',
  name: 'A show',
  publisher: 'Somebody',
  total_episodes: 117,
  type: 'show',
  uri: `spotify:show:${id}`,
} as const;
/** The same file: the row has undocumented fields, `track` in the episode says that it is none. */
const episodeRow = {
  added_at: '2022-05-20T14:58:16Z',
  added_by: { external_urls: {}, href: 'https://api.spotify.com/v1/users/x', id: 'x', type: 'user', uri: 'spotify:user:x' },
  is_local: false,
  primary_color: null,
  item: {
    audio_preview_url: null,
    description: 'Words',
    duration_ms: 5303484,
    episode: true,
    explicit: true,
    external_urls: {},
    href: 'https://api.spotify.com/v1/episodes/x',
    html_description: '<p>Words</p>',
    id,
    images: [],
    is_externally_hosted: false,
    is_playable: true,
    language: 'en-US',
    languages: ['en-US'],
    name: 'An episode',
    release_date: '2022-03-08',
    release_date_precision: 'day',
    resume_point: { fully_played: false, resume_position_ms: 225000 },
    show: showInEpisode,
    track: false,
    type: 'episode',
    uri: `spotify:episode:${id}`,
  },
  video_thumbnail: { url: null },
} as const;
/** caseychu/spotify-backup #30: a row whose item is gone, added by nobody. */
const goneRow = { added_at: null, added_by: { id: '' }, is_local: false, item: null } as const;
/** felix-hilden/tekore src/tekore/_model/local.py, spotify/web-api #1206: a local file. */
const localRow = {
  added_at: '2020-01-01T00:00:00Z',
  added_by: null,
  is_local: true,
  item: {
    album: {
      album_type: null,
      artists: [],
      available_markets: [],
      external_urls: {},
      href: null,
      id: null,
      images: [],
      name: '',
      release_date: null,
      release_date_precision: null,
      type: 'album',
      uri: null,
    },
    artists: [artist],
    available_markets: [],
    disc_number: 0,
    duration_ms: { totalMilliseconds: 123000 },
    explicit: false,
    external_ids: {},
    external_urls: {},
    href: null,
    id: null,
    is_local: true,
    name: 'A file',
    popularity: 0,
    preview_url: null,
    track_number: 0,
    type: 'track',
    uri: 'spotify:local:::A+file:123',
  },
} as const;
/** zmb3/spotify test_data/find_track_with_floats.txt: fractions; felix-hilden/tekore #318: `EP`. */
const track = {
  album: {
    album_type: 'EP',
    artists: [{ ...artist, id, uri: 'spotify:artist:x', href: 'https://api.spotify.com/v1/artists/x' }],
    external_urls: {},
    href: 'https://api.spotify.com/v1/albums/x',
    id,
    images: null,
    name: 'An album',
    type: 'album',
    uri: 'spotify:album:x',
  },
  artists: [artist],
  disc_number: 1.0,
  duration_ms: 361142.5,
  explicit: false,
  external_ids: { isrc: 'AAAAA0000001' },
  external_urls: {},
  href: 'https://api.spotify.com/v1/tracks/x',
  id,
  is_local: false,
  is_playable: null,
  name: 'A track',
  popularity: 12,
  preview_url: null,
  restrictions: null,
  track_number: 1,
  type: 'track',
  uri: `spotify:track:${id}`,
} as const;
/** Made of what peers had to allow for in audiobooks and chapters: no edition, no HTML, no date. */
const audiobook = {
  authors: [{ name: 'Somebody' }],
  chapters: {
    href: 'https://api.spotify.com/v1/audiobooks/x/chapters',
    items: [
      {
        audio_preview_url: null,
        chapter_number: 0,
        description: '',
        duration_ms: 1000,
        explicit: false,
        html_description: null,
        id,
        images: [],
        is_playable: null,
        languages: ['en'],
        name: 'A chapter',
        resume_point: null,
        restrictions: null,
        type: 'episode',
        uri: `spotify:episode:${id}`,
      },
      null,
    ],
    limit: 50,
    next: null,
    offset: 0,
    previous: null,
    total: 2,
  },
  copyrights: [],
  description: '',
  edition: null,
  explicit: false,
  html_description: null,
  id,
  images: null,
  languages: ['en'],
  media_type: 'audio',
  name: 'An audiobook',
  narrators: [],
  publisher: { name: 'Somebody' },
  total_chapters: 2,
  type: 'audiobook',
  uri: `spotify:show:${id}`,
} as const;
/** felix-hilden/tekore release notes: an episode without `is_playable`; a show hosted nobody knows where. */
const episode = {
  duration_ms: 1,
  id,
  images: null,
  is_externally_hosted: null,
  name: 'An episode',
  release_date: null,
  release_date_precision: null,
  restrictions: null,
  show: { ...showInEpisode, is_externally_hosted: null, images: null },
  type: 'episode',
  uri: `spotify:episode:${id}`,
} as const;
/** spotify/web-api #1405: the end of the recent plays, without a total; a play from nowhere. */
const recentlyPlayed = {
  cursors: null,
  href: 'https://api.spotify.com/v1/me/player/recently-played',
  items: [{ context: null, played_at: '2026-01-01T00:00:00.000Z', track }],
  limit: 50,
  next: null,
} as const;
/** zmb3/spotify test_data/player_currently_playing_episode.json; during advertisements the item is null. */
const advertisement = {
  actions: { disallows: { resuming: true, skipping_prev: true } },
  context: null,
  currently_playing_type: 'ad',
  is_playing: true,
  item: null,
  progress_ms: null,
  timestamp: 1706351396175,
} as const;
/** zmb3/spotify test_data/get_queue.txt: a queue of a track and an episode. */
const queue = { currently_playing: null, queue: [track, episode, null] } as const;
/** Spotify's own reference: a device can hide its id and volume. */
const devices = {
  devices: [
    {
      id: null,
      is_active: false,
      is_private_session: false,
      is_restricted: true,
      name: 'A television',
      supports_volume: false,
      type: 'CastVideo',
      volume_percent: null,
    },
  ],
} as const;
/** Pasta-Devs/Marinara-Engine #681: no count of items; `images: null` and `public: null` besides. */
const playlists = {
  href: 'https://api.spotify.com/v1/me/playlists',
  items: [
    {
      collaborative: false,
      description: null,
      external_urls: {},
      href: 'https://api.spotify.com/v1/playlists/x',
      id,
      images: null,
      name: 'A playlist',
      owner: { display_name: null, external_urls: {}, href: '', id: '', type: 'user', uri: '' },
      primary_color: null,
      public: null,
      snapshot_id: 'AAAA',
      type: 'playlist',
      uri: `spotify:playlist:${id}`,
    },
    null,
  ],
  limit: 50,
  next: null,
  offset: 0,
  previous: null,
  total: 2,
} as const;
/** Spotify's February 2026 guide: what is left of the person in development mode. */
const me = {
  account_id: 'a',
  display_name: null,
  external_urls: {},
  href: 'https://api.spotify.com/v1/users/x',
  id: 'x',
  images: [],
  type: 'user',
  uri: 'spotify:user:x',
} as const;
/** zmb3/spotify test_data/current_users_tracks.txt. */
const saved = [{ added_at: '2026-01-01T00:00:00Z', track }] as const;
const page = { href: '', limit: 50, next: null, offset: 0, previous: null };

/** What Spotify answers, by path. */
export const recordings: Readonly<Record<string, unknown>> = {
  [`/tracks/${id}`]: track,
  [`/episodes/${id}`]: episode,
  [`/audiobooks/${id}`]: audiobook,
  [`/shows/${id}`]: showInEpisode,
  [`/playlists/${id}/items`]: { ...page, items: [episodeRow, goneRow, localRow, null], total: 4 },
  '/me/tracks': { ...page, items: saved, total: 1 },
  '/me/playlists': playlists,
  '/me/player/recently-played': recentlyPlayed,
  '/me/player/currently-playing': advertisement,
  '/me/player/queue': queue,
  '/me/player/devices': devices,
  '/me': me,
};

/** The compiler's part: each shape is one of its declared type. */
export const checked: {
  readonly tracks: readonly Track[];
  readonly albums: readonly Omit<Album, 'id'>[];
  readonly episodes: readonly Episode[];
  readonly shows: readonly Show[];
  readonly audiobooks: readonly Audiobook[];
  readonly rows: readonly PlaylistItem[];
  readonly saved: readonly SavedTrack[];
  readonly playlists: readonly (SimplifiedPlaylist | null)[];
  readonly whole: Playlist;
  readonly plays: readonly PlayHistory[];
  readonly playing: CurrentlyPlaying;
  readonly queue: PlaybackQueue;
  readonly devices: readonly Device[];
  readonly me: CurrentUser;
} = {
  tracks: [track, localRow.item],
  albums: [track.album, localRow.item.album],
  episodes: [episode, episodeRow.item],
  shows: [showInEpisode, episode.show],
  audiobooks: [audiobook],
  rows: [episodeRow, goneRow, localRow],
  saved,
  playlists: playlists.items,
  whole: { ...playlists.items[0], items: { ...page, items: [episodeRow, goneRow, localRow, null] } },
  plays: recentlyPlayed.items,
  playing: advertisement,
  queue,
  devices: devices.devices,
  me,
};
