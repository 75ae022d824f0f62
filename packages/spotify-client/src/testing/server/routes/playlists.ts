import type { WorldListener, WorldPart, WorldTrack } from '../../world/index.ts';
import { type Answer, type Json, refuse } from '../json.ts';
import type { PlaylistEntry, PlaylistState } from '../library-state.ts';
import { listRoute, pageOf } from '../page.ts';
import { bodyOf, ok, type Route, type RouteContext } from '../route.ts';

const write = [['playlist-modify-public', 'playlist-modify-private']];

function playlistOf(context: RouteContext): PlaylistState {
  return context.state.playlists.get(context.ids[0] ?? '') ?? refuse(404, 'Resource not found');
}

function isMine(context: RouteContext, playlist: PlaylistState): boolean {
  return playlist.ownerId === context.session.listener?.id || playlist.isCollaborative;
}

function ownPlaylist(context: RouteContext): PlaylistState {
  const playlist = playlistOf(context);
  return isMine(context, playlist) ? playlist : refuse(403, 'You cannot edit a playlist you don’t own.');
}

/** A row of a playlist: `item` in both modes, and the old `track` beside it in extended mode. */
function buildRow(context: RouteContext, { uri, addedAt, addedBy }: PlaylistEntry): Json {
  const item = buildItem(context, uri);
  return {
    added_at: addedAt,
    added_by: userReference(context, addedBy),
    is_local: uri.startsWith('spotify:local:'),
    item,
    ...(context.mode === 'extended' && { track: item }),
  };
}

/** The track or episode of a URI; `null` when there is none. */
export function buildItem({ world, objects }: RouteContext, uri: string): Json | null {
  const [, kind, id = ''] = uri.split(':');
  const track = kind === 'track' ? world.track(id) : undefined;
  const episode = kind === 'episode' ? world.episode(id) : undefined;
  if (track) return objects.track(track as WorldTrack);
  return episode ? objects.episode(episode as WorldPart) : null;
}

function userReference({ apiUrl }: RouteContext, id: string): Json {
  return {
    external_urls: { spotify: `https://open.spotify.com/user/${id}` },
    href: `${apiUrl}/users/${id}`,
    id,
    type: 'user',
    uri: `spotify:user:${id}`,
  };
}

/** A playlist as lists have it. */
export function buildSimplified(context: RouteContext, playlist: PlaylistState): Json {
  const { apiUrl, world, mode } = context;
  const owner = world.listeners.find(({ id }) => id === playlist.ownerId) as WorldListener;
  const count = { href: `${apiUrl}/playlists/${playlist.id}/items`, total: playlist.items.length };
  return {
    collaborative: playlist.isCollaborative,
    description: playlist.description ?? '',
    external_urls: { spotify: `https://open.spotify.com/playlist/${playlist.id}` },
    href: `${apiUrl}/playlists/${playlist.id}`,
    id: playlist.id,
    images: imagesOf(playlist),
    name: playlist.name,
    owner: { ...userReference(context, owner.id), display_name: owner.displayName },
    public: playlist.isPublic,
    snapshot_id: snapshotOf(playlist).snapshot_id,
    type: 'playlist',
    uri: `spotify:playlist:${playlist.id}`,
    items: count,
    ...(mode === 'extended' && { tracks: count }),
  };
}

function imagesOf(playlist: PlaylistState): Json[] {
  const version = playlist.hasOwnImage ? 'own' : 'mosaic';
  return [{ url: `https://images.invalid/${playlist.id}/${version}`, height: 640, width: 640 }];
}

function snapshotOf(playlist: PlaylistState): { readonly snapshot_id: string } {
  return { snapshot_id: btoa(`${playlist.snapshot},${playlist.id}`) };
}

function changed(playlist: PlaylistState, status = 200): Answer {
  playlist.snapshot++;
  return { status, body: snapshotOf(playlist) };
}

/** The whole playlist; other people's come without items in development mode. */
function buildWhole(context: RouteContext, playlist: PlaylistState): Json {
  const { tracks: _tracks, items: _items, ...rest } = buildSimplified(context, playlist);
  const whole = { ...rest, followers: { href: null, total: 0 } };
  if (context.mode === 'development' && !isMine(context, playlist)) return whole;
  const path = `/playlists/${playlist.id}/items`;
  const query = new URLSearchParams({ limit: '100' });
  const page = pageOf(
    { apiUrl: context.apiUrl, path, query },
    playlist.items,
    (entry) => buildRow(context, entry),
    { default: 100, max: 100 },
  );
  return { ...whole, items: page, ...(context.mode === 'extended' && { tracks: page }) };
}

function changeDetails(context: RouteContext, playlist: PlaylistState): void {
  const { name, description, public: isPublic, collaborative } = bodyOf(context);
  if (typeof name === 'string') playlist.name = name;
  if (typeof description === 'string') playlist.description = description;
  if (typeof isPublic === 'boolean') playlist.isPublic = isPublic;
  if (typeof collaborative === 'boolean') {
    if (collaborative && playlist.isPublic) refuse(400, 'Collaborative playlists must not be public');
    playlist.isCollaborative = collaborative;
  }
}

function create(context: RouteContext): Answer {
  const { name } = bodyOf(context);
  if (typeof name !== 'string' || name === '') refuse(400, 'Missing required field: name');
  const playlist = context.state.createPlaylist(context.listener.id, name);
  changeDetails(context, playlist);
  return { status: 201, body: buildWhole(context, playlist) };
}

/** New entries for the URIs of a body or query. */
function entriesOf(context: RouteContext, uris: unknown): PlaylistEntry[] {
  const list = context.query.get('uris')?.split(',') ?? uris;
  if (!Array.isArray(list)) refuse(400, 'Missing required field: uris');
  if (list.length > 100) refuse(400, 'You can add a maximum of 100 tracks per request.');
  return list.map((uri) => {
    if (!/^spotify:(track|episode):[0-9A-Za-z]{22}$/.test(String(uri)))
      refuse(400, `Invalid track uri: ${uri}`);
    return { uri: String(uri), addedAt: context.state.stamp(), addedBy: context.listener.id };
  });
}

function add(context: RouteContext): Answer {
  const playlist = ownPlaylist(context);
  const { uris, position = playlist.items.length } = bodyOf(context);
  playlist.items.splice(Number(position), 0, ...entriesOf(context, uris));
  return changed(playlist, 201);
}

function replaceOrReorder(context: RouteContext): Answer {
  const playlist = ownPlaylist(context);
  const { uris, range_start, insert_before, range_length = 1 } = bodyOf(context);
  if (range_start === undefined) {
    playlist.items = entriesOf(context, uris);
    return changed(playlist);
  }
  if (uris !== undefined) refuse(400, 'Cannot reorder and replace at once');
  const [start, target, count] = [Number(range_start), Number(insert_before), Number(range_length)];
  if (!(start >= 0 && start + count <= playlist.items.length)) refuse(400, 'range_start is out of bounds');
  const moved = playlist.items.splice(start, count);
  playlist.items.splice(target > start ? target - count : target, 0, ...moved);
  return changed(playlist);
}

function removeItems(context: RouteContext): Answer {
  const playlist = ownPlaylist(context);
  const { items } = bodyOf(context);
  if (!Array.isArray(items) || items.length === 0) refuse(400, 'Missing required field: items');
  if (items.length > 100) refuse(400, 'You can remove a maximum of 100 tracks per request.');
  const gone = new Set(items.map((item) => item?.uri));
  playlist.items = playlist.items.filter(({ uri }) => !gone.has(uri));
  return changed(playlist);
}

function setImage(context: RouteContext): Answer {
  const playlist = ownPlaylist(context);
  if (context.headers.get('content-type') !== 'image/jpeg') refuse(400, 'Content type must be image/jpeg');
  if (context.body.length > 256 * 1024) refuse(413, 'Image is too big');
  // Base64 of the bytes FF D8 FF, with which every JPEG begins.
  if (!context.body.startsWith('/9j/')) refuse(400, 'Bad Request');
  playlist.hasOwnImage = true;
  return { status: 202 };
}

export const playlistRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/me/playlists',
    scopes: [['playlist-read-private']],
    handle: listRoute(
      ({ state, listener }) => {
        const library = state.saved(listener);
        return [...state.playlists.values()].filter(
          ({ id, ownerId }) => ownerId === listener.id || library.has(`spotify:playlist:${id}`),
        );
      },
      (context, playlist) => buildSimplified(context, playlist),
    ),
  },
  { method: 'POST', path: '/me/playlists', scopes: write, handle: create },
  {
    method: 'GET',
    path: '/playlists/{playlist_id}',
    handle: (context) => ok(buildWhole(context, playlistOf(context))),
  },
  {
    method: 'PUT',
    path: '/playlists/{playlist_id}',
    scopes: write,
    handle: (context) => {
      changeDetails(context, ownPlaylist(context));
      return { status: 200 };
    },
  },
  {
    method: 'GET',
    path: '/playlists/{playlist_id}/items',
    scopes: [['playlist-read-private']],
    handle: listRoute(
      (context) => {
        const playlist = playlistOf(context);
        return isMine(context, playlist) ? playlist.items : refuse(403, 'Forbidden');
      },
      (context, entry) => buildRow(context, entry),
    ),
  },
  { method: 'POST', path: '/playlists/{playlist_id}/items', scopes: write, handle: add },
  { method: 'PUT', path: '/playlists/{playlist_id}/items', scopes: write, handle: replaceOrReorder },
  { method: 'DELETE', path: '/playlists/{playlist_id}/items', scopes: write, handle: removeItems },
  {
    method: 'GET',
    path: '/playlists/{playlist_id}/images',
    handle: (context) => ok(imagesOf(playlistOf(context))),
  },
  {
    method: 'PUT',
    path: '/playlists/{playlist_id}/images',
    scopes: [['ugc-image-upload'], ...write],
    handle: setImage,
  },
];
