import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

it('says what is missing where no client id is set: exit 2', async () => {
  const { build } = await import('tsup');
  const folder = fileURLToPath(new URL('..', import.meta.url));
  await build({ config: join(folder, 'tsup.config.ts'), clean: false });
  const { SPOTIFY_CLIENT_ID: _, ...env } = process.env;
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(folder, 'dist/main.js')], {
    env,
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toContain('SPOTIFY_CLIENT_ID is not set. Create an app at');
  expect(stdout).toBe('');
});
