import type { SpotifyClient } from '../client.ts';
import { parseSpotifyId, toUriOf } from '../ids.ts';
import { type Paged, type PageOptions, paged } from '../paging/paged.ts';
import { ignoreBody } from '../request/read-body.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { Artist } from '../types/catalogue.ts';
import type { SavedAlbum, SavedAudiobook, SavedEpisode, SavedShow, SavedTrack } from '../types/library.ts';
import type { Page } from '../types/page.ts';
import { inChunks } from './chunks.ts';
import type { MarketPageOptions } from './options.ts';

function saved<Item>(
  client: SpotifyClient,
  kind: string,
  { market, ...options }: MarketPageOptions = {},
): Paged<Item> {
  return paged(client, options, { request: { route: `/me/${kind}`, query: { market } }, maxLimit: 50 });
}

/**
 * The person's saved tracks, newest first. Scope `user-library-read`; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-tracks
 */
export function getSavedTracks(client: SpotifyClient, options?: MarketPageOptions): Paged<SavedTrack> {
  return saved(client, 'tracks', options);
}

/**
 * The person's saved albums. Scope `user-library-read`; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-albums
 */
export function getSavedAlbums(client: SpotifyClient, options?: MarketPageOptions): Paged<SavedAlbum> {
  return saved(client, 'albums', options);
}

/**
 * The person's saved episodes. Scopes `user-library-read` and `user-read-playback-position`; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-episodes
 */
export function getSavedEpisodes(client: SpotifyClient, options?: MarketPageOptions): Paged<SavedEpisode> {
  return saved(client, 'episodes', options);
}

/**
 * The person's saved shows. Scope `user-library-read`; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-shows
 */
export function getSavedShows(client: SpotifyClient, options?: PageOptions): Paged<SavedShow> {
  return saved(client, 'shows', options);
}

/**
 * The person's saved audiobooks. Scope `user-library-read`; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-saved-audiobooks
 */
export function getSavedAudiobooks(client: SpotifyClient, options?: PageOptions): Paged<SavedAudiobook> {
  return saved(client, 'audiobooks', options);
}

export interface FollowedArtistsOptions extends Omit<PageOptions, 'offset'> {
  /** The artist to continue after: id, URI or link. */
  readonly after?: string | undefined;
}

/**
 * The artists the person follows. Scope `user-follow-read`; pages of at most 50, by cursor.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-followed
 */
export function getFollowedArtists(
  client: SpotifyClient,
  { after, ...options }: FollowedArtistsOptions = {},
): Paged<Artist> {
  const query = { type: 'artist', after: after && parseSpotifyId(after, 'artist') };
  return paged(client, options, {
    request: { route: '/me/following', query },
    maxLimit: 50,
    select: (answer: { readonly artists?: Page<Artist> }) => answer.artists,
  });
}

/** Runs the work on the URIs that the texts name, as many at a time as Spotify takes. */
function inLibraryChunks<Result>(
  texts: readonly string[],
  work: (uris: string) => Promise<Result>,
): Promise<Result[]> {
  const uris = texts.map((text) =>
    toUriOf(text, 'track', 'album', 'episode', 'show', 'audiobook', 'artist', 'user', 'playlist'),
  );
  return inChunks(uris, 40, (chunk) => work(chunk.join()));
}

async function change(
  client: SpotifyClient,
  method: 'PUT' | 'DELETE',
  texts: readonly string[],
  options: RequestOptions = {},
): Promise<void> {
  await inLibraryChunks(texts, (uris) =>
    client.request({ method, route: '/me/library', query: { uris }, read: ignoreBody }, options),
  );
}

/**
 * Saves tracks, albums, episodes, shows and audiobooks, and follows artists, users and playlists: whatever
 * the URIs or links name, in requests of 40. Scope by kind: `user-library-modify`, `user-follow-modify`,
 * `playlist-modify-public`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/save-library-items
 */
export function saveToLibrary(
  client: SpotifyClient,
  uris: readonly string[],
  options?: RequestOptions,
): Promise<void> {
  return change(client, 'PUT', uris, options);
}

/**
 * Undoes {@link saveToLibrary}; for a playlist of one's own this is what Spotify calls deleting. Same scopes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/remove-library-items
 */
export function removeFromLibrary(
  client: SpotifyClient,
  uris: readonly string[],
  options?: RequestOptions,
): Promise<void> {
  return change(client, 'DELETE', uris, options);
}

/**
 * Whether each of the URIs is saved or followed, in their order. Scope by kind: `user-library-read`,
 * `user-follow-read`, `playlist-read-private`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/check-library-contains
 */
export async function libraryContains(
  client: SpotifyClient,
  uris: readonly string[],
  options: RequestOptions = {},
): Promise<boolean[]> {
  const answers = await inLibraryChunks(uris, (chunk) =>
    client.request<boolean[]>({ route: '/me/library/contains', query: { uris: chunk } }, options),
  );
  return answers.flat();
}
