import { InvalidArtifactError, SsrmError } from '@ssrm/features';
import { expect, test } from 'vitest';
import { exampleTracks } from '../__fixtures__/example-tracks.ts';
import { spearman } from '../metrics/spearman.ts';
import { scoreOutputs } from './fit-taste.ts';
import { fitRanking, RankEncoder } from './rank-encoder.ts';

const ranking = await fitRanking(exampleTracks(200, 1), { seed: 3 });
const unheard = exampleTracks(80, 2);

test('orders songs that it has not seen by how much the person likes them', () => {
  const scores = scoreOutputs(ranking.encoder.transform(unheard), ranking.layer);
  expect(
    spearman(
      scores,
      unheard.map((track) => track.score),
    ),
  ).toBeGreaterThan(0.6);
  for (const score of scores) expect(score > 0 && score < 1).toBe(true);
});

test('scores a song the same alone as among others', () => {
  const together = ranking.encoder.transform(unheard).values;
  const alone = unheard.flatMap((track) => [...ranking.encoder.transform([track]).values]);
  expect(alone).toEqual([...together]);
});

test('comes back from JSON with exactly the same outputs', () => {
  const restored = RankEncoder.fromJSON(JSON.parse(JSON.stringify(ranking.encoder)));
  expect(restored.transform(unheard)).toEqual(ranking.encoder.transform(unheard));
});

test('refuses damaged JSON', () => {
  const json = JSON.parse(JSON.stringify(ranking.encoder));
  expect(() => RankEncoder.fromJSON({ ...json, sums: { mean: 0.5, groups: [] } })).toThrow(
    InvalidArtifactError,
  );
  expect(() => RankEncoder.fromJSON({ ...json, trees: [] })).toThrow(InvalidArtifactError);
});

test('says how many tracks it needs', async () => {
  await expect(fitRanking(exampleTracks(9))).rejects.toThrow(SsrmError);
});
