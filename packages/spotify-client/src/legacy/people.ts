import type { SpotifyClient } from '../client.ts';
import { inChunks } from '../endpoints/chunks.ts';
import { toPlaylistsPage } from '../endpoints/playlist-shape.ts';
import { parseSpotifyId } from '../ids.ts';
import { type Paged, type PageOptions, paged } from '../paging/paged.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { PublicUser } from '../types/legacy.ts';
import type { SimplifiedPlaylist } from '../types/playlist.ts';

/**
 * Somebody's public profile. Any token. Not for client ids in development mode since 11 February 2026: 403.
 *
 * @param id - Id, URI or link of a user.
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-profile
 */
export function getUser(
  client: SpotifyClient,
  id: string,
  options: RequestOptions = {},
): Promise<PublicUser> {
  return client.request({ route: '/users/{user_id}', ids: [id] }, options);
}

/**
 * Somebody's public playlists. Scope `playlist-read-private`; pages of at most 50; for whom, as {@link getUser}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-list-users-playlists
 */
export function getUserPlaylists(
  client: SpotifyClient,
  id: string,
  options: PageOptions = {},
): Paged<SimplifiedPlaylist> {
  return paged(client, options, {
    request: { route: '/users/{user_id}/playlists', ids: [id] },
    maxLimit: 50,
    select: toPlaylistsPage,
  });
}

/**
 * Whether the signed-in person follows each of these artists or users, in requests of 50. Scope `user-follow-read`;
 * for whom, as {@link getUser}. `libraryContains` says the same in both modes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/check-current-user-follows
 */
export async function isFollowing(
  client: SpotifyClient,
  kind: 'artist' | 'user',
  ids: readonly string[],
  options: RequestOptions = {},
): Promise<boolean[]> {
  const plain = ids.map((id) => parseSpotifyId(id, kind));
  const answers = await inChunks(plain, 50, (some) =>
    client.request<boolean[]>(
      { route: '/me/following/contains', query: { type: kind, ids: some.join() } },
      options,
    ),
  );
  return answers.flat();
}

/**
 * Whether the signed-in person follows a playlist. Any person's token; for whom, as {@link getUser}.
 * `libraryContains` says the same in both modes.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/check-if-user-follows-playlist
 */
export async function isFollowingPlaylist(
  client: SpotifyClient,
  id: string,
  options: RequestOptions = {},
): Promise<boolean> {
  const route = '/playlists/{playlist_id}/followers/contains';
  const [follows] = await client.request<boolean[]>({ route, ids: [id] }, options);
  return follows === true;
}
