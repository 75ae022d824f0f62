import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  addPlaylistItems,
  bearerToken,
  createBudget,
  createPlaylist,
  createSpotifyClient,
  getCurrentUser,
  getTopTracks,
  getTrack,
  removePlaylistItems,
  SpotifyAbortedError,
  type SpotifyClientOptions,
  SpotifyError,
  type SpotifyEvent,
  SpotifyNetworkError,
  SpotifyRateLimitError,
  SpotifyServerError,
  SpotifyTimeoutError,
} from '../index.ts';
import {
  createSpotifyApp,
  createSpotifyServer,
  createTestClock,
  createWorld,
  type Fault,
  FEW_SONG_IDS,
  PASSING_FAULTS,
  type SpotifyServer,
} from '../testing/index.ts';
import { systemClock } from './clock.ts';

const world = createWorld({ seed: 9, artistCount: 60, topTrackCount: 500 });
const id = FEW_SONG_IDS[0] as string;
let server: SpotifyServer;
let seen = 0;
beforeAll(async () => {
  server = await createSpotifyServer({ world, seed: 2 });
});
afterEach(() => {
  server.faults.clear();
  seen = server.requests.length;
});
afterAll(() => server.close());

/** A client of the server over real HTTP, whose waits take no time. */
function clientWith(options: Partial<SpotifyClientOptions> = {}) {
  const clock = createTestClock();
  const auth = bearerToken(server.accessToken);
  return { clock, client: createSpotifyClient({ auth, baseUrl: server.apiUrl, clock, ...options }) };
}
const sent = () => server.requests.slice(seen);
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error,
  );

describe('under faults', () => {
  test('500 top tracks arrive complete, in order and once each', async () => {
    const { client, clock } = clientWith();
    for (const fault of PASSING_FAULTS) server.faults.add({ route: 'GET /me/top/tracks', fault, share: 0.1 });
    const tracks = await getTopTracks(client, { timeRange: 'long_term', limit: 10 }).collect();
    expect(tracks.map((track) => track.id)).toEqual(server.listener.topTracks.long_term);
    expect(sent().length).toBeGreaterThan(60);
    expect(clock.waits).toContain(1000);
  });

  test('with the real clock too', async () => {
    server.faults.add(
      { fault: { kind: 'rate-limit', retryAfter: 1 }, times: 1 },
      { fault: { kind: 'html' }, times: 1, after: 1 },
      { fault: { kind: 'reset' }, times: 1, after: 1 },
    );
    const client = createSpotifyClient({ auth: bearerToken(server.accessToken), baseUrl: server.apiUrl });
    expect(await getTopTracks(client, { timeRange: 'long_term' }).collect()).toHaveLength(500);
  });

  test.each<Fault>([
    { kind: 'html' },
    { kind: 'reset' },
    { kind: 'truncated' },
    { kind: 'half-json' },
    { kind: 'empty' },
    { kind: 'status', status: 503, body: { error: { status: 503, message: 'Service unavailable' } } },
  ])('a POST is never sent again after $kind', async (fault) => {
    const { client } = clientWith();
    server.faults.add({ route: 'POST /me/playlists', fault });
    await caught(createPlaylist(client, { name: 'Once' }));
    expect(sent()).toHaveLength(1);
  });

  test('a POST that was refused with 429 is sent again, for it was not done', async () => {
    const { client } = clientWith();
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 2 }, times: 1 });
    const { id: playlist } = await createPlaylist(client, { name: 'Once' });
    await addPlaylistItems(client, playlist, [`spotify:track:${id}`]);
    expect(sent().map(({ status }) => status)).toEqual([429, 201, 201]);
  });

  test('a DELETE is repeated: doing it twice changes nothing', async () => {
    const { client } = clientWith();
    server.faults.add({ route: 'DELETE /playlists/{playlist_id}/items', fault: { kind: 'reset' }, times: 1 });
    const playlist = world.playlists[0]?.id as string;
    expect(await removePlaylistItems(client, playlist, [`spotify:track:${id}`])).toHaveProperty(
      'snapshot_id',
    );
  });

  test('a run of 502s stays a 502 and shows the text of the gateway', async () => {
    const { client } = clientWith({ retries: 3 });
    server.faults.add({ fault: { kind: 'html' } });
    const error = await caught(getTrack(client, id));
    expect(error).toBeInstanceOf(SpotifyServerError);
    expect(error).toMatchObject({ status: 502, attempts: 4, endpoint: 'GET /tracks/{id}' });
    expect((error as SpotifyError).body).toContain('502 Bad Gateway');
  });

  test.each<Fault>([{ kind: 'html', status: 200 }, { kind: 'half-json' }, { kind: 'empty' }])(
    'a success with $kind in it is an unexpected response, not a success',
    async (fault) => {
      const { client } = clientWith({ retries: 1 });
      server.faults.add({ fault });
      expect(await caught(getTrack(client, id))).toMatchObject({
        code: 'response',
        status: 200,
        attempts: 2,
      });
    },
  );

  test.each([
    ['{"error":{"status":403}}', 'unknown', '{"error":{"status":403}}'],
    ['{"error":{"message":"Forbidden","status":403}}', 'mode-removed', 'Forbidden'],
    ['{"error":{"status":403,"message":"forbidden."}}', 'mode-removed', 'forbidden.'],
    ['Forbidden', 'mode-removed', 'Forbidden'],
    ['"Forbidden"', 'mode-removed', '"Forbidden"'],
    ['{"error":{"message":{"text":"?"}}}', 'unknown', '{"error":{"message":{"text":"?"}}}'],
    ['', 'unknown', ''],
  ])('403 %s is told as it is', async (body, reason, words) => {
    const { client } = clientWith();
    server.faults.add({ fault: { kind: 'status', status: 403, body } });
    const error = await caught(getTrack(client, id));
    expect(error).toMatchObject({ code: 'forbidden', reason });
    const said = words && `: ${words}`;
    expect((error as Error).message).toContain(`answered 403${said}. Reason: ${reason}.`);
  });

  test('the six kinds of 403 are told apart', async () => {
    const { client } = clientWith();
    const playlist = '/playlists/{playlist_id}/items';
    const reasons = [
      'mode-removed',
      'owner-not-premium',
      'user-not-allowlisted',
      'scope',
      'premium-required',
    ] as const;
    for (const reason of reasons) {
      server.faults.add({ route: 'GET /tracks/{id}', fault: { kind: 'forbidden', reason }, times: 1 });
      expect(await caught(getTrack(client, id))).toMatchObject({ code: 'forbidden', status: 403, reason });
    }
    server.faults.add({ route: `GET ${playlist}`, fault: { kind: 'forbidden', reason: 'not-owner' } });
    const request = { route: playlist, ids: [world.playlists[0]?.id as string] };
    expect(await caught(client.request(request))).toMatchObject({ reason: 'not-owner' });
    server.faults.add({ fault: { kind: 'status', status: 403, body: 'Nope' } });
    expect(await caught(getTrack(client, id))).toMatchObject({ reason: 'unknown', body: 'Nope' });
  });
});

describe('rate limits', () => {
  test('Retry-After: 86400 fails at once and names the time', async () => {
    const client = createSpotifyClient({ auth: bearerToken(server.accessToken), baseUrl: server.apiUrl });
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 86_400 } });
    const before = Date.now();
    const error = (await caught(getTrack(client, id))) as SpotifyRateLimitError;
    expect(error).toBeInstanceOf(SpotifyRateLimitError);
    expect(error).toMatchObject({ reason: 'rate-limit', retryAfterMs: 86_400_000, attempts: 1 });
    const wait = Number(error.until) - before;
    expect(wait).toBeGreaterThanOrEqual(86_400_000);
    expect(wait).toBeLessThan(86_401_000);
    expect(error.message).toContain((error.until as Date).toISOString());
    // All calls of the client are refused until then, without a request.
    server.faults.clear();
    const refused = (await caught(getCurrentUser(client))) as SpotifyRateLimitError;
    expect(refused.reason).toBe('rate-limit');
    // The clock may have gone on by a millisecond between answer and refusal.
    expect(Math.abs(Number(refused.until) - Number(error.until))).toBeLessThan(1000);
    expect(sent()).toHaveLength(1);
  });

  test('a cool-down is shared by all calls of a client', async () => {
    const { client, clock } = clientWith({ concurrency: 1 });
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 7 }, times: 1 });
    const start = clock.now();
    await Promise.all([getTrack(client, id), getCurrentUser(client), getTrack(client, id)]);
    expect(sent().map(({ status }) => status)).toEqual([429, 200, 200, 200]);
    expect(clock.now() - start).toBe(7000);
  });

  test('an HTTP date is understood, and so is no header at all', async () => {
    const { client, clock } = clientWith();
    const date = new Date(clock.now() + 9000).toUTCString();
    server.faults.add(
      { fault: { kind: 'rate-limit', retryAfter: date }, times: 1 },
      { fault: { kind: 'rate-limit', retryAfter: null, text: true }, times: 1 },
    );
    expect((await getTrack(client, id)).id).toBe(id);
    expect(clock.waits[0]).toBe(9000);
    expect(clock.waits.slice(1).some((wait) => wait >= 1000 && wait < 3000)).toBe(true);
  });

  test('a spent quota is never retried, and its endpoint is left alone until it is over', async () => {
    const { client, clock } = clientWith();
    server.faults.add({ fault: { kind: 'quota', retryAfter: 20 }, times: 1 });
    const error = await caught(getTrack(client, id));
    const until = new Date(clock.now() + 20_000);
    expect(error).toMatchObject({ code: 'rate-limit', reason: 'quota', until, attempts: 1 });
    expect(await caught(getTrack(client, id))).toMatchObject({ reason: 'quota', until });
    await getCurrentUser(client);
    expect(sent()).toHaveLength(2);
    clock.advance(20_000);
    expect((await getTrack(client, id)).id).toBe(id);
    expect(clock.waits).toEqual([]);
  });

  test('a rate limit of the stand-in itself is obeyed', async () => {
    const clock = createTestClock();
    const app = createSpotifyApp({ world, now: clock.now, rateLimit: { requests: 5, windowMs: 30_000 } });
    const client = createSpotifyClient({ auth: bearerToken(app.accessToken), fetch: app.fetch, clock });
    const tracks = await getTopTracks(client, { timeRange: 'long_term' }).collect();
    expect(tracks).toHaveLength(500);
    expect(app.requests.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  test('in a browser a failed fetch may be a 429, and everybody waits', async () => {
    const app = createSpotifyApp({ world });
    const { client, clock } = clientWith({
      auth: bearerToken(app.accessToken),
      baseUrl: app.apiUrl,
      fetch: app.browserFetch,
      retries: 2,
    });
    app.faults.add({ fault: { kind: 'hidden-rate-limit' }, times: 2 });
    expect((await getTrack(client, id)).id).toBe(id);
    expect(clock.waits.length).toBeGreaterThanOrEqual(2);
    app.faults.add({ fault: { kind: 'hidden-rate-limit' } });
    const error = await caught(getTrack(client, id));
    expect(error).toMatchObject({ code: 'network', attempts: 3 });
    expect((error as Error).message).toContain('maybe a 429');
  });
});

describe('how long to wait', () => {
  test('a Retry-After of 0, again and again, is met with growing waits', async () => {
    const { client, clock } = clientWith();
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 0 } });
    expect(await caught(getTrack(client, id))).toMatchObject({ code: 'rate-limit', attempts: 11 });
    expect(clock.waits).toHaveLength(10);
    for (const [retry, wait] of clock.waits.entries()) {
      const most = Math.min(5000, 400 * 2 ** retry);
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThan(most);
    }
    expect(new Set(clock.waits).size).toBeGreaterThan(5);
  });

  test('the Retry-After of a 503 is waited for, as that of a 429', async () => {
    const { client, clock } = clientWith();
    const busy = { kind: 'status', status: 503, body: '' } as const;
    server.faults.add({ fault: { ...busy, headers: { 'retry-after': '7' } }, times: 1 });
    expect((await getTrack(client, id)).id).toBe(id);
    expect(clock.waits).toEqual([7000]);
    server.faults.add({ fault: { ...busy, headers: { 'retry-after': '3600' } } });
    const error = await caught(getTrack(client, id));
    expect(error).toMatchObject({ code: 'server', status: 503, retryAfterMs: 3_600_000, attempts: 1 });
    expect((error as Error).message).toContain(new Date(clock.now() + 3_600_000).toISOString());
  });

  test('a Retry-After that no date can say is no fault of the client', async () => {
    const { client } = clientWith();
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: '9'.repeat(20) } });
    expect(await caught(getTrack(client, id))).toMatchObject({ code: 'rate-limit', until: expect.any(Date) });
  });
});

describe('limits of the client', () => {
  test('what a call waits behind others is not its own time', async () => {
    const { client } = clientWith({ clock: systemClock, concurrency: 1, deadlineMs: 300, timeoutMs: 300 });
    server.faults.add({ fault: { kind: 'slow', delayMs: 80 } });
    const tracks = await Promise.all(Array.from({ length: 8 }, () => getTrack(client, id)));
    expect(tracks.map((track) => track.id)).toEqual(Array.from({ length: 8 }, () => id));
    server.faults.clear();
    server.faults.add({ fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY } });
    expect(await caught(getTrack(client, id))).toMatchObject({ code: 'timeout', attempts: 1 });
  });

  test('no more requests run at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const app = createSpotifyApp({ world });
    const counting: typeof fetch = async (...args) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return app.fetch(...args);
    };
    const { client } = clientWith({
      auth: bearerToken(app.accessToken),
      baseUrl: app.apiUrl,
      fetch: counting,
      concurrency: 3,
    });
    await Promise.all(Array.from({ length: 20 }, () => getTrack(client, id)));
    expect(most).toBe(3);
  });

  test('a budget refuses what is beyond it, until the window has rolled on', async () => {
    const budget = createBudget({ requests: 2, windowMs: 60_000 });
    const { client, clock } = clientWith({ budget });
    await getTrack(client, id);
    clock.advance(1000);
    await getCurrentUser(client);
    const until = new Date(clock.now() + 59_000);
    expect(await caught(getTrack(client, id))).toMatchObject({
      reason: 'budget',
      until,
      retryAfterMs: 59_000,
    });
    expect(budget.usage()).toEqual({ 'GET /tracks/{id}': 1, 'GET /me': 1 });
    clock.advance(59_000);
    await getTrack(client, id);
    expect(sent()).toHaveLength(3);
  });

  test('an attempt that takes too long is a timeout, and is tried again', async () => {
    const { client } = clientWith({ timeoutMs: 100 });
    server.faults.add({ fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY }, times: 1 });
    expect((await getTrack(client, id)).id).toBe(id);
    server.faults.add({ fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY } });
    expect(await caught(getTrack(client, id, { retries: 0 }))).toBeInstanceOf(SpotifyTimeoutError);
  });

  test('a deadline covers the waits: the last real error is thrown instead of waiting past it', async () => {
    const { client, clock } = clientWith({ deadlineMs: 10_000 });
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 6 } });
    const start = clock.now();
    expect(await caught(getTrack(client, id))).toMatchObject({
      code: 'rate-limit',
      status: 429,
      attempts: 2,
    });
    expect(clock.now() - start).toBe(6000);
  });

  test('a deadline ends a request that is under way', async () => {
    const { client } = clientWith();
    server.faults.add({ fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY } });
    const error = await caught(getTrack(client, id, { deadlineMs: 50 }));
    expect(error).toMatchObject({ code: 'timeout', endpoint: 'GET /tracks/{id}', attempts: 1 });
  });
});

describe('abort', () => {
  test.each([
    ['while a request is under way', { kind: 'slow', delayMs: Number.POSITIVE_INFINITY }],
    ['in the wait for a rate limit', { kind: 'rate-limit', retryAfter: 25 }],
  ] as const)('%s', async (_when, fault) => {
    const controller = new AbortController();
    const onEvent = ({ type }: SpotifyEvent): void => {
      if (type === (fault.kind === 'slow' ? 'request' : 'wait'))
        setTimeout(() => controller.abort('enough'), 20);
    };
    const auth = bearerToken(server.accessToken);
    const client = createSpotifyClient({ auth, baseUrl: server.apiUrl, onEvent });
    server.faults.add({ fault });
    const error = await caught(getTrack(client, id, { signal: controller.signal }));
    expect(error).toBeInstanceOf(SpotifyAbortedError);
    expect(error).toMatchObject({ cause: 'enough', attempts: 1 });
    expect(sent()).toHaveLength(1);
  });

  test('in the queue, and before anything', async () => {
    const { client } = clientWith({ concurrency: 1, retries: 0 });
    server.faults.add({ fault: { kind: 'slow', delayMs: Number.POSITIVE_INFINITY }, times: 1 });
    const first = new AbortController();
    const second = new AbortController();
    const calls = [first, second].map(({ signal }) => caught(getTrack(client, id, { signal })));
    second.abort();
    expect(await calls[1]).toBeInstanceOf(SpotifyAbortedError);
    first.abort();
    expect(await calls[0]).toBeInstanceOf(SpotifyAbortedError);
    // The place in the queue is free again.
    expect((await getTrack(client, id)).id).toBe(id);
    expect(await caught(getTrack(client, id, { signal: AbortSignal.abort() }))).toBeInstanceOf(
      SpotifyAbortedError,
    );
  });
});

describe('elsewhere', () => {
  test('a server that is down is said to be so after a few tries', async () => {
    const nobody = createServer().listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const { client } = clientWith({ baseUrl: `http://127.0.0.1:${port}/v1` });
    const error = await caught(getTrack(client, id));
    expect(error).toBeInstanceOf(SpotifyNetworkError);
    expect(error).toMatchObject({
      attempts: 3,
      endpoint: 'GET /tracks/{id}',
      cause: { code: 'ECONNREFUSED' },
    });
    expect((error as Error).message).toContain(`127.0.0.1:${port}`);
  });

  test('a redirect is not followed with the token', async () => {
    const visited: string[] = [];
    const other = createServer((request, response) => {
      visited.push(String(request.headers.authorization));
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    const { client } = clientWith({ retries: 0 });
    server.faults.add({ fault: { kind: 'status', status: 302, headers: { location } } });
    expect(await caught(getTrack(client, id))).toMatchObject({ code: 'response', status: 302 });
    other.close();
    expect(visited).toEqual([]);
  });

  test.each(['../me?x=', '..', '.', '', 'me/top'])(
    'an id such as %j leads to no other endpoint',
    async (text) => {
      const { client } = clientWith();
      for (const route of ['/tracks/{id}', '/users/{user_id}', '/browse/categories/{category_id}']) {
        expect(await caught(client.request({ route, ids: [text] }))).toMatchObject({ code: 'argument' });
      }
      expect(await caught(client.request({ route: '/tracks/{id}' }))).toMatchObject({ code: 'argument' });
      expect(sent()).toEqual([]);
    },
  );
});

test('events tell what happens', async () => {
  const events: SpotifyEvent[] = [];
  const { client } = clientWith({ onEvent: (event) => events.push(event) });
  server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 3 }, times: 1 });
  await getTrack(client, id);
  const about = { endpoint: 'GET /tracks/{id}', url: `${server.apiUrl}/tracks/${id}` };
  expect(events).toMatchObject([
    { type: 'request', attempts: 1, ...about },
    { type: 'response', attempts: 1, status: 429, ...about },
    { type: 'wait', attempts: 1, waitMs: 3000, code: 'rate-limit', ...about },
    { type: 'request', attempts: 2, ...about },
    { type: 'response', attempts: 2, status: 200, ...about },
  ]);
});

test('a listener that throws is no business of the call', async () => {
  const thrown = new Error('a fault of the listener');
  for (const onEvent of [
    () => {
      throw thrown;
    },
    async () => {
      throw thrown;
    },
  ]) {
    const { client } = clientWith({ onEvent });
    server.faults.add({ fault: { kind: 'html' }, times: 1 });
    expect((await getTrack(client, id)).id).toBe(id);
  }
});

test('one signal may end any number of calls and waits, and Node warns of no leak', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const controller = new AbortController();
  const { signal } = controller;
  const auth = bearerToken(server.accessToken);
  const client = createSpotifyClient({ auth, baseUrl: server.apiUrl });
  for (let wait = 0; wait < 12; wait++) await systemClock.wait(1, signal);
  await Promise.all(Array.from({ length: 30 }, () => getTrack(client, id, { signal })));
  // The warning is given in a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  expect(warnings).toEqual([]);
  controller.abort();
  expect(await caught(getTrack(client, id, { signal }))).toBeInstanceOf(SpotifyAbortedError);
});

test('errors of any class are errors of the family, and of no other class', async () => {
  const { client } = clientWith();
  const error = await caught(getTrack(client, '0000000000000000000000'));
  expect(SpotifyError.isInstance(error)).toBe(true);
  expect(SpotifyServerError.isInstance(error)).toBe(false);
  expect(SpotifyError.isInstance(new Error('other'))).toBe(false);
  expect(error).toMatchObject({ name: 'SpotifyNotFoundError', code: 'not-found' });
});

test('a call that was never sent is said not to have been', async () => {
  const token = (): Promise<string> => new Promise(() => {});
  const { client } = clientWith({ auth: { accessToken: token }, deadlineMs: 20, clock: systemClock });
  const error = (await caught(getTrack(client, id))) as SpotifyError;
  expect(error).toMatchObject({ code: 'timeout', attempts: 0 });
  expect(error.message).toBe('GET /tracks/{id} was not sent in 20 ms.');
  expect(sent()).toEqual([]);
});
