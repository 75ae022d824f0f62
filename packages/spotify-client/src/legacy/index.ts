// What Spotify's analysis makes of tracks

export { getAudioAnalysis, getAudioFeatures, getSeveralAudioFeatures } from './audio.ts';

// From one thing to others

export {
  getArtistTopTracks,
  getGenreSeeds,
  getRecommendations,
  getRelatedArtists,
  type RecommendationAttribute,
  type RecommendationOptions,
} from './discovery.ts';

// Spotify's start page, and where Spotify is

export {
  getCategories,
  getCategory,
  getCategoryPlaylists,
  getFeaturedPlaylists,
  getMarkets,
  getNewReleases,
  type LocaleOptions,
  type LocalePageOptions,
} from './browse.ts';

// Other people, and who follows whom

export { getUser, getUserPlaylists, isFollowing, isFollowingPlaylist } from './people.ts';

// What the API sends

export type {
  AudioAnalysis,
  AudioFeatures,
  AudioSection,
  AudioSegment,
  Category,
  PublicUser,
  RecommendationSeed,
  Recommendations,
  TimeInterval,
} from '../types/legacy.ts';
