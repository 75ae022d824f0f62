import type { SpotifyAuth } from './auth.ts';

export interface BearerTokenOptions {
  /** Gets another token after the first was refused. Calls that wait for one share it. */
  readonly refresh?: () => Promise<string>;
}

/**
 * A token that the caller has already. Without `refresh` a refused token is tried once more: Spotify has been
 * seen to refuse valid ones now and then.
 */
export function bearerToken(token: string, { refresh }: BearerTokenOptions = {}): SpotifyAuth {
  let current = token;
  let running: Promise<string> | undefined;
  return {
    async accessToken(_context, refused) {
      if (refresh && refused === current) {
        running ??= refresh().finally(() => {
          running = undefined;
        });
      }
      // Whoever asks while it is being renewed waits too: the old one is known to be refused.
      if (running) current = await running;
      return current;
    },
  };
}
