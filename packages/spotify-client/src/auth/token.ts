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
  /** Six months after the consent; the refresh token is refused from then on. */
  readonly reauthorizeBy: Date | undefined;
}

/** The token without its secrets. */
export function sessionInfo(token: SpotifyToken): SessionInfo {
  const { scopes, expiresAt, authorizedAt } = token;
  let reauthorizeBy: Date | undefined;
  if (authorizedAt !== undefined) {
    reauthorizeBy = new Date(authorizedAt);
    const month = reauthorizeBy.getUTCMonth() + 6;
    reauthorizeBy.setUTCMonth(month);
    // 31 August + 6 months is not in March.
    if (reauthorizeBy.getUTCMonth() !== month % 12) reauthorizeBy.setUTCDate(0);
  }
  return {
    scopes,
    expiresAt: new Date(expiresAt),
    authorizedAt: authorizedAt === undefined ? undefined : new Date(authorizedAt),
    reauthorizeBy,
  };
}
