import { scoreByRank, type Track } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import { describe, expect, it } from 'vitest';
import { type ExplainedSong, tasteDrivers } from './taste-drivers.ts';

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
    const features = tasteDrivers(await explained);
    expect(features[0]).toMatchObject({ feature: 'duration_ms', direction: 'longer songs score higher' });
    expect(features[0]?.share).toBeGreaterThan(0.8);
    expect(features.find(({ feature }) => feature === 'artist_name')?.direction).toBeUndefined();
    expect(features.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(features.find(({ feature }) => feature === 'popularity')).toEqual({
      feature: 'popularity',
      share: 0,
    });
  });
});
