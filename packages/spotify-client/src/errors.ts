const marker = Symbol.for('@ssrm/spotify-client/error');

/** What went wrong, one code per error class. */
export type SpotifyErrorCode =
  | 'aborted'
  | 'argument'
  | 'auth'
  | 'forbidden'
  | 'network'
  | 'not-found'
  | 'rate-limit'
  | 'request'
  | 'response'
  | 'server'
  | 'timeout';

/** What an error knows about the call that failed. Every text in it has been searched for secrets. */
export interface SpotifyErrorDetails {
  /** HTTP status of the last answer; absent when there was none. */
  readonly status?: number | undefined;
  /** Method and route template, such as `GET /tracks/{id}`. */
  readonly endpoint?: string | undefined;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** When that is over. */
  readonly until?: Date | undefined;
  /** How often the request was sent; absent when it never was. */
  readonly attempts?: number | undefined;
  /** The raw text of the answer. */
  readonly body?: string | undefined;
  readonly cause?: unknown;
  /** How many of the given items were done before, where a call had to be split. */
  readonly completed?: number | undefined;
}

/**
 * Base of every error this package throws. The message says what was asked, what came and what to do;
 * no field ever holds a token, secret, code or verifier.
 */
export class SpotifyError<Details extends SpotifyErrorDetails = SpotifyErrorDetails> extends Error {
  /** The code of the class; absent on the base class. */
  declare static readonly code?: SpotifyErrorCode;
  declare readonly code: SpotifyErrorCode;
  declare readonly status: number | undefined;
  declare readonly endpoint: string | undefined;
  declare readonly retryAfterMs: number | undefined;
  declare readonly until: Date | undefined;
  declare readonly attempts: number | undefined;
  declare readonly body: string | undefined;
  declare readonly completed: number | undefined;

  constructor(message: string, details: Details = {} as Details) {
    super(message, details);
    Object.defineProperty(this, marker, { value: true });
    const { code } = new.target;
    // `cause` is there by now, and stays out of what is serialised.
    Object.assign(this, details, { code });
    // From the code, because minifiers rename classes: `not-found` is SpotifyNotFoundError.
    this.name = `Spotify${code?.replace(/-?\b./g, (start) => start.slice(-1).toUpperCase())}Error`;
  }

  /** True for errors of this class from any copy of this package (`instanceof` fails across copies). */
  static isInstance<Instance extends SpotifyError>(
    this: { readonly prototype: Instance; readonly code?: SpotifyErrorCode },
    value: unknown,
  ): value is Instance {
    const { [marker]: isOurs, code } = (value ?? {}) as { readonly [marker]?: true; readonly code?: unknown };
    // biome-ignore lint/complexity/noThisInStatic: the class asked, which may be a subclass
    return isOurs === true && code === (this.code ?? code);
  }
}

/** The caller's `AbortSignal` fired; `cause` is its reason. */
export class SpotifyAbortedError extends SpotifyError {
  static override readonly code = 'aborted' as const;
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
export class SpotifyAuthError extends SpotifyError<
  SpotifyErrorDetails & { readonly reason: AuthErrorReason }
> {
  static override readonly code = 'auth' as const;
  declare readonly reason: AuthErrorReason;
}

/** 400 and other refusals of the request itself; the message holds Spotify's own words. */
export class SpotifyRequestError extends SpotifyError {
  static override readonly code = 'request' as const;
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
export class SpotifyForbiddenError extends SpotifyError<
  SpotifyErrorDetails & { readonly reason: ForbiddenReason }
> {
  static override readonly code = 'forbidden' as const;
  declare readonly reason: ForbiddenReason;
}

/** An argument that cannot be sent: a malformed id, an empty list, too many items. */
export class SpotifyArgumentError extends SpotifyError {
  static override readonly code = 'argument' as const;
}

/** No answer: connection refused, reset, cut off; in a browser also an answer without CORS headers. */
export class SpotifyNetworkError extends SpotifyError {
  static override readonly code = 'network' as const;
}

/** 404. */
export class SpotifyNotFoundError extends SpotifyError {
  static override readonly code = 'not-found' as const;
}

/**
 * Which limit was hit: Spotify's rolling `rate-limit`, its `quota` of many hours, or the client's own `budget`.
 */
export type RateLimitReason = 'rate-limit' | 'quota' | 'budget';

/** 429, or a call refused locally because one is still in force. */
export class SpotifyRateLimitError extends SpotifyError<
  SpotifyErrorDetails & { readonly reason: RateLimitReason }
> {
  static override readonly code = 'rate-limit' as const;
  declare readonly reason: RateLimitReason;
}

/** 5xx. */
export class SpotifyServerError extends SpotifyError {
  static override readonly code = 'server' as const;
}

/** No whole answer within `timeoutMs` or `deadlineMs`. */
export class SpotifyTimeoutError extends SpotifyError {
  static override readonly code = 'timeout' as const;
}

/** A success status with a body that is not what the endpoint sends: HTML, nothing, damaged JSON. */
export class SpotifyResponseError extends SpotifyError {
  static override readonly code = 'response' as const;
}
