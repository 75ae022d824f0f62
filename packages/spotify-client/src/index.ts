// The client: what it sends, what it waits for, what it tells of

export {
  createSpotifyClient,
  disconnect,
  type LearnedMode,
  type SpotifyClient,
  type SpotifyClientOptions,
  type SpotifyMode,
} from './client.ts';
export { type BudgetOptions, createBudget, type RequestBudget } from './request/budget.ts';
export type { Clock } from './request/clock.ts';
export type { EndpointRequest, SendEndpointRequest } from './request/endpoint-request.ts';
export type { SpotifyEvent, SpotifyEventBase } from './request/events.ts';
export type { HttpResponse, Query } from './request/http.ts';
export type {
  RequestLimits,
  RequestOptions,
  TransportOptions,
} from './request/transport.ts';

// Auth

export type { AuthContext, SpotifyAuth } from './auth/auth.ts';
export { type AuthorizationCodeOptions, authorizationCode } from './auth/authorization-code.ts';
export { type BearerTokenOptions, bearerToken } from './auth/bearer-token.ts';
export { type ClientCredentialsOptions, clientCredentials } from './auth/client-credentials.ts';
export { pkce } from './auth/pkce.ts';
export type { SessionInfo, SpotifyToken } from './auth/token.ts';
export { memoryTokenStore, type TokenStore } from './auth/token-store.ts';
export type { PendingStorage, StartSignInOptions, UserAuth, UserAuthOptions } from './auth/user-auth.ts';
export { webTokenStore } from './auth/web-token-store.ts';

// Endpoints: catalogue

export {
  type ArtistAlbumsOptions,
  getAlbum,
  getAlbumTracks,
  getArtist,
  getArtistAlbums,
  getAudiobook,
  getAudiobookChapters,
  getChapter,
  getEpisode,
  getShow,
  getShowEpisodes,
  getTrack,
} from './endpoints/catalogue.ts';
export type { MarketOptions, MarketPageOptions } from './endpoints/options.ts';
export {
  type SearchKind,
  type SearchKinds,
  type SearchOptions,
  type SearchResults,
  search,
  searchAll,
} from './endpoints/search.ts';

// Endpoints: the signed-in person

export {
  type FollowedArtistsOptions,
  getFollowedArtists,
  getSavedAlbums,
  getSavedAudiobooks,
  getSavedEpisodes,
  getSavedShows,
  getSavedTracks,
  libraryContains,
  removeFromLibrary,
  saveToLibrary,
} from './endpoints/library.ts';
export { getCurrentUser, getTopArtists, getTopTracks, type TopOptions } from './endpoints/me.ts';

// Endpoints: playlists

export {
  type AddItemsOptions,
  addPlaylistItems,
  createPlaylist,
  getMyPlaylists,
  getPlaylist,
  getPlaylistImages,
  getPlaylistItems,
  type PlaylistDetails,
  type PlaylistItemsOptions,
  type PlaylistOptions,
  type RemoveItemsOptions,
  type ReorderOptions,
  removePlaylistItems,
  reorderPlaylistItems,
  replacePlaylistItems,
  setPlaylistImage,
  updatePlaylist,
} from './endpoints/playlists.ts';

// Many at once

export {
  type BatchFailure,
  type BatchOptions,
  type BatchResult,
  getAlbums,
  getArtists,
  getAudiobooks,
  getChapters,
  getEpisodes,
  getShows,
  getTracks,
} from './batch/get-many.ts';

// Paging

export type { CollectOptions, Paged, PageOptions } from './paging/paged.ts';
export type { Page } from './types/page.ts';

// Cache

export type { CacheEntry, CacheStore, SpotifyCache } from './cache/cache.ts';
export { type CacheOptions, createCache } from './cache/create-cache.ts';
export { memoryCacheStore } from './cache/memory-cache-store.ts';

// Ids

export {
  isSpotifyId,
  parseSpotifyId,
  parseSpotifyReference,
  type SpotifyKind,
  type SpotifyReference,
  toSpotifyUri,
} from './ids.ts';

// Errors

export {
  type AuthErrorReason,
  type ForbiddenReason,
  type RateLimitReason,
  SpotifyAbortedError,
  SpotifyArgumentError,
  SpotifyAuthError,
  SpotifyError,
  type SpotifyErrorCode,
  type SpotifyErrorDetails,
  SpotifyForbiddenError,
  SpotifyNetworkError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyRequestError,
  SpotifyResponseError,
  SpotifyServerError,
  SpotifyTimeoutError,
} from './errors.ts';

// What the API sends

export type {
  Album,
  AlbumType,
  Artist,
  Audiobook,
  Chapter,
  Episode,
  Publisher,
  Show,
  SimplifiedAlbum,
  SimplifiedArtist,
  SimplifiedAudiobook,
  SimplifiedChapter,
  SimplifiedEpisode,
  SimplifiedShow,
  SimplifiedTrack,
  Track,
} from './types/catalogue.ts';
export type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Open,
  ReleaseDatePrecision,
  Restrictions,
  ResumePoint,
} from './types/common.ts';
export type { SavedAlbum, SavedAudiobook, SavedEpisode, SavedShow, SavedTrack } from './types/library.ts';
export type {
  PlayableItem,
  Playlist,
  PlaylistItem,
  PlaylistSnapshot,
  SimplifiedPlaylist,
} from './types/playlist.ts';
export type { CurrentUser, PlaylistUser } from './types/user.ts';
