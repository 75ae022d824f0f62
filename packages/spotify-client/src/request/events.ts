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
 * - `token-unsaved`: the store could not write a renewed token, for the reason in `message`. The session goes on
 *   in memory, and writing is tried again at every call.
 */
export type SpotifyEvent =
  | (SpotifyEventBase & { readonly type: 'request' })
  | (SpotifyEventBase & { readonly type: 'response'; readonly status: number })
  | (SpotifyEventBase & { readonly type: 'wait'; readonly waitMs: number; readonly code: SpotifyErrorCode })
  | (SpotifyEventBase & { readonly type: 'token-unsaved'; readonly message: string });

/** Calls a listener of the caller's. What it throws is its own affair: the call that it listens to goes on. */
export async function tell<Args extends readonly unknown[]>(
  listener: ((...args: Args) => unknown) | undefined,
  ...args: Args
): Promise<void> {
  try {
    await listener?.(...args);
  } catch {
    // As said.
  }
}
