import type { TransportOptions } from '../request/transport.ts';
import type { SessionInfo } from './token.ts';

/** What a client lends to its auth; options that the auth has itself take precedence. */
export interface AuthContext extends Pick<TransportOptions, 'fetch' | 'clock' | 'onEvent'> {
  readonly accountsUrl?: string | undefined;
}

/**
 * How a client gets its access token. Made by {@link bearerToken}, {@link clientCredentials},
 * {@link authorizationCode} or {@link pkce}.
 */
export interface SpotifyAuth {
  /**
   * A token that has not expired, renewed first where needed.
   *
   * @param refused - A token that Spotify has just refused: another one is wanted.
   * @throws {@link SpotifyAuthError} when there is none.
   */
  accessToken(context: AuthContext, refused?: string): Promise<string>;
  /** Scopes and dates of the session, where there is one. */
  session?(): Promise<SessionInfo | undefined>;
  /** Forgets every token. */
  signOut?(): Promise<void>;
}

/** One run at a time: everybody who asks while it runs gets its result. */
export function singleFlight<Result>(): (work: () => Promise<Result>) => Promise<Result> {
  let running: Promise<Result> | undefined;
  return (work) => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
