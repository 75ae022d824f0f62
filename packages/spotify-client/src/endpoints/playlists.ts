import { base64 } from '../base64.ts';
import type { SpotifyClient } from '../client.ts';
import { SpotifyArgumentError } from '../errors.ts';
import { toUriOf } from '../ids.ts';
import { type Paged, type PageOptions, paged } from '../paging/paged.ts';
import { ignoreBody, readAs } from '../request/read-body.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { Image } from '../types/common.ts';
import type { Playlist, PlaylistItem, PlaylistSnapshot, SimplifiedPlaylist } from '../types/playlist.ts';
import { inChunks } from './chunks.ts';
import type { MarketOptions, MarketPageOptions } from './options.ts';
import { toItemsPage, toPlaylist, toPlaylistsPage } from './playlist-shape.ts';

const playlistRoute = '/playlists/{playlist_id}';
const itemsRoute = '/playlists/{playlist_id}/items';
const imagesRoute = '/playlists/{playlist_id}/images';

export interface PlaylistOptions extends MarketOptions {
  /** Which fields to send, in Spotify's notation; the type of the result does not follow it. */
  readonly fields?: string | undefined;
}

/**
 * One playlist, with its first page of up to 100 items. Any token. In development mode only the owner and
 * collaborators get items, and Spotify's own playlists are not found.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist
 */
export function getPlaylist(
  client: SpotifyClient,
  id: string,
  { market, fields, ...options }: PlaylistOptions = {},
): Promise<Playlist> {
  const query = { market, fields, additional_types: 'track,episode' };
  return client.request({ route: playlistRoute, ids: [id], query, read: readAs(toPlaylist) }, options);
}

export interface PlaylistItemsOptions extends MarketPageOptions, PlaylistOptions {}

/**
 * The items of a playlist: tracks, episodes, local files and `null`s. Scope `playlist-read-private`;
 * pages of at most 50. 403 (`not-owner`) unless the person owns it or collaborates.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlists-items
 */
export function getPlaylistItems(
  client: SpotifyClient,
  id: string,
  { market, fields, ...options }: PlaylistItemsOptions = {},
): Paged<PlaylistItem> {
  const query = { market, fields, additional_types: 'track,episode' };
  return paged(client, options, {
    request: { route: itemsRoute, ids: [id], query },
    maxLimit: 50,
    select: toItemsPage,
  });
}

/**
 * The person's playlists, owned and followed. Scope `playlist-read-private`, for collaborative ones
 * `playlist-read-collaborative` too; pages of at most 50.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-list-of-current-users-playlists
 */
export function getMyPlaylists(client: SpotifyClient, options: PageOptions = {}): Paged<SimplifiedPlaylist> {
  return paged(client, options, {
    request: { route: '/me/playlists' },
    maxLimit: 50,
    select: toPlaylistsPage,
  });
}

export interface PlaylistDetails {
  readonly name?: string;
  readonly description?: string;
  readonly public?: boolean;
  /** Needs `public: false`. */
  readonly collaborative?: boolean;
}

/**
 * A new playlist of the person's. Scope `playlist-modify-public` or `playlist-modify-private`.
 * Not repeated when the answer is lost: look for it in {@link getMyPlaylists}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/create-playlist
 */
export function createPlaylist(
  client: SpotifyClient,
  details: PlaylistDetails & { readonly name: string },
  options: RequestOptions = {},
): Promise<Playlist> {
  return client.request(
    { method: 'POST', route: '/me/playlists', body: details, read: readAs(toPlaylist) },
    options,
  );
}

/**
 * Changes name, description or visibility. Scopes as for {@link createPlaylist}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/change-playlist-details
 */
export function updatePlaylist(
  client: SpotifyClient,
  id: string,
  details: PlaylistDetails,
  options: RequestOptions = {},
): Promise<void> {
  return client.request(
    { method: 'PUT', route: playlistRoute, ids: [id], body: details, read: ignoreBody },
    options,
  );
}

export interface AddItemsOptions extends RequestOptions {
  /** Where to put them, from 0. @default at the end */
  readonly position?: number | undefined;
}

/**
 * Adds tracks or episodes, in requests of 100 one after the other. Scopes as for {@link createPlaylist}.
 * Not repeated when an answer is lost; `completed` of the error says how many were added before.
 *
 * @param uris - URIs or links; at least one.
 * @see https://developer.spotify.com/documentation/web-api/reference/add-items-to-playlist
 */
export function addPlaylistItems(
  client: SpotifyClient,
  id: string,
  uris: readonly string[],
  { position, ...options }: AddItemsOptions = {},
): Promise<PlaylistSnapshot> {
  return changeItems(uris, (chunk, start) =>
    client.request(
      {
        method: 'POST',
        route: itemsRoute,
        ids: [id],
        body: { uris: chunk, ...(position !== undefined && { position: position + start }) },
      },
      options,
    ),
  );
}

/**
 * Makes the given items the whole playlist; none empties it. More than 100 are sent in several requests, of
 * which the first is repeated where its answer is lost; `completed` of an error says how many are in it by then.
 * Scopes as for {@link createPlaylist}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items
 */
export function replacePlaylistItems(
  client: SpotifyClient,
  id: string,
  uris: readonly string[],
  options: RequestOptions = {},
): Promise<PlaylistSnapshot> {
  const change = (chunk: readonly string[], start: number): Promise<PlaylistSnapshot> =>
    client.request(
      { method: start === 0 ? 'PUT' : 'POST', route: itemsRoute, ids: [id], body: { uris: chunk } },
      options,
    );
  return uris.length === 0 ? change(uris, 0) : changeItems(uris, change);
}

export interface ReorderOptions extends RequestOptions {
  /** How many items to move. @default 1, by Spotify */
  readonly rangeLength?: number | undefined;
  /** The version that the positions refer to. */
  readonly snapshotId?: string | undefined;
}

/**
 * Moves the items from `rangeStart` on before the one at `insertBefore`. Scopes as for
 * {@link createPlaylist}. Not repeated when the answer is lost.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/reorder-or-replace-playlists-items
 */
export function reorderPlaylistItems(
  client: SpotifyClient,
  id: string,
  rangeStart: number,
  insertBefore: number,
  { rangeLength, snapshotId, ...options }: ReorderOptions = {},
): Promise<PlaylistSnapshot> {
  const body = {
    range_start: rangeStart,
    insert_before: insertBefore,
    range_length: rangeLength,
    snapshot_id: snapshotId,
  };
  return client.request({ method: 'PUT', route: itemsRoute, ids: [id], body, idempotent: false }, options);
}

export interface RemoveItemsOptions extends RequestOptions {
  /** The version to remove from. */
  readonly snapshotId?: string | undefined;
}

/**
 * Removes every occurrence of the given items, in requests of 100. Scopes as for {@link createPlaylist}.
 *
 * @param uris - URIs or links; at least one.
 * @see https://developer.spotify.com/documentation/web-api/reference/remove-items-playlist
 */
export function removePlaylistItems(
  client: SpotifyClient,
  id: string,
  uris: readonly string[],
  { snapshotId, ...options }: RemoveItemsOptions = {},
): Promise<PlaylistSnapshot> {
  return changeItems(uris, (chunk) =>
    client.request(
      {
        method: 'DELETE',
        route: itemsRoute,
        ids: [id],
        body: { items: chunk.map((uri) => ({ uri })), snapshot_id: snapshotId },
      },
      options,
    ),
  );
}

/** Local files have no link; whether they can be had is for Spotify to say. */
function toItemUri(text: string): string {
  return text.startsWith('spotify:local:') ? text : toUriOf(text, 'track', 'episode');
}

/** The snapshot after the last of several changes. */
async function changeItems(
  uris: readonly string[],
  change: (chunk: readonly string[], start: number) => Promise<PlaylistSnapshot>,
): Promise<PlaylistSnapshot> {
  const snapshot = (await inChunks(uris.map(toItemUri), 100, change)).at(-1);
  if (!snapshot) throw new SpotifyArgumentError('Expected at least one URI, got none.');
  return snapshot;
}

/**
 * The cover of a playlist in several sizes; the addresses expire within a day. Any token.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-playlist-cover
 */
export function getPlaylistImages(
  client: SpotifyClient,
  id: string,
  options: RequestOptions = {},
): Promise<readonly Image[]> {
  return client.request({ route: imagesRoute, ids: [id] }, options);
}

/**
 * Replaces the cover. Scope `ugc-image-upload`, and those for {@link createPlaylist}; has a rate limit of its own.
 *
 * @param jpeg - The bytes of a JPEG, at most 192 KB (256 KB as the base64 that is sent).
 * @see https://developer.spotify.com/documentation/web-api/reference/upload-custom-playlist-cover
 */
export function setPlaylistImage(
  client: SpotifyClient,
  id: string,
  jpeg: Uint8Array,
  options: RequestOptions = {},
): Promise<void> {
  const body = base64(jpeg);
  if (body.length > 256 * 1024) {
    throw new SpotifyArgumentError(`Expected a JPEG of at most 192 KB, got ${jpeg.length} bytes. Shrink it.`);
  }
  const headers = { 'content-type': 'image/jpeg' };
  return client.request(
    { method: 'PUT', route: imagesRoute, ids: [id], body, headers, read: ignoreBody },
    options,
  );
}
