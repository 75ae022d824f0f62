import type { WorldListener } from '../world/index.ts';
import { type Answer, Refusal } from './json.ts';
import { type RefreshBehaviour, randomToken, type Sessions } from './sessions.ts';

export interface AccountsSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly sessions: Sessions;
  readonly lifetimeMs: number;
  readonly refreshTokens: RefreshBehaviour;
  /** Who is signed in at the browser that opens the authorize page. */
  readonly listener: WorldListener;
  /** Whether that person consents. */
  readonly approves: () => boolean;
}

interface Grant {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
}

/** Spotify's accounts service: the authorize page, which answers for the person, and the token endpoint. */
export interface Accounts {
  authorize(query: URLSearchParams): Answer;
  token(headers: Headers, form: URLSearchParams): Promise<Answer>;
}

export function createAccounts(settings: AccountsSettings): Accounts {
  const { sessions } = settings;
  const grants = new Map<string, Grant>();

  function authorize(query: URLSearchParams): Answer {
    const redirectUri = query.get('redirect_uri') ?? '';
    if (query.get('client_id') !== settings.clientId)
      return { status: 400, body: 'INVALID_CLIENT: Invalid client' };
    if (!isAllowedRedirect(redirectUri)) return { status: 400, body: 'INVALID_CLIENT: Invalid redirect URI' };
    if (query.get('response_type') !== 'code') {
      return { status: 400, body: 'response_type must be code' };
    }
    const target = new URL(redirectUri);
    const state = query.get('state');
    if (settings.approves()) {
      const code = randomToken('AQ');
      grants.set(code, {
        redirectUri,
        scopes: query.get('scope')?.split(' ').filter(Boolean) ?? [],
        challenge: query.get('code_challenge'),
      });
      target.searchParams.set('code', code);
    } else {
      target.searchParams.set('error', 'access_denied');
    }
    if (state !== null) target.searchParams.set('state', state);
    return { status: 302, headers: { location: target.href } };
  }

  /** Which client asks, and whether it has proved it with its secret. */
  function identify(headers: Headers, form: URLSearchParams): boolean {
    const basic = headers.get('authorization');
    if (basic === null) {
      if (form.get('client_id') !== settings.clientId) oauthError('invalid_client');
      return false;
    }
    const expected = btoa(`${settings.clientId}:${settings.clientSecret}`);
    if (basic !== `Basic ${expected}`) oauthError('invalid_client', 'Invalid client');
    return true;
  }

  async function exchange(form: URLSearchParams, hasSecret: boolean): Promise<Answer> {
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    if (!grant) oauthError('invalid_grant', 'Invalid authorization code');
    if (grant.redirectUri !== form.get('redirect_uri')) oauthError('invalid_grant', 'Invalid redirect URI');
    if (grant.challenge !== null) {
      const verifier = form.get('code_verifier') ?? '';
      if (!/^[\w.~-]{43,128}$/.test(verifier) || (await challengeOf(verifier)) !== grant.challenge) {
        oauthError('invalid_grant', 'code_verifier was incorrect');
      }
    } else if (!hasSecret) {
      oauthError('invalid_request', 'code_verifier or client_secret required');
    }
    const session = { listener: settings.listener, scopes: grant.scopes };
    return tokenAnswer(session, { refresh_token: sessions.issueRefresh(session) });
  }

  function refresh(form: URLSearchParams): Answer {
    const token = form.get('refresh_token') ?? '';
    const session = sessions.findRefresh(token);
    if (!session) oauthError('invalid_grant', 'Refresh token revoked');
    if (settings.refreshTokens === 'rotated') {
      sessions.dropRefresh(token);
      return tokenAnswer(session, { refresh_token: sessions.issueRefresh(session) });
    }
    return tokenAnswer(session, settings.refreshTokens === 'empty' ? { refresh_token: '' } : {});
  }

  function tokenAnswer(session: Parameters<Sessions['issue']>[0], more: object): Answer {
    return {
      status: 200,
      body: {
        access_token: sessions.issue(session),
        token_type: 'Bearer',
        expires_in: settings.lifetimeMs / 1000,
        ...(session.listener && { scope: session.scopes.join(' ') }),
        ...more,
      },
    };
  }

  return {
    authorize,
    async token(headers, form) {
      const hasSecret = identify(headers, form);
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return exchange(form, hasSecret);
        case 'refresh_token':
          return refresh(form);
        case 'client_credentials':
          if (!hasSecret) oauthError('invalid_client');
          return tokenAnswer({ scopes: [] }, {});
        default:
          return oauthError('unsupported_grant_type', 'grant_type parameter is missing or unknown');
      }
    },
  };
}

/** The accounts service's own error object; always 400. */
function oauthError(error: string, description?: string): never {
  throw new Refusal({ status: 400, body: { error, ...(description && { error_description: description }) } });
}

/** HTTPS, a custom scheme, or plain HTTP on a loopback address; `localhost` is refused. */
function isAllowedRedirect(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const { protocol, hostname } = new URL(redirectUri);
  return protocol !== 'http:' || hostname === '127.0.0.1' || hostname === '[::1]';
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
