import {
  type ForbiddenReason,
  SpotifyAuthError,
  type SpotifyError,
  SpotifyForbiddenError,
  SpotifyNotFoundError,
  SpotifyRateLimitError,
  SpotifyRequestError,
  SpotifyResponseError,
  SpotifyServerError,
} from '../errors.ts';
import { redact } from './redact.ts';
import { retryAfterMs } from './retry-timing.ts';
import type { HttpRequest, HttpResponse } from './transport.ts';

const advice: Record<ForbiddenReason, string> = {
  'mode-removed': "This client id's quota mode does not have the endpoint.",
  'owner-not-premium': 'The owner of the client id needs Spotify Premium.',
  'user-not-allowlisted': 'Add the user in the developer dashboard.',
  'not-owner': "Only the owner and collaborators can read or change a playlist's contents.",
  scope: 'Sign in again with the scope the endpoint needs.',
  'premium-required': 'The command needs Spotify Premium.',
  unknown: 'The token is not allowed to do this.',
};

/** The typed error of an answer, judged by its status first and its body second. */
export function responseError(
  request: HttpRequest,
  response: HttpResponse,
  attempts: number,
  now: number,
): SpotifyError {
  const { status } = response;
  const body = redact(request.privateBody && status < 400 ? '' : response.text, request.secrets);
  const { words, reason } = readBody(body);
  const endpoint = `${request.method} ${request.route}`;
  const wait = retryAfterMs(response.headers.get('retry-after'), now);
  const details = { status, endpoint, attempts, body, retryAfterMs: wait };
  const path = redact(new URL(request.url).pathname, request.secrets);
  const said = `${request.method} ${path} answered ${status}${words && `: ${words}`}.`.replace('..', '.');

  if (status === 401) {
    return new SpotifyAuthError(`${said} Get a new token or sign in again.`, {
      ...details,
      reason: 'token-rejected',
    });
  }
  if (status === 403) {
    const why = forbiddenReason(request.route, body, reason);
    return new SpotifyForbiddenError(`${said} ${advice[why]}`, { ...details, reason: why });
  }
  if (status === 404) return new SpotifyNotFoundError(`${said} Check the id.`, details);
  if (status === 429) {
    const until = wait === undefined ? undefined : new Date(now + wait);
    const when = until ? `Try again after ${until.toISOString()}.` : 'Try again later.';
    const kind = reason === 'QUOTA_EXCEEDED' ? 'quota' : 'rate-limit';
    return new SpotifyRateLimitError(`${said} ${when}`, { ...details, reason: kind, until });
  }
  if (status >= 500) return new SpotifyServerError(`${said} Try again later.`, details);
  if (status >= 400) return new SpotifyRequestError(said, details);
  return new SpotifyResponseError(`${said} A success or an error was expected.`, details);
}

/** Spotify's words and its `reason`; a body that is not one of its error objects is quoted as it is. */
function readBody(body: string): { readonly words: string; readonly reason: string | undefined } {
  try {
    const { error, error_description } = JSON.parse(body);
    const words = error.message ?? error_description ?? error;
    return { words: String(words), reason: error.reason };
  } catch {
    return { words: body.replace(/\s+/g, ' ').trim().slice(0, 200), reason: undefined };
  }
}

function forbiddenReason(route: string, body: string, reason: string | undefined): ForbiddenReason {
  if (/premium subscription required for the owner/i.test(body)) return 'owner-not-premium';
  if (/not (be )?registered|developer dashboard/i.test(body)) return 'user-not-allowlisted';
  if (reason === 'PREMIUM_REQUIRED' || /premium required/i.test(body)) return 'premium-required';
  if (/scope/i.test(body)) return 'scope';
  if (route.startsWith('/playlists/{')) return 'not-owner';
  // Every route that still exists has an owner or a scope to name; a bare "Forbidden" means it is gone.
  return /"Forbidden"|^Forbidden$/.test(body) ? 'mode-removed' : 'unknown';
}
