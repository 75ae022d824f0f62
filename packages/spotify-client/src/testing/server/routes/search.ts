import type { WorldAlbum, WorldPart, WorldSeries, WorldTrack } from '../../world/index.ts';
import { type Answer, type Json, refuse } from '../json.ts';
import { pageOf } from '../page.ts';
import { ok, type Route, type RouteContext } from '../route.ts';
import { shortLimits } from './catalogue.ts';
import { buildSimplified } from './playlists.ts';

interface Candidate {
  readonly texts: readonly string[];
  readonly year?: number;
  readonly build: () => Json;
}

/** What of each kind could be found, with the texts that are searched. */
function candidates(context: RouteContext, kind: string): Candidate[] {
  const { world, objects, state } = context;
  const artistOf = (id: string): string => world.artist(id)?.name ?? '';
  const ofAlbum = (album: WorldAlbum): Candidate => ({
    texts: [album.name, artistOf(album.artistId)],
    year: Number(album.releaseDate.slice(0, 4)),
    build: () => objects.simplifiedAlbum(album),
  });
  const ofTrack = (track: WorldTrack): Candidate => {
    const album = world.album(track.albumId) as WorldAlbum;
    return {
      texts: [track.name, album.name, ...track.artistIds.map(artistOf)],
      year: Number(album.releaseDate.slice(0, 4)),
      build: () => objects.track(track),
    };
  };
  const ofSeries = (series: WorldSeries, build: (series: WorldSeries) => Json): Candidate => ({
    texts: [series.name, series.by],
    build: () => build(series),
  });
  switch (kind) {
    case 'track':
      return world.tracks.map(ofTrack);
    case 'album':
      return world.albums.map(ofAlbum);
    case 'artist':
      return world.artists.map((artist) => ({
        texts: [artist.name, artist.style],
        build: () => objects.artist(artist),
      }));
    case 'show':
      return world.shows.map((show) => ofSeries(show, (one) => objects.simplifiedShow(one)));
    case 'audiobook':
      return world.audiobooks.map((book) => ofSeries(book, (one) => objects.simplifiedAudiobook(one)));
    case 'episode':
      return world.shows
        .flatMap(({ parts }) => parts)
        .map((part: WorldPart) => ({ texts: [part.name], build: () => objects.simplifiedEpisode(part) }));
    case 'playlist':
      return [...state.playlists.values()]
        .filter(({ isPublic }) => isPublic)
        .map((playlist) => ({ texts: [playlist.name], build: () => buildSimplified(context, playlist) }));
    default:
      return refuse(400, `Bad search type field ${kind}`);
  }
}

/** Every word must be in some text; `year:1990` and `year:1990-1999` filter; other filters are taken as words. */
function fits({ texts, year }: Candidate, words: readonly string[]): boolean {
  return words.every((word) => {
    const [, from, to = from] = /^year:(\d{4})(?:-(\d{4}))?$/.exec(word) ?? [];
    if (from !== undefined) return year !== undefined && year >= Number(from) && year <= Number(to);
    const plain = word.replace(/^\w+:/, '').replaceAll('"', '');
    return texts.some((text) => text.toLowerCase().includes(plain));
  });
}

function find(context: RouteContext): Answer {
  const { query, apiUrl } = context;
  const text = query.get('q');
  const kinds = query.get('type');
  if (!text) refuse(400, 'No search query');
  if (!kinds) refuse(400, 'Missing parameter type');
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const results = kinds.split(',').map((kind) => {
    const found = candidates(context, kind).filter((candidate) => fits(candidate, words));
    const limits = { ...shortLimits(context), maxOffset: 1000 };
    const page = pageOf(
      { apiUrl, query, path: '/search' },
      found.slice(0, 1000),
      ({ build }) => build(),
      limits,
    );
    return [`${kind}s`, page];
  });
  return ok(Object.fromEntries(results));
}

export const searchRoutes: readonly Route[] = [{ method: 'GET', path: '/search', handle: find }];
