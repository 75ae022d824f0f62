/**
 * Milliseconds to wait before the next try: a uniform random share of `min(5000, 200 · 2^retry)`
 * (exponential with full jitter).
 *
 * @param retry - Tries already repeated, from 0.
 * @param random - A number in [0, 1).
 */
export function backoffMs(retry: number, random: number): number {
  return random * Math.min(5000, 200 * 2 ** retry);
}

/**
 * `Retry-After` in milliseconds: whole or fractional seconds, or an HTTP date.
 *
 * @returns `undefined` when the header is absent or unreadable (browsers do not show it to scripts).
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  const ms = Number(header) * 1000 || Date.parse(header ?? '') - now;
  return ms >= 0 ? ms : header === '0' ? 0 : undefined;
}
