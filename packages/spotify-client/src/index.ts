// Client

// Auth
export type { AuthContext, SpotifyAuth } from './auth/auth.ts';
export { type AuthorizationCodeOptions, authorizationCode } from './auth/authorization-code.ts';
export { type BearerTokenOptions, bearerToken } from './auth/bearer-token.ts';
export { type ClientCredentialsOptions, clientCredentials } from './auth/client-credentials.ts';
export { pkce } from './auth/pkce.ts';
export type { SessionInfo, SpotifyToken } from './auth/token.ts';
export { memoryTokenStore, type TokenStore } from './auth/token-store.ts';
export type { PendingStorage, StartSignInOptions, UserAuth, UserAuthOptions } from './auth/user-auth.ts';
// Cache
export type { CacheEntry, CacheStore, SpotifyCache } from './cache/cache.ts';
export {
  createSpotifyClient,
  type EndpointRequest,
  type LearnedMode,
  type RequestOptions,
  type SpotifyClient,
  type SpotifyClientOptions,
  type SpotifyMode,
} from './client.ts';
// Endpoints
export { getCurrentUser, getTopArtists, getTopTracks, type TopOptions } from './endpoints/me.ts';
export type { MarketOptions, MarketPageOptions } from './endpoints/options.ts';
export { getTrack } from './endpoints/tracks.ts';
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
// Ids
export {
  isSpotifyId,
  parseSpotifyId,
  parseSpotifyReference,
  type SpotifyKind,
  type SpotifyReference,
  toSpotifyUri,
} from './ids.ts';
// Paging
export type { CollectOptions, Page, Paged, PageOptions } from './paging/paged.ts';
export type { RequestBudget } from './request/budget.ts';
export type { Clock } from './request/clock.ts';
export type { SpotifyEvent } from './request/events.ts';
export type { Query, RequestLimits } from './request/transport.ts';

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
export type { CurrentUser, PlaylistUser } from './types/user.ts';
