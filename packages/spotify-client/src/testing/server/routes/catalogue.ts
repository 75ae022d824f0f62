import type { WorldAlbum, WorldSeries, WorldTrack } from '../../world/index.ts';
import { type Json, refuse } from '../json.ts';
import { listRoute, type PageLimits, pageOf, usualLimits } from '../page.ts';
import { ok, type Route, type RouteContext } from '../route.ts';

/** The first id of the request, found; or Spotify's refusal. */
export function one<Item>(context: RouteContext, find: (id: string) => Item | undefined): Item {
  const id = context.ids[0] ?? '';
  if (!/^[0-9A-Za-z]{22}$/.test(id)) refuse(400, 'Invalid base62 id');
  return find(id) ?? refuse(404, 'Resource not found');
}

function tracksOf({ world }: RouteContext, album: WorldAlbum): WorldTrack[] {
  return album.trackIds.map((id) => world.track(id) as WorldTrack);
}

/** The page of parts that a whole object embeds: the first, as its own endpoint would send it. */
function embedded<Item>(
  context: RouteContext,
  path: string,
  items: readonly Item[],
  build: (item: Item) => Json,
): Json {
  return pageOf({ apiUrl: context.apiUrl, path, query: new URLSearchParams({ limit: '50' }) }, items, build);
}

/** Lists that development mode cut to pages of 10. */
export function shortLimits({ mode }: RouteContext): PageLimits {
  return mode === 'extended' ? usualLimits : { default: 5, max: 10 };
}

export function buildAlbum(context: RouteContext, album: WorldAlbum): Json {
  const { objects } = context;
  const path = `/albums/${album.id}/tracks`;
  const tracks = embedded(context, path, tracksOf(context, album), (track) => objects.simplifiedTrack(track));
  return objects.album(album, tracks);
}

export function buildShow(context: RouteContext, show: WorldSeries): Json {
  const { objects } = context;
  const path = `/shows/${show.id}/episodes`;
  const episodes = embedded(context, path, show.parts, (part) => objects.simplifiedEpisode(part));
  return { ...objects.simplifiedShow(show), episodes };
}

export function buildAudiobook(context: RouteContext, book: WorldSeries): Json {
  const { objects } = context;
  const path = `/audiobooks/${book.id}/chapters`;
  const chapters = embedded(context, path, book.parts, (part) => objects.simplifiedChapter(part));
  return { ...objects.simplifiedAudiobook(book), chapters };
}

/** Albums of an artist, newest first, of the groups asked for. */
function albumsOfArtist(context: RouteContext): WorldAlbum[] {
  const { world, query } = context;
  const artist = one(context, world.artist);
  const groups = query.get('include_groups')?.split(',');
  return artist.albumIds
    .map((id) => world.album(id) as WorldAlbum)
    .filter(({ albumType }) => !groups || groups.includes(albumType === 'ep' ? 'single' : albumType))
    .reverse();
}

export const catalogueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tracks/{id}',
    handle: (context) => {
      const track = one(context, context.world.track);
      return ok(context.objects.playable(context.objects.track(track), context.query.get('market')));
    },
  },
  {
    method: 'GET',
    path: '/albums/{id}',
    handle: (context) => ok(buildAlbum(context, one(context, context.world.album))),
  },
  {
    method: 'GET',
    path: '/albums/{id}/tracks',
    handle: listRoute(
      (context) => tracksOf(context, one(context, context.world.album)),
      ({ objects, query }, track) => objects.playable(objects.simplifiedTrack(track), query.get('market')),
    ),
  },
  {
    method: 'GET',
    path: '/artists/{id}',
    handle: (context) => ok(context.objects.artist(one(context, context.world.artist))),
  },
  {
    method: 'GET',
    path: '/artists/{id}/albums',
    handle: listRoute(
      albumsOfArtist,
      ({ objects, mode }, album) => ({
        ...objects.simplifiedAlbum(album),
        ...(mode === 'extended' && { album_group: album.albumType === 'ep' ? 'single' : album.albumType }),
      }),
      shortLimits,
    ),
  },
  {
    method: 'GET',
    path: '/shows/{id}',
    handle: (context) => ok(buildShow(context, one(context, context.world.show))),
  },
  {
    method: 'GET',
    path: '/shows/{id}/episodes',
    handle: listRoute(
      (context) => one(context, context.world.show).parts,
      ({ objects }, part) => objects.simplifiedEpisode(part),
    ),
  },
  {
    method: 'GET',
    path: '/episodes/{id}',
    handle: (context) => ok(context.objects.episode(one(context, context.world.episode))),
  },
  {
    method: 'GET',
    path: '/audiobooks/{id}',
    handle: (context) => ok(buildAudiobook(context, one(context, context.world.audiobook))),
  },
  {
    method: 'GET',
    path: '/audiobooks/{id}/chapters',
    handle: listRoute(
      (context) => one(context, context.world.audiobook).parts,
      ({ objects }, part) => objects.simplifiedChapter(part),
    ),
  },
  {
    method: 'GET',
    path: '/chapters/{id}',
    handle: (context) => ok(context.objects.chapter(one(context, context.world.chapter))),
  },
];
