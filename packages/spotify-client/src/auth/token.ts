/** What signing in yields. Keep it out of logs: it holds the tokens themselves. */
export interface SpotifyToken {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly refreshToken?: string | undefined;
  readonly scopes: readonly string[];
  /** When the person consented, in milliseconds since 1970; refreshing does not change it. */
  readonly authorizedAt?: number | undefined;
}

/** What may be shown of a token. */
export interface SessionInfo {
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly authorizedAt: Date | undefined;
  /** 181 days after the consent: the refresh token is refused after six months, however often it was used. */
  readonly reauthorizeBy: Date | undefined;
}

/** The token in a stored text; `undefined` where the text is damaged. */
export function parseToken(text: string): SpotifyToken | undefined {
  try {
    const token: SpotifyToken = JSON.parse(text);
    const { accessToken, expiresAt, scopes } = token;
    const isWhole = typeof accessToken === 'string' && typeof expiresAt === 'number' && Array.isArray(scopes);
    return isWhole ? token : undefined;
  } catch {
    return undefined;
  }
}

/** The shortest that six months can be, from 31 August on. */
const sixMonthsMs = 181 * 86_400_000;

/** The token without its secrets. */
export function sessionInfo({ scopes, expiresAt, authorizedAt }: SpotifyToken): SessionInfo {
  const at = (ms: number): Date | undefined =>
    authorizedAt === undefined ? undefined : new Date(authorizedAt + ms);
  return { scopes, expiresAt: new Date(expiresAt), authorizedAt: at(0), reauthorizeBy: at(sixMonthsMs) };
}

/** Whether the token lasts long enough to reach Spotify: 30 seconds. */
export function isFresh(token: SpotifyToken, now: number): boolean {
  return now < token.expiresAt - 30_000;
}
