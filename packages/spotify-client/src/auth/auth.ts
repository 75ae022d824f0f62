import type { Call, Transport } from '../request/transport.ts';
import type { SessionInfo } from './token.ts';

/** What a client lends to its auth: the accounts service and the time. */
export interface AuthContext {
  readonly accountsUrl: string;
  readonly transport: Transport;
  readonly now: () => number;
  /** Runs work with a deadline of its own, independent of the call that happened to start it. */
  readonly run: <Result>(work: (call: Call) => Promise<Result>) => Promise<Result>;
}

/** How a client gets its access token. Made by {@link bearerToken}, {@link clientCredentials}, {@link authorizationCode} or {@link pkce}. */
export interface SpotifyAuth {
  /** A token that has not expired, renewed first where needed. */
  accessToken(context: AuthContext): Promise<string>;
  /** A token other than the rejected one, or `undefined` when there is no way to get one. */
  renew(context: AuthContext, rejected: string): Promise<string | undefined>;
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
