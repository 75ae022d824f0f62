import type { SpotifyAuth } from './auth.ts';

export interface BearerTokenOptions {
  /** Gets another token after the first was refused. Calls that wait for one share it. */
  readonly refresh?: () => Promise<string>;
}

/** A token that the caller has already. */
export function bearerToken(token: string, { refresh }: BearerTokenOptions = {}): SpotifyAuth {
  let current = token;
  let running: Promise<string> | undefined;
  return {
    accessToken: async (_context, refused) => {
      if (refused !== current) return current;
      running ??= refresh?.().finally(() => {
        running = undefined;
      });
      const next = await running;
      if (next) current = next;
      return next;
    },
  };
}
