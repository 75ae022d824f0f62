import {
  type ForbiddenReason,
  type RateLimitReason,
  SpotifyAuthError,
  type SpotifyError,
  type SpotifyErrorDetails,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyRequestError,
  SpotifyResponseError,
  SpotifyServerError,
} from '../errors.ts';

/** How each 403 reads; the first that fits is meant. The endpoint stands before the words. */
const forbidden: readonly (readonly [RegExp, ForbiddenReason])[] = [
  [/required for the owner/i, 'owner-not-premium'],
  [/registered|dashboard/i, 'user-not-allowlisted'],
  [/premium.required/i, 'premium-required'],
  [/scope/i, 'scope'],
  // Of playlists, their items and images; the rest of what was under them is gone.
  [/ \/playlists\/{\w+}(\/i\w+)? /, 'not-owner'],
  // What still exists has an owner or a scope to name; a bare "Forbidden" means that it is gone.
  [/: \W?forbidden\W*$/i, 'mode-removed'],
];

/** A limit, whether Spotify or the client itself refuses. */
export function rateLimitError(
  said: string,
  reason: RateLimitReason,
  details: SpotifyErrorDetails,
): SpotifyRateLimitError {
  return new SpotifyRateLimitError(said + tryAgain(details), { ...details, reason });
}

/**
 * The typed error of an answer, judged by its status first and its body second.
 *
 * @param details - With the body, redacted.
 * @param target - Method and path, redacted.
 */
export function responseError(
  details: SpotifyErrorDetails & { readonly status: number; readonly body: string },
  target: string,
): SpotifyError {
  const { status, body } = details;
  const { words, code } = wordsOf(body);
  const said = `${target} answered ${status}${words && `: ${words}`}.`;
  if (status === 401) {
    return new SpotifyAuthError(`${said} Sign in again.`, { ...details, reason: 'token-rejected' });
  }
  if (status === 403) {
    const text = `${details.endpoint} ${code}: ${words}`;
    const reason = forbidden.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
    return new SpotifyForbiddenError(`${said} Reason: ${reason}.`, { ...details, reason });
  }
  if (status === 404) return new SpotifyNotFoundError(`${said} Check the id.`, details);
  if (status === 429) {
    return rateLimitError(said, code === 'QUOTA_EXCEEDED' ? 'quota' : 'rate-limit', details);
  }
  if (status >= 400 && status < 500) return new SpotifyRequestError(said, details);
  return new (status < 400 ? SpotifyResponseError : SpotifyServerError)(said + tryAgain(details), details);
}

/** Spotify's words and its reason; a body that has none is quoted as it is. */
function wordsOf(body: string): { readonly words: string; readonly code?: unknown } {
  const quoted = body.slice(0, 200);
  try {
    const { error, error_description } = JSON.parse(body);
    const words = error.message ?? error_description ?? error;
    return { words: typeof words === 'string' && words ? words : quoted, code: error.reason };
  } catch {
    return { words: quoted };
  }
}

function tryAgain({ until }: SpotifyErrorDetails): string {
  return ` Try again ${until?.toISOString() ?? 'later'}.`;
}
