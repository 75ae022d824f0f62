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
  if (!header) return undefined;
  const wait = Number.isNaN(Number(header)) ? Date.parse(header) - now : Number(header) * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
