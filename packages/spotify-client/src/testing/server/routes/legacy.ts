import type { WorldAlbum, WorldArtist, WorldTrack } from '../../world/index.ts';
import { type Json, refuse } from '../json.ts';
import { markets } from '../objects.ts';
import { listRoute, pageOf } from '../page.ts';
import { ok, type Route, type RouteContext } from '../route.ts';
import { audioAnalysis, audioFeatures } from './audio.ts';
import { one } from './catalogue.ts';
import { buildSimplified } from './playlists.ts';

const idPattern = /^[0-9A-Za-z]{22}$/;

function tracksOf({ world }: RouteContext, artist: WorldArtist): WorldTrack[] {
  return artist.albumIds
    .flatMap((id) => world.album(id)?.trackIds ?? [])
    .map((id) => world.track(id) as WorldTrack)
    .sort((left, right) => right.popularity - left.popularity);
}

/** Tracks of the styles of the seeds, without the seeds. */
function recommendations(context: RouteContext): Json {
  const { world, query, objects, apiUrl } = context;
  const list = (name: string): string[] => query.get(name)?.split(',').filter(Boolean) ?? [];
  const seeds = {
    ARTIST: list('seed_artists'),
    TRACK: list('seed_tracks'),
    GENRE: list('seed_genres'),
  };
  const count = Object.values(seeds).flat().length;
  if (count < 1 || count > 5) refuse(400, 'invalid request');
  const styles = new Set([
    ...seeds.ARTIST.map((id) => world.artist(id)?.style),
    ...seeds.TRACK.map((id) => world.track(id)?.style),
    ...seeds.GENRE,
  ]);
  const found = world.tracks.filter(({ id, style }) => styles.has(style) && !seeds.TRACK.includes(id));
  const limit = Number(query.get('limit') ?? 20);
  return {
    seeds: Object.entries(seeds).flatMap(([type, ids]) =>
      ids.map((id) => ({
        initialPoolSize: found.length,
        afterFilteringSize: found.length,
        afterRelinkingSize: found.length,
        id,
        type,
        href: type === 'GENRE' ? null : `${apiUrl}/${type.toLowerCase()}s/${id}`,
      })),
    ),
    tracks: found.slice(0, limit).map((track) => objects.track(track)),
  };
}

function stylesOf({ world }: RouteContext): string[] {
  return [...new Set(world.artists.map(({ style }) => style))].sort();
}

function category({ apiUrl }: RouteContext, style: string): Json {
  return {
    href: `${apiUrl}/browse/categories/${style}`,
    id: style,
    icons: [{ height: 274, url: `https://images.invalid/${style}`, width: 274 }],
    name: style,
  };
}

function oneCategory(context: RouteContext): string {
  const [id = ''] = context.ids;
  return stylesOf(context).find((style) => style === id) ?? refuse(404, 'Specified id doesn’t exist');
}

/** One page of a list under a name, as the answers of `/browse` have it. */
function under<Item>(
  name: string,
  list: (context: RouteContext) => readonly Item[],
  build: (context: RouteContext, item: Item) => Json,
): Route['handle'] {
  return (context) => {
    const path = context.url.pathname.slice(new URL(context.apiUrl).pathname.length);
    return ok({ [name]: pageOf({ ...context, path }, list(context), (item) => build(context, item)) });
  };
}

const publicPlaylists = ({ state }: RouteContext) =>
  [...state.playlists.values()].filter(({ isPublic }) => isPublic);

function someone(context: RouteContext) {
  const [id = ''] = context.ids;
  return context.world.listeners.find((listener) => listener.id === id) ?? refuse(404, 'No such user');
}

function newAlbums({ world }: RouteContext): WorldAlbum[] {
  return [...world.albums]
    .sort((left, right) => (left.releaseDate < right.releaseDate ? 1 : -1))
    .slice(0, 100);
}

type Legacy = Pick<Route, 'path' | 'handle'> & Partial<Pick<Route, 'person' | 'scopes'>>;

/** Reads that development mode has no more. */
const reads: readonly Legacy[] = [
  {
    path: '/audio-features',
    handle: (context) => {
      const ids = context.query.get('ids')?.split(',') ?? [];
      if (ids.length > 100 || !ids.every((id) => idPattern.test(id))) refuse(400, 'invalid id');
      const found = ids.map((id) => context.world.track(id));
      return ok({ audio_features: found.map((track) => (track ? audioFeatures(context, track) : null)) });
    },
  },
  {
    path: '/audio-features/{id}',
    handle: (context) => ok(audioFeatures(context, one(context, context.world.track))),
  },
  {
    path: '/audio-analysis/{id}',
    handle: (context) => ok(audioAnalysis(context, one(context, context.world.track))),
  },
  {
    path: '/artists/{id}/top-tracks',
    handle: (context) => {
      const tracks = tracksOf(context, one(context, context.world.artist)).slice(0, 10);
      return ok({ tracks: tracks.map((track) => context.objects.track(track)) });
    },
  },
  {
    path: '/artists/{id}/related-artists',
    handle: (context) => {
      const { id, style } = one(context, context.world.artist);
      const alike = context.world.artists.filter((other) => other.style === style && other.id !== id);
      return ok({ artists: alike.slice(0, 20).map((artist) => context.objects.artist(artist)) });
    },
  },
  { path: '/recommendations', handle: (context) => ok(recommendations(context)) },
  {
    path: '/recommendations/available-genre-seeds',
    handle: (context) => ok({ genres: stylesOf(context) }),
  },
  {
    path: '/browse/new-releases',
    handle: under('albums', newAlbums, ({ objects }, album) => objects.simplifiedAlbum(album)),
  },
  { path: '/browse/categories', handle: under('categories', stylesOf, category) },
  {
    path: '/browse/categories/{category_id}',
    handle: (context) => ok(category(context, oneCategory(context))),
  },
  {
    path: '/browse/categories/{category_id}/playlists',
    handle: (context) => {
      oneCategory(context);
      return under('playlists', publicPlaylists, buildSimplified)(context);
    },
  },
  { path: '/browse/featured-playlists', handle: under('playlists', publicPlaylists, buildSimplified) },
  { path: '/markets', handle: () => ok({ markets }) },
  {
    path: '/users/{user_id}',
    handle: (context) => ok({ ...context.objects.publicUser(someone(context)), images: [] }),
  },
  {
    path: '/users/{user_id}/playlists',
    scopes: [['playlist-read-private']],
    handle: listRoute((context) => {
      const { id } = someone(context);
      return publicPlaylists(context).filter(({ ownerId }) => ownerId === id);
    }, buildSimplified),
  },
  {
    path: '/me/following/contains',
    scopes: [['user-follow-read']],
    handle: ({ query, state, listener }) => {
      const [type = '', ids = ''] = [query.get('type') ?? '', query.get('ids') ?? ''];
      if (!/^(artist|user)$/.test(type) || !ids) refuse(400, 'Bad request');
      return ok(ids.split(',').map((id) => state.saved(listener).has(`spotify:${type}:${id}`)));
    },
  },
  {
    path: '/playlists/{playlist_id}/followers/contains',
    person: true,
    handle: ({ ids: [id = ''], state, listener }) => {
      const mine = state.playlists.get(id)?.ownerId === listener.id;
      return ok([mine || state.saved(listener).has(`spotify:playlist:${id}`)]);
    },
  },
];

export const legacyRoutes: readonly Route[] = reads.map((read) => ({
  ...read,
  method: 'GET',
  extendedOnly: true,
}));
