import { bearerToken, createSpotifyClient } from '@ssrm/spotify-client';
import { createSpotifyApp } from '@ssrm/spotify-client/testing';
import { expect, it } from 'vitest';
import { topTracks } from './top-tracks.ts';

it('lists the most played tracks by rank', async () => {
  const app = createSpotifyApp({ seed: 3 });
  const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch });
  const lines = await topTracks(client, 60);
  const last = app.world.track(app.listener.topTracks.long_term[59] as string);
  expect(lines).toHaveLength(60);
  expect(lines[59]).toContain(`60. ${last?.name} – `);
});
