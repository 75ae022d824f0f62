import { createSpotifyClient, pkce, SpotifyError } from '@ssrm/spotify-client';
import { fileTokenStore, signInWithLoopback } from '@ssrm/spotify-client/node';
import { topTracks } from './top-tracks.ts';

const clientId = process.env.SPOTIFY_CLIENT_ID;
if (!clientId) {
  console.error(
    "SPOTIFY_CLIENT_ID is not set. Create an app at https://developer.spotify.com/dashboard (its owner needs Premium) with the redirect address http://127.0.0.1:8888/callback, and set it to the app's client id.",
  );
  process.exit(2);
}
const auth = pkce({
  clientId,
  redirectUri: 'http://127.0.0.1:8888/callback',
  scopes: ['user-top-read'],
  store: fileTokenStore('.spotify/token.json'),
});
try {
  if (!(await auth.session())) {
    await signInWithLoopback(auth, { open: (url) => console.log(`Sign in at ${url}`) });
  }
  for (const line of await topTracks(createSpotifyClient({ auth }), 50)) console.log(line);
} catch (error) {
  if (!SpotifyError.isInstance(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
