import { type SpotifyAuth, singleFlight } from './auth.ts';

export interface BearerTokenOptions {
  /** Gets another token after the first was refused or has expired. */
  readonly refresh?: () => Promise<string>;
  /** When the token expires; without it only a 401 tells. */
  readonly expiresAt?: Date;
}

/** A token that the caller has already; calls of `refresh` are shared by all requests that wait for one. */
export function bearerToken(token: string, options: BearerTokenOptions = {}): SpotifyAuth {
  const { refresh } = options;
  let current = token;
  let expiresAt = Number(options.expiresAt ?? Number.POSITIVE_INFINITY);
  const flight = singleFlight<string>();
  const renew = (): Promise<string> =>
    flight(async () => {
      current = await (refresh as () => Promise<string>)();
      expiresAt = Number.POSITIVE_INFINITY;
      return current;
    });
  return {
    accessToken: async ({ now }) => (refresh && now() >= expiresAt ? renew() : current),
    renew: async (_context, rejected) => (rejected !== current ? current : refresh && renew()),
  };
}
