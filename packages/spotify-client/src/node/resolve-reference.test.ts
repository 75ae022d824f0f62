import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Loopback, type LoopbackAnswer, startLoopback } from '../__fixtures__/loopback.ts';
import { resolveSpotifyReference } from './index.ts';

const id = '4n93SK7dQsQVu9BM5QzvAx';
const link = `https://open.spotify.com/track/${id}?si=abc`;
let answers: Record<string, LoopbackAnswer>;
let server: Loopback;
beforeEach(async () => {
  server = await startLoopback(({ url }) => answers[url.pathname] ?? { status: 404 });
});
afterEach(() => server.close());

/** The hosts of the short links, on the loopback address. */
const asked: string[] = [];
const here: typeof fetch = (input, init) => {
  const url = new URL(String(input));
  asked.push(url.origin);
  return fetch(`${server.url}${url.pathname}${url.search}`, init);
};

test('a short link is followed to what it means, and no further', async () => {
  answers = {
    '/one': { status: 307, headers: { location: 'https://spotify.app.link/two?_p=x' } },
    '/two': { status: 302, headers: { location: link } },
  };
  expect(await resolveSpotifyReference('spotify.link/one', { fetch: here })).toEqual({ id, kind: 'track' });
  expect(asked).toEqual(['https://spotify.link', 'https://spotify.app.link']);
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
});

test('a page that leads on by script is searched for its link', async () => {
  const page = `<script src="https://open.spotify.com/app.js"></script><a href="${link}&amp;x=1">Open</a>`;
  answers = { '/one': { body: page, headers: { 'content-type': 'text/html' } } };
  const options = { fetch: here, kind: 'track' } as const;
  expect(await resolveSpotifyReference('https://spotify.link/one', options)).toEqual({ id, kind: 'track' });
});

test('everything else is read without a request', async () => {
  expect(await resolveSpotifyReference(link, { fetch: here })).toEqual({ id, kind: 'track' });
  expect(server.requests).toEqual([]);
});

test.each<[string, LoopbackAnswer]>([
  ['to another host', { status: 302, headers: { location: 'https://example.com/track/x' } }],
  ['in a circle', { status: 302, headers: { location: 'https://spotify.link/one' } }],
  ['nowhere', { status: 404, body: 'gone' }],
  ['to another kind', { status: 302, headers: { location: `https://open.spotify.com/album/${id}` } }],
])('a link that leads %s is refused', async (_where, answer) => {
  answers = { '/one': answer };
  const work = resolveSpotifyReference('https://spotify.link/one', { fetch: here, kind: 'track' });
  await expect(work).rejects.toMatchObject({ code: 'argument' });
});

test('without an answer the link and what to do are named', async () => {
  const url = server.url;
  await server.close();
  const nobody: typeof fetch = () => fetch(url);
  const work = resolveSpotifyReference('https://spotify.link/one', { fetch: nobody });
  await expect(work).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('spotify.link/one'),
  });
});
