import {
  getArtistTopTracks,
  getAudioAnalysis,
  getAudioFeatures,
  getCategories,
  getCategory,
  getCategoryPlaylists,
  getFeaturedPlaylists,
  getGenreSeeds,
  getMarkets,
  getNewReleases,
  getRecommendations,
  getRelatedArtists,
  getSeveralAudioFeatures,
  getUser,
  getUserPlaylists,
  isFollowing,
  isFollowingPlaylist,
} from '../src/legacy/index.ts';
import type { Operation, OperationIds } from './operations.ts';

/** Ids of what only the deprecated reads ask for. */
export interface LegacyIds extends OperationIds {
  readonly category: string;
  readonly user: string;
}

const page = { limit: 5, offset: 1 };
const wirePage = { limit: '5', offset: '1' };
const market = 'DE';
const locale = 'es_MX';

/** Every deprecated read that `./legacy` has, with every option at least once. */
export function legacyOperations(ids: LegacyIds): readonly Operation[] {
  return [
    { route: 'GET /audio-features/{id}', call: (c) => getAudioFeatures(c, ids.track) },
    {
      route: 'GET /audio-features',
      call: (c) => getSeveralAudioFeatures(c, [ids.track, `spotify:track:${ids.track}`]),
      query: { ids: `${ids.track},${ids.track}` },
    },
    { route: 'GET /audio-analysis/{id}', call: (c) => getAudioAnalysis(c, ids.track) },
    {
      route: 'GET /artists/{id}/top-tracks',
      call: (c) => getArtistTopTracks(c, ids.artist, { market }),
      query: { market },
    },
    { route: 'GET /artists/{id}/related-artists', call: (c) => getRelatedArtists(c, ids.artist) },
    {
      route: 'GET /recommendations',
      call: (c) =>
        getRecommendations(c, {
          seedArtists: [`spotify:artist:${ids.artist}`],
          seedTracks: [ids.track],
          seedGenres: ['ambient', 'jazz'],
          limit: 5,
          market,
          min: { energy: 0.1 },
          max: { energy: 0.9, tempo: 140 },
          target: { popularity: 50 },
        }),
      query: {
        seed_artists: ids.artist,
        seed_tracks: ids.track,
        seed_genres: 'ambient,jazz',
        limit: '5',
        market,
        min_energy: '0.1',
        max_energy: '0.9',
        max_tempo: '140',
        target_popularity: '50',
      },
    },
    { route: 'GET /recommendations/available-genre-seeds', call: (c) => getGenreSeeds(c) },
    { route: 'GET /browse/new-releases', call: (c) => getNewReleases(c, page).page(), query: wirePage },
    {
      route: 'GET /browse/categories',
      call: (c) => getCategories(c, { locale, ...page }).page(),
      query: { locale, ...wirePage },
    },
    {
      route: 'GET /browse/categories/{category_id}',
      call: (c) => getCategory(c, ids.category, { locale }),
      query: { locale },
    },
    {
      route: 'GET /browse/categories/{category_id}/playlists',
      call: (c) => getCategoryPlaylists(c, ids.category, page).page(),
      query: wirePage,
    },
    {
      route: 'GET /browse/featured-playlists',
      call: (c) => getFeaturedPlaylists(c, { locale, ...page }).page(),
      query: { locale, ...wirePage },
    },
    { route: 'GET /markets', call: (c) => getMarkets(c) },
    { route: 'GET /users/{user_id}', call: (c) => getUser(c, `spotify:user:${ids.user}`) },
    {
      route: 'GET /users/{user_id}/playlists',
      call: (c) => getUserPlaylists(c, ids.user, page).page(),
      query: wirePage,
    },
    {
      route: 'GET /me/following/contains',
      call: (c) => isFollowing(c, 'artist', [ids.artist]),
      query: { type: 'artist', ids: ids.artist },
    },
    {
      route: 'GET /playlists/{playlist_id}/followers/contains',
      call: (c) => isFollowingPlaylist(c, ids.playlist),
    },
  ];
}
