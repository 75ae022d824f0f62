import type { SpotifyClient } from '../client.ts';
import { toPlaylistsPage } from '../endpoints/playlist-shape.ts';
import { type Paged, type PageOptions, paged } from '../paging/paged.ts';
import { readList } from '../request/read-body.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { SimplifiedAlbum } from '../types/catalogue.ts';
import type { Category } from '../types/legacy.ts';
import type { Page } from '../types/page.ts';
import type { SimplifiedPlaylist } from '../types/playlist.ts';

export interface LocaleOptions extends RequestOptions {
  /** Language and country, such as `es_MX`. @default American English, by Spotify */
  readonly locale?: string | undefined;
}

export interface LocalePageOptions extends PageOptions, LocaleOptions {}

const selectPlaylists = (answer: {
  readonly playlists: Page<SimplifiedPlaylist>;
}): Page<SimplifiedPlaylist> => toPlaylistsPage(answer.playlists);

/**
 * New albums. Any token; pages of at most 50. Not for client ids in development mode since 11 February 2026: 403.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-new-releases
 */
export function getNewReleases(client: SpotifyClient, options: PageOptions = {}): Paged<SimplifiedAlbum> {
  return paged(client, options, {
    request: { route: '/browse/new-releases' },
    maxLimit: 50,
    select: (answer: { readonly albums: Page<SimplifiedAlbum> }) => answer.albums,
  });
}

/**
 * The shelves of Spotify's start page. Any token; pages of at most 50; for whom, as {@link getNewReleases}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-categories
 */
export function getCategories(
  client: SpotifyClient,
  { locale, ...options }: LocalePageOptions = {},
): Paged<Category> {
  return paged(client, options, {
    request: { route: '/browse/categories', query: { locale } },
    maxLimit: 50,
    select: (answer: { readonly categories: Page<Category> }) => answer.categories,
  });
}

/**
 * One of those shelves. Any token; for whom, as {@link getNewReleases}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-category
 */
export function getCategory(
  client: SpotifyClient,
  id: string,
  { locale, ...options }: LocaleOptions = {},
): Promise<Category> {
  return client.request({ route: '/browse/categories/{category_id}', ids: [id], query: { locale } }, options);
}

/**
 * The playlists on a shelf. Any token; pages of at most 50. Closed since 27 November 2024, except to client ids in
 * extended mode that had it then: others get 403 or 404.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-categories-playlists
 */
export function getCategoryPlaylists(
  client: SpotifyClient,
  id: string,
  options: PageOptions = {},
): Paged<SimplifiedPlaylist> {
  return paged(client, options, {
    request: { route: '/browse/categories/{category_id}/playlists', ids: [id] },
    maxLimit: 50,
    select: selectPlaylists,
  });
}

/**
 * The playlists that Spotify puts first. Any token; pages of at most 50; for whom, as {@link getCategoryPlaylists}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-featured-playlists
 */
export function getFeaturedPlaylists(
  client: SpotifyClient,
  { locale, ...options }: LocalePageOptions = {},
): Paged<SimplifiedPlaylist> {
  return paged(client, options, {
    request: { route: '/browse/featured-playlists', query: { locale } },
    maxLimit: 50,
    select: selectPlaylists,
  });
}

/**
 * The countries where Spotify is, as ISO 3166-1 alpha-2 codes. Any token; for whom, as {@link getNewReleases}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-available-markets
 */
export function getMarkets(client: SpotifyClient, options: RequestOptions = {}): Promise<readonly string[]> {
  const read = readList<string>('markets');
  return client.request({ route: '/markets', read }, options);
}
