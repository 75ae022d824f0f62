import { createSpotifyServer, type SpotifyServer } from '@ssrm/spotify-client/testing';
import type { Settings } from './settings.ts';

/** A Spotify of one's own, and what the settings say of it. */
export async function startStandIn(): Promise<{
  server: SpotifyServer;
  spotify: Settings['spotify'];
}> {
  const server = await createSpotifyServer({ seed: 1, mode: 'extended' });
  const { clientId, accessToken: token, apiUrl } = server;
  return { server, spotify: { clientId, token, apiUrl } };
}
