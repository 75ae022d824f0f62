import type { ScoredTrack } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { exampleTracks } from '../__fixtures__/example-tracks.ts';
import { syntheticListener } from '../__fixtures__/synthetic-listener.ts';
import { evaluate } from './evaluate.ts';
import type { CandidateName, Evaluation } from './evaluation.ts';

const quick = { epochs: 50, repeats: 2, folds: 3 };

function candidate(evaluation: Evaluation, name: CandidateName) {
  const found = evaluation.candidates.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not measured.`);
  return found;
}

describe('evaluate', () => {
  it('says that a listener with a clear taste is understood by preset taste, and by no constant', async () => {
    const { liked, background } = syntheticListener(60);
    const songs: ScoredTrack[] = liked.map((track, rank) => ({ ...track, score: 1 - rank / 59 }));
    let last: [number, number] = [0, 0];
    const evaluation = await evaluate(songs, {
      ...quick,
      background,
      onProgress: (done, total) => {
        last = [done, total];
      },
    });
    expect(last).toEqual([36, 36]);
    const { auc } = candidate(evaluation, 'taste').liking ?? {};
    expect(auc?.mean).toBeGreaterThan(0.8);
    expect(auc?.low).toBeLessThanOrEqual(auc?.mean ?? 0);
    expect(auc?.high).toBeGreaterThanOrEqual(auc?.mean ?? 1);
    expect(candidate(evaluation, 'mean').liking?.auc.mean).toBe(0.5);
    const { bins, error } = evaluation.calibration ?? { bins: [], error: Number.NaN };
    expect(bins.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe((60 + background.length) * quick.repeats);
    expect(bins.at(-1)?.shareLiked).toBeGreaterThan(bins[0]?.shareLiked ?? 1);
    expect(error).toBeLessThanOrEqual(candidate(evaluation, 'taste').liking?.calibrationError.mean ?? 0);
    const byArtist = evaluation.comparisons.find(
      ({ preset, baseline }) => preset === 'taste' && baseline === 'artist average',
    );
    expect(byArtist?.isBetter).toBe('yes');
    expect(evaluation.verdict).toMatch(
      /Preset taste tells songs that this person likes from others: AUC \d\.\d\d/,
    );
    expect(evaluation.verdict).toMatch(/better than guessing by artist: yes, \d\.\d\d against 0\.\d\d\./);
  });

  it('without background measures how songs are ordered; artists that are liked are found where they are known', async () => {
    const songs = exampleTracks(150);
    const evaluation = await evaluate(songs, { ...quick, artists: 'any' });
    expect(evaluation.candidates.map(({ name }) => name)).not.toContain('taste');
    expect(candidate(evaluation, 'original').liking).toBeNull();
    expect(evaluation.calibration).toBeNull();
    expect(candidate(evaluation, 'artist average').ranking.spearman.mean).toBeGreaterThan(0.5);
    expect(candidate(evaluation, 'nearest neighbours').ranking.spearman.mean).toBeGreaterThan(0.3);
    expect(candidate(evaluation, 'mean').ranking.meanAbsoluteError.mean).toBeGreaterThan(
      candidate(evaluation, 'artist average').ranking.meanAbsoluteError.mean,
    );
    expect(evaluation.verdict).toMatch(/Spearman -?0\.\d\d/);
  });

  it('keeps artists apart unless told otherwise: their average then knows nothing', async () => {
    const evaluation = await evaluate(exampleTracks(150), quick);
    expect(candidate(evaluation, 'artist average').ranking.spearman.mean).toBe(0);
    expect(evaluation.artists).toBe('new');
    const same = await evaluate(exampleTracks(150), quick);
    expect(same).toEqual(evaluation);
  });

  it('finds nothing where there is nothing to find', async () => {
    const songs = exampleTracks(150).map((track, index) => ({
      ...track,
      score: ((index * 7919) % 150) / 149,
    }));
    const evaluation = await evaluate(songs, quick);
    const { spearman } = candidate(evaluation, 'original').ranking;
    expect(spearman.low).toBeLessThan(0.1);
    expect(spearman.high).toBeGreaterThan(-0.1);
  });

  it('refuses too few songs, and stops when its signal fires', async () => {
    await expect(evaluate(exampleTracks(10))).rejects.toThrow(/at least 20 songs/);
    await expect(evaluate(exampleTracks(50), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
