import { type ScoredTrack, toTrack } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from './serve.ts';

const songsOf = (artistName: string): ScoredTrack[] =>
  ['One', 'Two', 'Three'].map((name) => ({
    ...toTrack({ id: artistName + name, name, artistName }),
    score: 0.8,
  }));
const metal = ['Metallica', 'Slayer', 'Megadeth', 'Iron Maiden', 'Pantera'].flatMap(songsOf);

let model: TasteModel;
let server: RunningServer;
beforeAll(async () => {
  model = await TasteModel.fit(metal, { background: 'world' });
  server = await startServer(model, 0);
});
afterAll(() => server.stop());

const ask = (body: string, url = server.url) =>
  fetch(`${url}/score`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
const songs = [
  { name: 'Ace of Spades', artist_name: 'Motörhead' },
  { id: 'x', name: 'Dynamite', artist_name: 'BTS' },
];

describe('the score API', () => {
  it('scores songs as the model does', async () => {
    const response = await ask(JSON.stringify({ songs }));
    const { scores } = (await response.json()) as {
      scores: { id: string; score: number; confidence: number }[];
    };
    expect(scores.map(({ id }) => id)).toEqual(['0', 'x']);
    expect(scores.map(({ score }) => score)).toEqual(
      await model.predict(
        songs.map(({ name, artist_name }) => toTrack({ id: name, name, artistName: artist_name })),
      ),
    );
    expect(scores[0]?.score).toBeGreaterThan(scores[1]?.score ?? 1);
  });

  it.each([
    ['{"songs":[]}', 400, /songs/],
    ['{"songs":[{"name":""}]}', 400, /songs\.0\.name/],
    [`{"songs":${JSON.stringify(Array(1001).fill({ name: 'a' }))}}`, 400, /songs/],
    ['{', 400, /JSON/],
    [`{"songs":[{"name":"${'a'.repeat(1_100_000)}"}]}`, 413, /bytes/],
  ])('refuses a bad request and says why (%#)', async (body, status, message) => {
    const response = await ask(body);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: string }).error).toMatch(message);
  });

  it('says whether it is there, and describes itself', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok', preset: 'taste' });
    const description = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(description.paths)).toEqual(['/score', '/healthz']);
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  it('answers every request that it has taken before it stops', async () => {
    const other = await startServer(model, 0);
    const body = JSON.stringify({
      songs: Array.from({ length: 500 }, (_, index) => ({ name: `Song ${index}` })),
    });
    const asked = Array.from({ length: 8 }, () => ask(body, other.url));
    // Wait until all of them have arrived.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopped = other.stop();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    await stopped;
    await expect(ask(body, other.url)).rejects.toThrow();
  });
});
