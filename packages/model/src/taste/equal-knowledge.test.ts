import type { Track } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { syntheticListener } from '../__fixtures__/synthetic-listener.ts';
import { auc } from '../metrics/auc.ts';
import { TasteModel } from '../model/taste-model.ts';
import { equalKnowledge } from './equal-knowledge.ts';

const listener = syntheticListener(60);
const unheard = [...listener.unheardLiked, ...listener.unheardOther];
const isLiked = unheard.map((_, index) => Number(index < listener.unheardLiked.length));

/** Without the length, but for one in so many. */
function mostlyWithoutLength<Item extends Track>(tracks: readonly Item[], every: number): Item[] {
  return tracks.map((track, index) => (index % every === 0 ? track : { ...track, durationMs: null }));
}

const withLength = (tracks: readonly Track[]): number =>
  tracks.filter(({ durationMs }) => durationMs !== null).length / tracks.length;

describe('what is known of one list more than of the other', () => {
  it('is left out of all where the difference is great', () => {
    const { lists, withheld } = equalKnowledge(
      [listener.liked, mostlyWithoutLength(listener.background, 5), []],
      1,
    );
    expect(withheld).toEqual(['duration_ms']);
    expect(lists.map(({ length }) => length)).toEqual([60, 60, 0]);
    expect(lists.flat().every(({ durationMs }) => durationMs === null)).toBe(true);
    expect(lists[0]?.[0]).toEqual({ ...listener.liked[0], durationMs: null });
  });

  it('is hidden of some where it is small, so that the shares are the same', () => {
    const known = listener.background.map((track, index) =>
      index % 6 === 0 ? { ...track, durationMs: null } : track,
    );
    const { lists, withheld } = equalKnowledge([listener.liked, known], 1);
    expect(withheld).toEqual([]);
    expect(lists.map(withLength)).toEqual([50 / 60, 50 / 60]);
    expect(lists[1]).toEqual(known);
  });

  it('cuts dates to years where one source has years only', () => {
    const years = listener.background.map((track) => ({
      ...track,
      releaseDate: (track.releaseDate as string).slice(0, 4),
    }));
    const { lists, withheld } = equalKnowledge([listener.liked, years], 1);
    expect(withheld).toEqual(['release_day']);
    expect(lists.flat().every(({ releaseDate }) => releaseDate?.length === 4)).toBe(true);
  });

  it('makes no difference to scores: not its values, nor random ones in their place, nor none', async () => {
    // All liked songs have a length and one in five others: "has a length" alone would tell them apart.
    const others = mostlyWithoutLength(listener.background, 5);
    const aucWith = async (change: (track: Track) => Track): Promise<number> => {
      const liked = listener.liked.map((track) => ({ ...change(track), score: track.score }));
      const model = await TasteModel.fit(liked, { background: others.map(change) });
      expect(model.stages?.training.withheld).toContain('duration_ms');
      return auc(await model.predict(mostlyWithoutLength(unheard, 2).map(change)), isLiked);
    };
    const real = await aucWith((track) => track);
    const random = await aucWith((track) =>
      track.durationMs === null
        ? track
        : { ...track, durationMs: 100_000 + ((track.durationMs * 7919) % 300_000) },
    );
    expect(real).toBeGreaterThan(0.9);
    expect(Math.abs(real - random)).toBeLessThan(0.01);
    const model = await TasteModel.fit(listener.liked, { background: others });
    const without = unheard.map((track) => ({ ...track, durationMs: null }));
    expect(await model.predict(without)).toEqual(await model.predict(unheard));
    const restored = TasteModel.fromJSON(JSON.parse(JSON.stringify(model)));
    expect(await restored.predict(unheard)).toEqual(await model.predict(without));
  });
});
