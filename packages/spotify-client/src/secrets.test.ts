import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  authorizationCode,
  bearerToken,
  clientCredentials,
  createSpotifyClient,
  getTopTracks,
  getTrack,
  memoryTokenStore,
  pkce,
  type SpotifyClient,
  type SpotifyEvent,
} from './index.ts';
import { createTestClock } from './testing/index.ts';

/** Base64url, as tokens are, and text of any printable kind, as secrets may be. */
const secretText = fc.oneof(fc.stringMatching(/^[A-Za-z0-9_-]{16,60}$/), fc.stringMatching(/^[!-~]{16,40}$/));

/** What a hostile or clumsy server does with what it is sent. */
type Echo = (sent: string) => Response | Promise<Response>;
const json = (body: unknown, status: number): Response => new Response(JSON.stringify(body), { status });
const echoes: readonly Echo[] = [
  (sent) => json({ error: { status: 400, message: `You sent ${sent}` } }, 400),
  (sent) => json({ error: { status: 401, message: sent } }, 401),
  (sent) => new Response(`<html>${sent}</html>`, { status: 403 }),
  (sent) => new Response(sent, { status: 429, headers: { 'retry-after': '99999' } }),
  (sent) => new Response(sent, { status: 502 }),
  (sent) => new Response(sent, { status: 200 }),
  (sent) => json({ error: 'invalid_grant', error_description: sent }, 400),
  (sent) => json({ items: sent, token: sent }, 200),
  (sent) => {
    throw Object.assign(new TypeError(`fetch failed: ${sent}`, { cause: new Error(sent) }), {
      headers: sent,
    });
  },
  (sent) => new Response(sent.slice(0, -1), { status: 200 }),
];

/** Every text in which a value could show up. */
function everyText(value: unknown): string {
  const own =
    value instanceof Error ? JSON.stringify(value, Object.getOwnPropertyNames(value)) : JSON.stringify(value);
  return [own, String(value), inspect(value, { depth: 9, showHidden: true }), (value as Error)?.stack].join(
    '\n',
  );
}

test('nothing that is thrown, logged or serialised holds a token, secret, code or verifier', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ token: secretText, refresh: secretText, secret: secretText, code: secretText }),
      fc.constantFrom(...echoes),
      fc.boolean(),
      async ({ token, refresh, secret, code }, echo, hasTokens) => {
        const secrets = [token, refresh, secret, code, btoa(`id:${secret}`)];
        const fetch: typeof globalThis.fetch = async (input, init) => {
          const request = new Request(input, init);
          const body = await request.text();
          for (const [, verifier = ''] of body.matchAll(/code_verifier=([^&]+)/g)) secrets.push(verifier);
          // As it was sent, and decoded; the whole of it is what a server could repeat.
          const form = [...new URLSearchParams(body)].map((pair) => pair.join(' ')).join(' ');
          return echo(`${request.headers.get('authorization')} ${body} ${form}`);
        };
        const clock = createTestClock();
        const events: SpotifyEvent[] = [];
        const known = { accessToken: token, expiresAt: clock.now() + 1e7, refreshToken: refresh, scopes: [] };
        const store = memoryTokenStore(hasTokens ? known : { ...known, expiresAt: 0 });
        const flow = { clientId: 'id', redirectUri: 'http://127.0.0.1:1/callback', store, fetch };
        const auths = [
          bearerToken(token),
          clientCredentials({ clientId: 'id', clientSecret: secret }),
          authorizationCode({ ...flow, clientSecret: secret }),
          pkce(flow),
        ];
        const thrown: unknown[] = [];
        const clients: SpotifyClient[] = [];
        const attempt = (work: Promise<unknown>): Promise<unknown> =>
          work.catch((error) => thrown.push(error));
        for (const auth of auths) {
          const client = createSpotifyClient({
            auth,
            fetch,
            clock,
            retries: 1,
            onEvent: (event) => events.push(event),
          });
          clients.push(client);
          await attempt(getTrack(client, '0000000000000000000000'));
          await attempt(getTopTracks(client).collect());
        }
        for (const auth of [pkce(flow), authorizationCode({ ...flow, clientSecret: secret })]) {
          const state = new URL(await auth.startSignIn()).searchParams.get('state') as string;
          await attempt(auth.finishSignIn(`${flow.redirectUri}?${new URLSearchParams({ code, state })}`));
          thrown.push(await auth.session());
        }
        expect(thrown.length).toBeGreaterThan(0);
        const texts = [...thrown, ...clients, ...auths, events].map(everyText).join('\n');
        for (const text of secrets) expect(texts).not.toContain(text);
      },
    ),
    { numRuns: 60 },
  );
});
