import { readFile } from 'node:fs/promises';
import { scoreByRank, tracksFromCsv } from '@ssrm/features';
import { auc } from '@ssrm/model';
import { expect, it } from 'vitest';
import { learn } from './custom-pipeline.ts';
import { letterEmbedder } from './letter-embedder.ts';

const csv = await readFile(new URL('../../score-songs/data/top-songs.csv', import.meta.url), 'utf8');
const tracks = tracksFromCsv(csv).rows.map(({ track }) => track);

it('embeds a text as the shares of its letters', async () => {
  const { values } = await letterEmbedder.embed(['Abba', 'É']);
  expect([values[0], values[1], values[26 + 4]]).toEqual([0.5, 0.5, 1]);
});

it('learns from own columns, in an own size, and ranks what it has learned from', async () => {
  const model = await learn(scoreByRank(tracks));
  expect(model.columns).toHaveLength(4 + 3 + 3 + 4 + 5 + 1);
  expect(model.columns.at(-1)).toBe('words');
  const scores = await model.score(tracks);
  expect(scores.every((score) => score > 0 && score < 1)).toBe(true);
  const isUpperHalf = tracks.map((_, rank) => Number(rank < tracks.length / 2));
  expect(auc(scores, isUpperHalf)).toBeGreaterThan(0.8);
  expect(await model.score(tracks.slice(0, 1))).toEqual([scores[0]]);
});
