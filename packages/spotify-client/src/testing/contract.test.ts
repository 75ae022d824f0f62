import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { legacyOperations } from '../../scripts/legacy-operations.ts';
import { operations } from '../../scripts/operations.ts';
import { worldIds } from '../../scripts/world-ids.ts';
import { bearerToken, createSpotifyClient, getTracks } from '../index.ts';
import { createSpotifyApp, createWorld } from './index.ts';

/**
 * Where the stand-in follows what Spotify does against what it writes:
 * - `album_type: "ep"` is sent (felix-hilden/tekore #318), the document knows three types;
 * - `cursors: null` and `next: null` at the end of what was played recently (spotify/web-api #1405); the
 *   document says of `next` in words only that it can be null, and of the `href` of a genre as a seed.
 */
function asDocumented(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (name, value) => {
    if (name === 'album_type' || name === 'album_group') return value === 'ep' ? 'single' : value;
    if (name === 'cursors') return value ?? {};
    if (value?.initialPoolSize !== undefined) return { ...value, href: value.href ?? '' };
    return value?.cursors && value.next === null ? { ...value, next: undefined } : value;
  });
}

/** What Spotify's OpenAPI file says, without its words; `pnpm contract FILE` makes it anew. */
interface Contract {
  readonly operations: Readonly<
    Record<string, { readonly deprecated?: boolean; readonly answers: Readonly<Record<string, unknown>> }>
  >;
}
const contract: Contract = JSON.parse(
  readFileSync(join(import.meta.dirname, '__fixtures__/contract.json'), 'utf8'),
);
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(contract, 'contract');

/** The errors of a body, by the schema of its operation. */
function check(route: string, status: number, body: unknown): unknown {
  expect(contract.operations[route]?.answers, `${route} with ${status} is documented`).toHaveProperty(
    String(status),
  );
  const place = encodeURI(route.replaceAll('/', '~1'));
  const validate = ajv.compile({ $ref: `contract#/operations/${place}/answers/${status}` });
  return validate(asDocumented(body)) ? [] : validate.errors;
}

const world = createWorld({ seed: 5, artistCount: 40, topTrackCount: 300 });
const ids = worldIds(world);

describe('what the stand-in answers follows the contract', () => {
  test.each([...operations(ids), ...legacyOperations(ids)])('$route', async ({ call, route }) => {
    const app = createSpotifyApp({ world });
    const bodies: [number, string][] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await app.fetch(input, init);
      bodies.push([response.status, await response.clone().text()]);
      return response;
    };
    await call(createSpotifyClient({ auth: bearerToken(app.accessToken), fetch }));
    for (const [status, text] of bodies) {
      // Commands answer with random text (spotify/spotify-web-api-ts-sdk #127); it is not documented.
      if (text.startsWith('{') || text.startsWith('['))
        expect(check(route, status, JSON.parse(text))).toEqual([]);
    }
  });

  test('in batches too', async () => {
    const app = createSpotifyApp({ world });
    const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch });
    const { items } = await getTracks(
      client,
      world.tracks.slice(0, 3).map(({ id }) => id),
    );
    expect(check('GET /tracks', 200, { tracks: items })).toEqual([]);
  });

  test('and what does not is found', () => {
    expect(check('GET /tracks', 200, { tracks: [{ name: 7 }] })).not.toEqual([]);
    expect(check('GET /me/top/tracks', 200, { items: 'none' })).not.toEqual([]);
  });
});

test('the operations are all 49 that the contract has and does not call deprecated', () => {
  const current = Object.entries(contract.operations)
    .filter(([, { deprecated }]) => !deprecated)
    .map(([route]) => route);
  expect(current).toHaveLength(49);
  expect(new Set(operations(ids).map(({ route }) => route))).toEqual(new Set(current));
});

test('what is deprecated stands apart, and is of the contract', () => {
  for (const { route } of legacyOperations(ids)) {
    expect(contract.operations[route], route).toMatchObject({ deprecated: true });
  }
});
