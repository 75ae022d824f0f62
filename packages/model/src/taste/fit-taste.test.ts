import { InvalidArtifactError, SsrmError, type Track } from '@ssrm/features';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { syntheticListener } from '../__fixtures__/synthetic-listener.ts';
import { type FittedTaste, fitTaste, scoreOutputs } from './fit-taste.ts';
import { tasteConfidence } from './taste-confidence.ts';
import { TasteEncoder } from './taste-encoder.ts';

const listener = syntheticListener(60);
let taste: FittedTaste;

beforeAll(async () => {
  taste = await fitTaste(listener, { seed: 1 });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function scores(tracks: readonly Track[], from: FittedTaste = taste): number[] {
  return [...scoreOutputs(from.encoder.transform(tracks), from.layer)];
}

describe('a fitted taste', () => {
  test('prefers unheard songs of the kind the person likes, by artists it has never met', () => {
    const liked = scores(listener.unheardLiked);
    const other = scores(listener.unheardOther);
    const ordered = liked.flatMap((high) => other.map((low) => Number(high > low)));
    expect(ordered.reduce((sum, value) => sum + value, 0) / ordered.length).toBeGreaterThan(0.95);
    for (const score of [...liked, ...other]) expect(score > 0 && score < 1).toBe(true);
  });

  test('scores a track the same alone as among others, and in any order', () => {
    const together = scores(listener.unheardLiked);
    const backwards = scores([...listener.unheardLiked].reverse()).reverse();
    const alone = listener.unheardLiked.map((track) => scores([track])[0]);
    expect(alone).toEqual(together);
    expect(backwards).toEqual(together);
  });

  test('is the same for the same seed', async () => {
    const again = await fitTaste(listener, { seed: 1 });
    expect(scores(listener.unheardOther, again)).toEqual(scores(listener.unheardOther));
  });

  test('is the same where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    const { encoder, layer } = await fitTaste(listener, { seed: 1 });
    expect(JSON.stringify(encoder)).toBe(JSON.stringify(taste.encoder));
    expect(layer).toEqual(taste.layer);
  });

  test('scores a track of which only the name is known', () => {
    const [track] = listener.unheardLiked as [Track];
    const bare = {
      ...track,
      albumName: null,
      artistName: null,
      releaseDate: null,
      durationMs: null,
      popularity: null,
    };
    const [score] = scores([bare]);
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1);
  });

  test('says how far its sets of trees agree', () => {
    const outputs = taste.encoder.transform(listener.unheardLiked);
    const confidences = tasteConfidence(outputs, taste.layer, taste.encoder.bagCount);
    for (const confidence of confidences) expect(confidence >= 0 && confidence < 1).toBe(true);
  });

  test('gives the scores that tracks had before they were known', () => {
    expect(taste.unseenScores).toHaveLength(listener.liked.length + listener.background.length);
    const likedMean = mean(taste.unseenScores.subarray(0, listener.liked.length));
    const otherMean = mean(taste.unseenScores.subarray(listener.liked.length));
    expect(likedMean).toBeGreaterThan(0.7);
    expect(otherMean).toBeLessThan(0.3);
  });
});

describe('saved as JSON', () => {
  test('it comes back with exactly the same outputs', async () => {
    const restored = TasteEncoder.fromJSON(JSON.parse(JSON.stringify(taste.encoder)));
    await restored.load();
    expect(restored.transform(listener.unheardLiked)).toEqual(taste.encoder.transform(listener.unheardLiked));
    expect(restored.featureNames).toEqual(taste.encoder.featureNames);
  });

  test('a tree that would go round for ever is refused', () => {
    const json = JSON.parse(JSON.stringify(taste.encoder));
    json.members.trees[0].left[0] = 0;
    expect(() => TasteEncoder.fromJSON(json)).toThrow(InvalidArtifactError);
  });

  test.each([
    ['another version', { version: 99 }],
    ['another kind', { kind: 'scaler' }],
    ['no members', { members: null }],
    ['members of the wrong shape', { members: { medians: [1] } }],
  ])('%s is refused', (_, change) => {
    const json = JSON.parse(JSON.stringify(taste.encoder));
    expect(() => TasteEncoder.fromJSON({ ...json, ...change })).toThrow(InvalidArtifactError);
  });
});

test('rejected tracks lower the scores of their like', async () => {
  const dislikes = listener.unheardLiked.slice(0, 20);
  const wiser = await fitTaste({ ...listener, dislikes }, { seed: 1 });
  expect(mean(scores(listener.unheardLiked.slice(20), wiser))).toBeLessThan(
    mean(scores(listener.unheardLiked.slice(20))),
  );
});

test('without background it says what to do', async () => {
  const call = fitTaste({ liked: listener.liked, background: [] });
  await expect(call).rejects.toThrow(SsrmError);
  await expect(call).rejects.toThrow(/background tracks, or use preset original/u);
});

describe('while it is fitted', () => {
  test('the thread is left to others', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await fitTaste(listener);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  test('a signal ends the fit, whenever it fires', async () => {
    const aborted = { code: 'aborted' };
    await expect(fitTaste(listener, { signal: AbortSignal.abort() })).rejects.toMatchObject(aborted);
    const controller = new AbortController();
    const fit = fitTaste(listener, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(fit).rejects.toMatchObject(aborted);
  });
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
