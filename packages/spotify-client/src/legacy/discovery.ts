import type { SpotifyClient } from '../client.ts';
import type { MarketOptions } from '../endpoints/options.ts';
import { parseSpotifyId } from '../ids.ts';
import { readList } from '../request/read-body.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { Artist, Track } from '../types/catalogue.ts';
import type { Recommendations } from '../types/legacy.ts';

/**
 * The most popular tracks of an artist, at most 10. Any token. Not for client ids in development mode since
 * 11 February 2026: 403.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-top-tracks
 */
export function getArtistTopTracks(
  client: SpotifyClient,
  id: string,
  { market, ...options }: MarketOptions = {},
): Promise<readonly Track[]> {
  const read = readList<Track>('tracks');
  return client.request({ route: '/artists/{id}/top-tracks', ids: [id], query: { market }, read }, options);
}

/**
 * Artists that are listened to by the same people, at most 20. Any token. Closed since 27 November 2024, except to
 * client ids in extended mode that had it then: others get 403 or 404.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-an-artists-related-artists
 */
export function getRelatedArtists(
  client: SpotifyClient,
  id: string,
  options: RequestOptions = {},
): Promise<readonly Artist[]> {
  const read = readList<Artist>('artists');
  return client.request({ route: '/artists/{id}/related-artists', ids: [id], read }, options);
}

/** What recommendations can be steered by; ranges as in `AudioFeatures`, popularity 0–100. */
export type RecommendationAttribute =
  | 'acousticness'
  | 'danceability'
  | 'duration_ms'
  | 'energy'
  | 'instrumentalness'
  | 'key'
  | 'liveness'
  | 'loudness'
  | 'mode'
  | 'popularity'
  | 'speechiness'
  | 'tempo'
  | 'time_signature'
  | 'valence';

type Attributes = Readonly<Partial<Record<RecommendationAttribute, number>>>;

/** Seeds: one at least, five at most in all. */
export interface RecommendationOptions extends MarketOptions {
  /** Ids, URIs or links. */
  readonly seedArtists?: readonly string[] | undefined;
  /** Ids, URIs or links. */
  readonly seedTracks?: readonly string[] | undefined;
  /** Of those that {@link getGenreSeeds} lists. */
  readonly seedGenres?: readonly string[] | undefined;
  /** 1–100. @default 20, by Spotify */
  readonly limit?: number | undefined;
  readonly min?: Attributes | undefined;
  readonly max?: Attributes | undefined;
  /** As near to these as can be. */
  readonly target?: Attributes | undefined;
}

/**
 * Tracks like the seeds. Any token. Closed since 27 November 2024, except to client ids in extended mode that had it
 * then: others get 404.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendations
 */
export async function getRecommendations(
  client: SpotifyClient,
  { seedArtists, seedTracks, seedGenres, limit, market, min, max, target, ...options }: RecommendationOptions,
): Promise<Recommendations> {
  const query: Record<string, string | number | undefined> = {
    seed_artists: seedArtists?.map((text) => parseSpotifyId(text, 'artist')).join(),
    seed_tracks: seedTracks?.map((text) => parseSpotifyId(text, 'track')).join(),
    seed_genres: seedGenres?.join(),
    limit,
    market,
  };
  for (const [bound, attributes] of Object.entries({ min, max, target })) {
    for (const [name, value] of Object.entries(attributes ?? {})) query[`${bound}_${name}`] = value;
  }
  return client.request({ route: '/recommendations', query }, options);
}

/**
 * The genres that recommendations know. Any token; for whom, as {@link getRecommendations}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recommendation-genres
 */
export function getGenreSeeds(
  client: SpotifyClient,
  options: RequestOptions = {},
): Promise<readonly string[]> {
  const read = readList<string>('genres');
  return client.request({ route: '/recommendations/available-genre-seeds', read }, options);
}
