import { describe, expect, test } from 'vitest';
import { syntheticListener } from '../__fixtures__/synthetic-listener.ts';
import { fitTaste } from './fit-taste.ts';
import { evenLogLoss } from './tree-losses.ts';

describe('the losses of the trees', () => {
  test('are the mean logarithmic loss with both kinds weighing the same', () => {
    const logOdds = [2.5, -1.25, 0.5, -3, 0, 1.75, -0.4];
    // log_loss of scikit-learn 1.2.1 with sample_weight 1/6 for each liked track and 1/8 for each other.
    expect(evenLogLoss(logOdds, [1, 0, 0, 0, 1, 1, 0])).toBeCloseTo(0.3788279279024938, 12);
    expect(evenLogLoss([800, -800], [0, 1])).toBe(800);
  });

  test('fall as the trees learn, less on tracks kept aside, from what says nothing', async () => {
    // A seed whose folds have nearly as many liked songs as others: the trees start at their share.
    const { treeLosses } = await fitTaste(syntheticListener(60), { seed: 2 });
    const [first, last] = [treeLosses[0], treeLosses.at(-1)];
    expect(treeLosses.map(({ trees }) => trees)).toEqual(Array.from({ length: 31 }, (_, index) => 5 * index));
    expect(first?.trainLoss).toBeCloseTo(Math.LN2, 2);
    expect(last?.trainLoss).toBeLessThan(0.1);
    expect(last?.heldOutLoss).toBeLessThan(0.5);
    expect(last?.heldOutLoss).toBeGreaterThan(last?.trainLoss ?? 0);
  });

  test('of a person whose taste is chance rise on tracks kept aside', async () => {
    const { liked, background } = syntheticListener(60);
    const songs = liked.flatMap((track, index) => [track, background[index] ?? track]);
    const isFirst = (index: number) => index % 4 < 2;
    const { treeLosses } = await fitTaste({
      liked: songs.filter((_, index) => isFirst(index)),
      background: songs.filter((_, index) => !isFirst(index)),
    });
    expect(treeLosses.at(-1)?.trainLoss).toBeLessThan(0.3);
    expect(treeLosses.at(-1)?.heldOutLoss).toBeGreaterThan(Math.LN2);
  });
});
