import type { WorldListener } from '../world/index.ts';

/** What a token stands for. */
export interface Session {
  /** Absent for the app's own token. */
  readonly listener?: WorldListener | undefined;
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** How the accounts service answers a refresh. */
export type RefreshBehaviour =
  /** No new refresh token; the old one stays valid (as since mid-2026). */
  | 'kept'
  /** A new refresh token each time; the old one is void (as before). */
  | 'rotated'
  /** The field is there and empty; the old one stays valid. */
  | 'empty';

/** Tokens and codes that are valid now. */
export interface Sessions {
  issue(session: Omit<Session, 'expiresAt'>): string;
  find(accessToken: string): Session | undefined;
  /** Makes every access token invalid, as if its hour were over. */
  expireAll(): void;
  /** Makes every refresh token invalid: `invalid_grant`. */
  revokeAll(): void;
  issueRefresh(session: Omit<Session, 'expiresAt'>): string;
  findRefresh(token: string): Omit<Session, 'expiresAt'> | undefined;
  dropRefresh(token: string): void;
}

export function createSessions(now: () => number, lifetimeMs: number): Sessions {
  const access = new Map<string, Session>();
  const refresh = new Map<string, Omit<Session, 'expiresAt'>>();
  return {
    issue(session) {
      const token = randomToken('BQ');
      access.set(token, { ...session, expiresAt: now() + lifetimeMs });
      return token;
    },
    find(token) {
      const session = access.get(token);
      return session && session.expiresAt > now() ? session : undefined;
    },
    expireAll: () => access.clear(),
    revokeAll: () => refresh.clear(),
    issueRefresh(session) {
      const token = randomToken('AQ');
      refresh.set(token, session);
      return token;
    },
    findRefresh: (token) => refresh.get(token),
    dropRefresh: (token) => void refresh.delete(token),
  };
}

/** Unguessable, in the form of Spotify's. */
export function randomToken(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(48));
  return prefix + btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, '-');
}
