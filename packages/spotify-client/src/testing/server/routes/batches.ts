import type { World } from '../../world/index.ts';
import { type Json, refuse } from '../json.ts';
import { ok, type Route, type RouteContext } from '../route.ts';
import { buildAlbum, buildAudiobook, buildShow } from './catalogue.ts';

/** A batch read: gone in development mode, `null` for ids that lead nowhere. */
function batch<Item>(
  kind: string,
  max: number,
  find: (world: World, id: string) => Item | undefined,
  build: (context: RouteContext, item: Item) => Json,
): Route {
  return {
    method: 'GET',
    path: `/${kind}`,
    extendedOnly: true,
    handle: (context) => {
      const ids = context.query.get('ids')?.split(',') ?? [];
      if (ids.length === 0 || ids.includes('')) refuse(400, 'Invalid id');
      if (ids.length > max) refuse(400, 'Too many ids requested');
      return ok({
        [kind]: ids.map((id) => {
          const item = find(context.world, id);
          return item === undefined ? null : build(context, item);
        }),
      });
    },
  };
}

export const batchRoutes: readonly Route[] = [
  batch(
    'tracks',
    50,
    (world, id) => world.track(id),
    ({ objects }, track) => objects.track(track),
  ),
  batch('albums', 20, (world, id) => world.album(id), buildAlbum),
  batch(
    'artists',
    50,
    (world, id) => world.artist(id),
    ({ objects }, artist) => objects.artist(artist),
  ),
  batch(
    'episodes',
    50,
    (world, id) => world.episode(id),
    ({ objects }, part) => objects.episode(part),
  ),
  batch('shows', 50, (world, id) => world.show(id), buildShow),
  batch('audiobooks', 50, (world, id) => world.audiobook(id), buildAudiobook),
  batch(
    'chapters',
    50,
    (world, id) => world.chapter(id),
    ({ objects }, part) => objects.chapter(part),
  ),
];
