import { scoreByRank, type Track } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import { describe, expect, it } from 'vitest';
import { type ExplainedSong, predictionReasons, tasteDrivers } from './from-explanations.ts';

/** Somebody who likes songs the better the longer they are, and nothing else about them. */
const tracks = Array.from({ length: 60 }, (_, rank): Track => {
  return {
    id: String(rank),
    name: 'Untitled',
    albumName: 'Untitled',
    artistName: rank % 2 === 0 ? 'Even' : 'Odd',
    releaseDate: '2020',
    durationMs: 400_000 - rank * 5000,
    explicit: null,
    popularity: 50,
    albumType: 'album',
  };
});

const explained: Promise<ExplainedSong[]> = (async () => {
  const model = await TasteModel.fit(scoreByRank(tracks), { epochs: 2000, batches: 5, learningRate: 0.5 });
  return Promise.all(tracks.map(async (track) => ({ track, explanation: await model.explain(track) })));
})();

describe('tasteDrivers', () => {
  it('names what moves the scores, and which way', async () => {
    const { features } = tasteDrivers(await explained);
    expect(features[0]).toMatchObject({ feature: 'duration_ms', direction: 'longer songs score higher' });
    expect(features[0]?.share).toBeGreaterThan(0.8);
    expect(features.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(features.find(({ feature }) => feature === 'popularity')).toEqual({
      feature: 'popularity',
      share: 0,
    });
  });
});

describe('predictionReasons', () => {
  it('gives the strongest first, and none that hardly changes the score', async () => {
    const [first] = await explained;
    const reasons = predictionReasons((first as ExplainedSong).explanation);
    expect(reasons[0]?.text).toBe('Length: 6:40');
    expect(reasons[0]?.effect).toBeGreaterThan(0.1);
    for (const { effect } of reasons) expect(Math.abs(effect)).toBeGreaterThanOrEqual(0.005);
  });
});
