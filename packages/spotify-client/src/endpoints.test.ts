import { describe, expect, test } from 'vitest';
import { legacyOperations } from '../scripts/legacy-operations.ts';
import { operations } from '../scripts/operations.ts';
import { worldIds } from '../scripts/world-ids.ts';
import { bearerToken, createSpotifyClient } from './index.ts';
import { createSpotifyApp, createWorld } from './testing/index.ts';

const world = createWorld({ seed: 5, artistCount: 40, topTrackCount: 300 });
const all = operations(worldIds(world));
const legacy = legacyOperations(worldIds(world));

test('all 49 operations of the current surface are there', () => {
  expect(new Set(all.map(({ route }) => route)).size).toBe(49);
});

describe.each(['extended', 'development'] as const)('in %s mode', (mode) => {
  test.each(mode === 'extended' ? [...all, ...legacy] : all)(
    '$route sends its wire names and succeeds',
    async ({ call, route, query = {}, body }) => {
      const app = createSpotifyApp({ world, mode });
      const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch });
      await call(client);
      const [request, ...more] = app.requests;
      expect(more).toEqual([]);
      expect(request).toMatchObject({ route, query });
      expect(request?.status).toBeLessThan(300);
      if (!route.endsWith('/images')) {
        expect(request?.body ? JSON.parse(request.body) : undefined).toEqual(body);
      }
    },
  );
});

test.each(legacy)('$route says that development mode has it no more', async ({ call }) => {
  const app = createSpotifyApp({ world, mode: 'development' });
  const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch });
  await expect(call(client)).rejects.toMatchObject({ code: 'forbidden', reason: 'mode-removed' });
});
