const marker = Symbol.for('@ssrm/spotify-client/error');

/** What went wrong, one code per error class. */
export type SpotifyErrorCode =
  | 'aborted'
  | 'auth'
  | 'bad-request'
  | 'forbidden'
  | 'invalid-argument'
  | 'network'
  | 'not-found'
  | 'rate-limit'
  | 'server'
  | 'timeout'
  | 'unexpected-response';

/** What an error knows about the call that failed. Every text in it has been searched for secrets. */
export interface SpotifyErrorDetails {
  /** HTTP status of the last answer; absent when there was none. */
  readonly status?: number | undefined;
  /** Method and route template, such as `GET /tracks/{id}`. */
  readonly endpoint?: string | undefined;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** How often the request was sent. */
  readonly attempts?: number | undefined;
  /** The raw text of the answer. */
  readonly body?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Base of every error this package throws. The message says what was asked, what came and what to do;
 * no field ever holds a token, secret, code or verifier.
 */
export class SpotifyError extends Error {
  /** The code of the class; absent on the base class. */
  static readonly code?: SpotifyErrorCode;
  override readonly name: string = 'SpotifyError';
  readonly code: SpotifyErrorCode;
  readonly status: number | undefined;
  readonly endpoint: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly attempts: number;
  readonly body: string | undefined;

  constructor(message: string, details: SpotifyErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    Object.defineProperty(this, marker, { value: true });
    this.code = new.target.code as SpotifyErrorCode;
    this.status = details.status;
    this.endpoint = details.endpoint;
    this.retryAfterMs = details.retryAfterMs;
    this.attempts = details.attempts ?? 0;
    this.body = details.body;
  }

  /** True for errors of this class from any copy of this package (`instanceof` fails across copies). */
  static isInstance<Instance extends SpotifyError>(
    this: { readonly prototype: Instance; readonly code?: SpotifyErrorCode },
    value: unknown,
  ): value is Instance {
    // biome-ignore lint/complexity/noThisInStatic: the class asked, which may be a subclass
    const wanted = this.code;
    if (typeof value !== 'object' || value === null || !(marker in value)) return false;
    return wanted === undefined || (value as { readonly code?: unknown }).code === wanted;
  }
}

/** The caller's `AbortSignal` fired; `cause` is its reason. */
export class SpotifyAbortedError extends SpotifyError {
  static override readonly code = 'aborted' as const;
  override readonly name: string = 'SpotifyAbortedError';
}

/**
 * Why signing in or staying signed in failed.
 *
 * - `token-rejected`: the Web API refused the token and there is no way to renew it.
 * - `sign-in-required`: there is no token yet.
 * - `reauthorization-required`: the refresh token is revoked or older than six months; sign in again.
 * - `access-denied`: the person declined.
 * - `state-mismatch`: the callback does not belong to the sign-in that was started.
 * - `invalid-client`: wrong client id or secret.
 * - `refused`: any other refusal of the accounts service.
 */
export type AuthErrorReason =
  | 'token-rejected'
  | 'sign-in-required'
  | 'reauthorization-required'
  | 'access-denied'
  | 'state-mismatch'
  | 'invalid-client'
  | 'refused';

/** No usable token. */
export class SpotifyAuthError extends SpotifyError {
  static override readonly code = 'auth' as const;
  override readonly name: string = 'SpotifyAuthError';
  readonly reason: AuthErrorReason;

  constructor(message: string, details: SpotifyErrorDetails & { readonly reason: AuthErrorReason }) {
    super(message, details);
    this.reason = details.reason;
  }
}

/** 400 and other refusals of the request itself; the message holds Spotify's own words. */
export class SpotifyRequestError extends SpotifyError {
  static override readonly code = 'bad-request' as const;
  override readonly name: string = 'SpotifyRequestError';
}

/**
 * Why Spotify answered 403.
 *
 * - `mode-removed`: the endpoint does not exist in this client id's quota mode.
 * - `owner-not-premium`: the owner of the client id has no Premium.
 * - `user-not-allowlisted`: the person is not on the app's list of users.
 * - `not-owner`: contents of somebody else's playlist.
 * - `scope`: the token lacks a scope.
 * - `premium-required`: the person needs Premium (player commands).
 * - `unknown`: none of these can be told.
 */
export type ForbiddenReason =
  | 'mode-removed'
  | 'owner-not-premium'
  | 'user-not-allowlisted'
  | 'not-owner'
  | 'scope'
  | 'premium-required'
  | 'unknown';

/** 403, with the reason worked out from status, route and body. */
export class SpotifyForbiddenError extends SpotifyError {
  static override readonly code = 'forbidden' as const;
  override readonly name: string = 'SpotifyForbiddenError';
  readonly reason: ForbiddenReason;

  constructor(message: string, details: SpotifyErrorDetails & { readonly reason: ForbiddenReason }) {
    super(message, details);
    this.reason = details.reason;
  }
}

/** An argument that cannot be sent: a malformed id, an empty list, too many items. */
export class SpotifyArgumentError extends SpotifyError {
  static override readonly code = 'invalid-argument' as const;
  override readonly name: string = 'SpotifyArgumentError';
}

/** No answer: connection refused, reset, cut off; in a browser also an answer without CORS headers. */
export class SpotifyNetworkError extends SpotifyError {
  static override readonly code = 'network' as const;
  override readonly name: string = 'SpotifyNetworkError';
}

/** 404. */
export class SpotifyNotFoundError extends SpotifyError {
  static override readonly code = 'not-found' as const;
  override readonly name: string = 'SpotifyNotFoundError';
}

/**
 * Which limit was hit: Spotify's rolling `rate-limit`, its `quota` of many hours, or the client's own `budget`.
 */
export type RateLimitReason = 'rate-limit' | 'quota' | 'budget';

/** 429, or a call refused locally because one is still in force. */
export class SpotifyRateLimitError extends SpotifyError {
  static override readonly code = 'rate-limit' as const;
  override readonly name: string = 'SpotifyRateLimitError';
  readonly reason: RateLimitReason;
  /** When to try again; absent when Spotify did not say. */
  readonly until: Date | undefined;

  constructor(
    message: string,
    details: SpotifyErrorDetails & { readonly reason: RateLimitReason; readonly until?: Date | undefined },
  ) {
    super(message, details);
    this.reason = details.reason;
    this.until = details.until;
  }
}

/** 5xx. */
export class SpotifyServerError extends SpotifyError {
  static override readonly code = 'server' as const;
  override readonly name: string = 'SpotifyServerError';
}

/** No whole answer within `timeoutMs` or `deadlineMs`. */
export class SpotifyTimeoutError extends SpotifyError {
  static override readonly code = 'timeout' as const;
  override readonly name: string = 'SpotifyTimeoutError';
}

/** A success status with a body that is not what the endpoint sends: HTML, nothing, damaged JSON. */
export class SpotifyResponseError extends SpotifyError {
  static override readonly code = 'unexpected-response' as const;
  override readonly name: string = 'SpotifyResponseError';
}
