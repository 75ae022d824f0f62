import { systemClock } from '../request/clock.ts';
import { type AuthContext, type SpotifyAuth, singleFlight } from './auth.ts';
import { requestToken } from './request-token.ts';
import { isFresh, type SpotifyToken } from './token.ts';

export interface ClientCredentialsOptions {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The app's own token: catalogue endpoints only, nobody's data. For servers, which can keep the secret. */
export function clientCredentials({ clientId, clientSecret }: ClientCredentialsOptions): SpotifyAuth {
  let token: SpotifyToken | undefined;
  let lastRefused: string | undefined;
  const flight = singleFlight<string>();
  return {
    accessToken: async (context: AuthContext, refused?: string) => {
      const { now } = context.clock ?? systemClock;
      lastRefused = refused ?? lastRefused;
      if (token && token.accessToken !== lastRefused && isFresh(token, now())) return token.accessToken;
      return flight(async () => {
        token = await requestToken(context, { clientId, clientSecret }, { grant_type: 'client_credentials' });
        return token.accessToken;
      });
    },
    signOut: async () => {
      token = undefined;
    },
  };
}
