import type {
  TimeRange,
  WorldAlbum,
  WorldArtist,
  WorldPart,
  WorldSeries,
  WorldTrack,
} from '../../world/index.ts';
import { type Answer, refuse } from '../json.ts';
import { listRoute, placeOf } from '../page.ts';
import { ok, type Route, type RouteContext } from '../route.ts';
import { buildAlbum, buildAudiobook, buildShow } from './catalogue.ts';

function timeRange({ query }: RouteContext): TimeRange {
  const range = query.get('time_range') ?? 'medium_term';
  if (!['short_term', 'medium_term', 'long_term'].includes(range)) refuse(400, 'Invalid time range');
  return range as TimeRange;
}

/** What the person saved of one kind, newest first. */
function savedOf<Item>(kind: string, find: (context: RouteContext, id: string) => Item | undefined) {
  return (context: RouteContext): { readonly item: Item; readonly added_at: string }[] =>
    [...context.state.saved(context.listener)].flatMap(([uri, added_at]) => {
      const [, itsKind, id] = uri.split(':');
      const item = itsKind === kind ? find(context, id ?? '') : undefined;
      return item === undefined ? [] : [{ item, added_at }];
    });
}

const savedTracks = savedOf<WorldTrack>('track', ({ world }, id) => world.track(id));
const savedAlbums = savedOf<WorldAlbum>('album', ({ world }, id) => world.album(id));
const savedEpisodes = savedOf<WorldPart>('episode', ({ world }, id) => world.episode(id));
const savedShows = savedOf<WorldSeries>('show', ({ world }, id) => world.show(id));
const savedAudiobooks = savedOf<WorldSeries>('audiobook', ({ world }, id) => world.audiobook(id));
const followedArtists = savedOf<WorldArtist>('artist', ({ world }, id) => world.artist(id));

/** Cursor paging by artist id, wrapped under `artists`. */
function following(context: RouteContext): Answer {
  const { query, objects, apiUrl } = context;
  if (query.get('type') !== 'artist') refuse(400, 'Invalid type');
  const { limit } = placeOf(query);
  const artists = followedArtists(context).map(({ item }) => item);
  const after = query.get('after');
  const start = after === null ? 0 : artists.findIndex(({ id }) => id === after) + 1;
  const items = artists.slice(start, start + limit);
  const last = items.at(-1)?.id;
  const hasMore = start + limit < artists.length;
  const address = `${apiUrl}/me/following?type=artist&limit=${limit}`;
  return ok({
    artists: {
      href: address,
      items: items.map((artist) => objects.artist(artist)),
      limit,
      next: hasMore ? `${address}&after=${last}` : null,
      cursors: hasMore ? { after: last } : {},
      total: artists.length,
    },
  });
}

export const meRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/me',
    person: true,
    handle: ({ objects, listener, session }) => ok(objects.currentUser(listener, session.scopes)),
  },
  {
    method: 'GET',
    path: '/me/top/tracks',
    scopes: [['user-top-read']],
    handle: listRoute(
      (context) => context.listener.topTracks[timeRange(context)],
      ({ objects, world }, id) => objects.track(world.track(id) as WorldTrack),
    ),
  },
  {
    method: 'GET',
    path: '/me/top/artists',
    scopes: [['user-top-read']],
    handle: listRoute(
      (context) => timeRange(context) && context.listener.topArtists,
      ({ objects, world }, id) => objects.artist(world.artist(id) as WorldArtist),
    ),
  },
  {
    method: 'GET',
    path: '/me/tracks',
    scopes: [['user-library-read']],
    handle: listRoute(savedTracks, ({ objects }, { item, added_at }) => ({
      added_at,
      track: objects.track(item),
    })),
  },
  {
    method: 'GET',
    path: '/me/albums',
    scopes: [['user-library-read']],
    handle: listRoute(savedAlbums, (context, { item, added_at }) => ({
      added_at,
      album: buildAlbum(context, item),
    })),
  },
  {
    method: 'GET',
    path: '/me/episodes',
    scopes: [['user-library-read'], ['user-read-playback-position']],
    handle: listRoute(savedEpisodes, ({ objects }, { item, added_at }) => ({
      added_at,
      episode: objects.episode(item),
    })),
  },
  {
    method: 'GET',
    path: '/me/shows',
    scopes: [['user-library-read']],
    handle: listRoute(savedShows, (context, { item, added_at }) => ({
      added_at,
      show: buildShow(context, item),
    })),
  },
  {
    method: 'GET',
    path: '/me/audiobooks',
    scopes: [['user-library-read']],
    handle: listRoute(savedAudiobooks, (context, { item, added_at }) => ({
      added_at,
      audiobook: buildAudiobook(context, item),
    })),
  },
  { method: 'GET', path: '/me/following', scopes: [['user-follow-read']], handle: following },
];
