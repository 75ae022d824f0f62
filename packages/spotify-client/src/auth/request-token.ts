import { type AuthErrorReason, SpotifyAuthError, SpotifyRequestError } from '../errors.ts';
import { systemClock } from '../request/clock.ts';
import type { HttpRequest } from '../request/http.ts';
import { createTransport } from '../request/transport.ts';
import type { AuthContext } from './auth.ts';
import type { SpotifyToken } from './token.ts';

export const defaultAccountsUrl = 'https://accounts.spotify.com';

/** The address of the token endpoint. */
export function tokenUrl({ accountsUrl = defaultAccountsUrl }: AuthContext): string {
  return `${accountsUrl}/api/token`;
}

/** Credentials of an app; the secret only where it can be kept. */
export interface ClientIdentity {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/**
 * Asks the accounts service for a token. Has a deadline of its own: the call that happens to need the token
 * may be aborted while others wait for the same one.
 *
 * @param form - `grant_type` and what it needs.
 * @param previous - The token being refreshed: what the answer omits is taken from it.
 * @throws {@link SpotifyAuthError} for every refusal; a 5xx or a lost connection is thrown as what it is.
 */
export async function requestToken(
  context: AuthContext & { readonly signal?: AbortSignal | undefined },
  identity: ClientIdentity,
  form: Readonly<Record<string, string>>,
  previous?: SpotifyToken,
): Promise<SpotifyToken> {
  const { fetch, clock = systemClock, onEvent, signal } = context;
  const { clientId, clientSecret } = identity;
  const basic = clientSecret === undefined ? undefined : btoa(`${clientId}:${clientSecret}`);
  const request: HttpRequest = {
    method: 'POST',
    url: tokenUrl(context),
    route: '/api/token',
    body: `${new URLSearchParams(basic ? form : { ...form, client_id: clientId })}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(basic && { authorization: `Basic ${basic}` }),
    },
    // A code works once; a refresh may be repeated.
    idempotent: form.grant_type !== 'authorization_code',
    secrets: [clientSecret, basic, form.code, form.code_verifier, form.refresh_token],
    isPrivate: true,
  };
  const send = createTransport({ fetch, clock, onEvent, deadlineMs: 60_000, retries: 4 });
  const askedAt = clock.now();
  try {
    return await send(
      request,
      ({ text }) => {
        const answer = readAnswer(text);
        return {
          accessToken: answer.access_token,
          expiresAt: askedAt + (answer.expires_in ?? 3600) * 1000,
          refreshToken: answer.refresh_token || previous?.refreshToken,
          scopes: answer.scope?.split(' ').filter(Boolean) ?? previous?.scopes ?? [],
          authorizedAt: previous ? previous.authorizedAt : form.code && askedAt,
        } as SpotifyToken;
      },
      { signal },
    );
  } catch (error) {
    throw SpotifyRequestError.isInstance(error) ? refusal(error) : error;
  }
}

interface TokenAnswer {
  readonly access_token: string;
  readonly expires_in?: number;
  readonly refresh_token?: string;
  readonly scope?: string;
}

/** @throws whatever, where the text is not a token. */
function readAnswer(text: string): TokenAnswer {
  const answer = JSON.parse(text);
  if (typeof answer.access_token !== 'string') throw answer;
  return answer;
}

/** By the word that stands for it in the answer. */
const refusals: Readonly<Record<string, readonly [AuthErrorReason, string]>> = {
  invalid_grant: ['reauthorization-required', ' Sign in again.'],
  invalid_client: ['invalid-client', ' Check client id and secret.'],
};

function refusal(error: SpotifyRequestError): SpotifyAuthError {
  const [word = ''] = /invalid_(grant|client)/.exec(`${error.body}`) ?? [];
  const [reason, advice] = refusals[word] ?? ['refused', ''];
  return new SpotifyAuthError(error.message + advice, { ...error, reason });
}
