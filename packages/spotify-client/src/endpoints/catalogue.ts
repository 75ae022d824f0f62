import type { SpotifyClient } from '../client.ts';
import { type Paged, paged } from '../paging/paged.ts';
import type { RequestOptions } from '../request/transport.ts';
import type {
  Album,
  Artist,
  Audiobook,
  Chapter,
  Episode,
  Show,
  SimplifiedAlbum,
  SimplifiedChapter,
  SimplifiedEpisode,
  SimplifiedTrack,
  Track,
} from '../types/catalogue.ts';
import type { Open } from '../types/common.ts';
import type { MarketOptions, MarketPageOptions } from './options.ts';

function one<Result>(
  client: SpotifyClient,
  route: string,
  id: string,
  { market, ...options }: MarketOptions = {},
): Promise<Result> {
  return client.request({ route, ids: [id], query: { market } }, options);
}

function parts<Item>(
  client: SpotifyClient,
  route: string,
  id: string,
  { market, ...options }: MarketPageOptions = {},
): Paged<Item> {
  return paged(client, options, { request: { route, ids: [id], query: { market } }, maxLimit: 50 });
}

/**
 * One track. Any token. Development mode leaves out `available_markets`, `linked_from` and `popularity`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export function getTrack(client: SpotifyClient, id: string, options?: MarketOptions): Promise<Track> {
  return one(client, '/tracks/{id}', id, options);
}

/**
 * One album, with the first page of its tracks. Any token. Development mode leaves out
 * `available_markets`, `label` and `popularity`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-album
 */
export function getAlbum(client: SpotifyClient, id: string, options?: MarketOptions): Promise<Album> {
  return one(client, '/albums/{id}', id, options);
}

/**
 * The tracks of an album. Any token; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-albums-tracks
 */
export function getAlbumTracks(
  client: SpotifyClient,
  id: string,
  options?: MarketPageOptions,
): Paged<SimplifiedTrack> {
  return parts(client, '/albums/{id}/tracks', id, options);
}

/**
 * One artist. Any token. Development mode leaves out `followers` and `popularity`; `genres` is deprecated.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artist
 */
export function getArtist(client: SpotifyClient, id: string, options?: RequestOptions): Promise<Artist> {
  return one(client, '/artists/{id}', id, options);
}

export interface ArtistAlbumsOptions extends MarketPageOptions {
  /** How the artist relates to the albums. @default all, by Spotify */
  readonly includeGroups?: readonly Open<'album' | 'single' | 'appears_on' | 'compilation'>[] | undefined;
}

/**
 * The albums of an artist. Any token; pages of at most 10, in extended mode of at most 50: a client in `auto` mode
 * finds out at the second page.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-albums
 */
export function getArtistAlbums(
  client: SpotifyClient,
  id: string,
  { includeGroups, market, ...options }: ArtistAlbumsOptions = {},
): Paged<SimplifiedAlbum> {
  const query = { include_groups: includeGroups?.join(), market };
  const request = { route: '/artists/{id}/albums', ids: [id], query };
  return paged(client, options, { request, maxLimit: 10, extendedLimit: 50 });
}

/**
 * One show, with the first page of its episodes. Scope `user-read-playback-position`. Development mode
 * leaves out `available_markets` and `publisher`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-show
 */
export function getShow(client: SpotifyClient, id: string, options?: MarketOptions): Promise<Show> {
  return one(client, '/shows/{id}', id, options);
}

/**
 * The episodes of a show. Scope `user-read-playback-position`; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-shows-episodes
 */
export function getShowEpisodes(
  client: SpotifyClient,
  id: string,
  options?: MarketPageOptions,
): Paged<SimplifiedEpisode> {
  return parts(client, '/shows/{id}/episodes', id, options);
}

/**
 * One episode. Scope `user-read-playback-position`, without which there is no `resume_point`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-episode
 */
export function getEpisode(client: SpotifyClient, id: string, options?: MarketOptions): Promise<Episode> {
  return one(client, '/episodes/{id}', id, options);
}

/**
 * One audiobook, with the first page of its chapters. Any token; only in markets that have audiobooks.
 * Development mode leaves out `available_markets` and `publisher`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-audiobook
 */
export function getAudiobook(client: SpotifyClient, id: string, options?: MarketOptions): Promise<Audiobook> {
  return one(client, '/audiobooks/{id}', id, options);
}

/**
 * The chapters of an audiobook. Any token; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audiobook-chapters
 */
export function getAudiobookChapters(
  client: SpotifyClient,
  id: string,
  options?: MarketPageOptions,
): Paged<SimplifiedChapter> {
  return parts(client, '/audiobooks/{id}/chapters', id, options);
}

/**
 * One chapter. Any token. Development mode leaves out `available_markets`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-chapter
 */
export function getChapter(client: SpotifyClient, id: string, options?: MarketOptions): Promise<Chapter> {
  return one(client, '/chapters/{id}', id, options);
}
