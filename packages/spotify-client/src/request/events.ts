import type { SpotifyErrorCode } from '../errors.ts';

/** What all events hold. None holds a header, a body or a query. */
export interface SpotifyEventBase {
  /** Method and route template, such as `GET /tracks/{id}`. */
  readonly endpoint: string;
  /** Address without query. */
  readonly url: string;
  /** How often this call has been sent so far. */
  readonly attempts: number;
}

/**
 * What the client is doing, for logs and progress.
 *
 * - `request`: about to be sent.
 * - `response`: answered.
 * - `wait`: the next try of this call comes after `waitMs`, because of an error with this code.
 */
export type SpotifyEvent =
  | (SpotifyEventBase & { readonly type: 'request' })
  | (SpotifyEventBase & { readonly type: 'response'; readonly status: number })
  | (SpotifyEventBase & { readonly type: 'wait'; readonly waitMs: number; readonly code: SpotifyErrorCode });
