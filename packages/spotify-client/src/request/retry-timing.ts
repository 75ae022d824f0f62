import type { SpotifyError, SpotifyErrorDetails, SpotifyRateLimitError } from '../errors.ts';

/**
 * Milliseconds to wait before the next try: a uniform random share of `min(5000, 200 · 2^retry)`
 * (exponential with full jitter).
 *
 * @param retry - Tries already repeated, from 0.
 * @param random - A number in [0, 1).
 */
function backoffMs(retry: number, random: number): number {
  return random * Math.min(5000, 200 * 2 ** retry);
}

/** Failures that another try may mend. */
const transient = /network|server|timeout|response/;

/**
 * Milliseconds to wait before the call that failed is sent again: as long as the server asks, and no shorter than
 * the backoff. After a 429 that names no time, a second more; one that names too short a time, again and again, is
 * met with growing waits of `min(5000, 400 · 2^retry)`, less up to half of it by chance.
 *
 * @param random - A number in [0, 1).
 * @returns `NaN` for what is not sent again.
 */
export function waitMs(error: SpotifyError, retry: number, isIdempotent: boolean, random: number): number {
  const { retryAfterMs, reason } = error as SpotifyRateLimitError;
  const backoff = backoffMs(retry, random);
  if (reason === 'rate-limit') {
    return Math.max(
      retryAfterMs ?? 1000 + 4 * backoff,
      (0.5 + random / 2) * Math.min(5000, 400 * 2 ** retry),
    );
  }
  return isIdempotent && transient.test(error.code) ? Math.max(retryAfterMs ?? 0, backoff) : Number.NaN;
}

/**
 * `Retry-After` in milliseconds: whole or fractional seconds, or an HTTP date.
 *
 * @returns `undefined` when the header is absent or unreadable (browsers do not show it to scripts).
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const ms = Number(header) * 1000 || Date.parse(header ?? '') - now;
  // No longer than a date can say.
  return ms >= 0 ? Math.min(ms, 1e12) : header === '0' ? 0 : undefined;
}

/** How long to wait, and until when. */
export function whenAfter(
  ms: number | undefined,
  now: number,
): Pick<SpotifyErrorDetails, 'retryAfterMs' | 'until'> {
  return ms === undefined ? {} : { retryAfterMs: ms, until: new Date(now + ms) };
}
