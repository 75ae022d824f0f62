import type { SpotifyErrorCode } from '../errors.ts';

/**
 * What the client is doing, for logs and progress. No event holds a header, a body or a query string.
 *
 * - `request`: about to be sent; `attempt` counts from 1.
 * - `response`: answered.
 * - `wait`: the next try of this call comes after `waitMs`, because of `code`.
 */
export type SpotifyEvent =
  | { readonly type: 'request'; readonly endpoint: string; readonly path: string; readonly attempt: number }
  | {
      readonly type: 'response';
      readonly endpoint: string;
      readonly path: string;
      readonly attempt: number;
      readonly status: number;
      readonly durationMs: number;
    }
  | {
      readonly type: 'wait';
      readonly endpoint: string;
      readonly path: string;
      readonly waitMs: number;
      readonly code: SpotifyErrorCode;
    };
