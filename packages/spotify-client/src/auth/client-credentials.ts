import { type SpotifyAuth, singleFlight } from './auth.ts';
import { requestToken } from './request-token.ts';
import type { SpotifyToken } from './token.ts';

export interface ClientCredentialsOptions {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The app's own token: catalogue endpoints only, nobody's data. For servers, which can keep the secret. */
export function clientCredentials(options: ClientCredentialsOptions): SpotifyAuth {
  const { clientId, clientSecret } = options;
  let token: SpotifyToken | undefined;
  const flight = singleFlight<string>();
  const renew: SpotifyAuth['accessToken'] = (context) =>
    flight(async () => {
      const form = { grant_type: 'client_credentials' };
      token = await context.run((call) => requestToken(context, call, { clientId, clientSecret }, form));
      return token.accessToken;
    });
  return {
    accessToken: async (context) =>
      token && context.now() < token.expiresAt - 30_000 ? token.accessToken : renew(context),
    renew: async (context, rejected) =>
      token && token.accessToken !== rejected ? token.accessToken : renew(context),
    signOut: async () => {
      token = undefined;
    },
  };
}
