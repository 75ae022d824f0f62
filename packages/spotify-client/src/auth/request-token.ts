import {
  type AuthErrorReason,
  SpotifyAuthError,
  SpotifyRequestError,
  SpotifyResponseError,
} from '../errors.ts';
import type { Call } from '../request/transport.ts';
import type { AuthContext } from './auth.ts';
import type { SpotifyToken } from './token.ts';

/** Credentials of an app; the secret only where it can be kept. */
export interface ClientIdentity {
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
}

/**
 * Asks the accounts service for a token.
 *
 * @param form - `grant_type` and what it needs.
 * @param previous - The token being refreshed: what the answer omits is taken from it.
 * @throws {@link SpotifyAuthError} for every refusal; a 5xx or a lost connection is thrown as what it is.
 */
export async function requestToken(
  context: AuthContext,
  call: Call,
  identity: ClientIdentity,
  form: Readonly<Record<string, string>>,
  previous?: SpotifyToken,
): Promise<SpotifyToken> {
  const { clientId, clientSecret } = identity;
  const basic = clientSecret === undefined ? undefined : btoa(`${clientId}:${clientSecret}`);
  const body = new URLSearchParams(basic ? form : { ...form, client_id: clientId });
  const request = {
    method: 'POST',
    url: `${context.accountsUrl}/api/token`,
    route: '/api/token',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(basic && { authorization: `Basic ${basic}` }),
    },
    // A code works once; a refresh may be repeated.
    idempotent: form.grant_type !== 'authorization_code',
    secrets: [clientSecret, basic, form.code, form.code_verifier, form.refresh_token],
    privateBody: true,
  } as const;
  const askedAt = context.now();
  try {
    return await context.transport.send(request, call, ({ text, status }) => {
      const answer = readAnswer(text, status);
      return {
        accessToken: answer.access_token,
        expiresAt: askedAt + (answer.expires_in ?? 3600) * 1000,
        refreshToken: answer.refresh_token || previous?.refreshToken,
        scopes: answer.scope?.split(' ').filter(Boolean) ?? previous?.scopes ?? [],
        authorizedAt: previous ? previous.authorizedAt : form.code ? askedAt : undefined,
      };
    });
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

function readAnswer(text: string, status: number): TokenAnswer {
  try {
    const answer = JSON.parse(text);
    if (typeof answer.access_token === 'string') return answer;
  } catch {
    // Told below: the text itself may hold a token.
  }
  throw new SpotifyResponseError('POST /api/token answered something that is not a token.', {
    endpoint: 'POST /api/token',
    status,
  });
}

function refusal(error: SpotifyRequestError): SpotifyAuthError {
  const reason: AuthErrorReason = /invalid_grant/.test(error.body ?? '')
    ? 'reauthorization-required'
    : /invalid_client/.test(error.body ?? '')
      ? 'invalid-client'
      : 'refused';
  const advice = {
    'reauthorization-required': 'The sign-in is no longer valid: sign in again.',
    'invalid-client': 'Check the client id and secret.',
  }[reason as string];
  return new SpotifyAuthError(`${error.message} ${advice ?? ''}`.trim(), { ...error, reason });
}
