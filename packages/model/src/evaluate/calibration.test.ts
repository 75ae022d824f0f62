import { describe, expect, it } from 'vitest';
import { equalMixCalibration } from './calibration.ts';

const scores = [
  0.91, 0.13, 0.55, 0.55, 0.78, 0.02, 0.34, 0.34, 0.34, 1, 0.61, 0.47, 0.08, 0.95, 0.5, 0.21, 0.67, 0.73,
  0.29, 0.4,
];
const liked = [1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1];

// Mean score and share liked: calibration_curve of scikit-learn 1.2.1, strategy 'uniform', ten bins, with each of the 8
// liked songs 12 times and each of the 12 others 8 times, which is an equal mix. Weights: numpy's bincount of the same.
const expected = [
  [0.05, 0, 0.083333333333, 2],
  [0.13, 0, 0.041666666667, 1],
  [0.25, 0, 0.083333333333, 2],
  [0.358, 0.6, 0.208333333333, 4],
  [0.488, 0.6, 0.104166666667, 2],
  [0.55, 0.6, 0.104166666667, 2],
  [0.64, 0, 0.083333333333, 2],
  [0.75, 0.6, 0.104166666667, 2],
  [0.953333333333, 1, 0.1875, 3],
];

describe('equalMixCalibration', () => {
  it("has scikit-learn's bins, without the empty one", () => {
    const { bins, error } = equalMixCalibration(scores, liked);
    expect(bins).toHaveLength(expected.length);
    for (const [index, [meanScore, shareLiked, weight, count]] of expected.entries()) {
      expect(bins[index]?.meanScore).toBeCloseTo(meanScore as number, 11);
      expect(bins[index]?.shareLiked).toBeCloseTo(shareLiked as number, 11);
      expect(bins[index]?.weight).toBeCloseTo(weight as number, 11);
      expect(bins[index]?.count).toBe(count);
    }
    expect(error).toBeCloseTo(0.17541666666666667, 11);
  });

  it('does not depend on how many others there are beside the liked', () => {
    const others = scores.filter((_, index) => liked[index] === 0);
    const more = equalMixCalibration([...scores, ...others], [...liked, ...others.map(() => 0)]);
    const { bins, error } = equalMixCalibration(scores, liked);
    expect(more.error).toBeCloseTo(error, 12);
    for (const [index, bin] of bins.entries()) {
      expect(more.bins[index]?.shareLiked).toBeCloseTo(bin.shareLiked, 12);
    }
  });

  it('has no answer where all songs are of one kind', () => {
    expect(equalMixCalibration([0.2, 0.9], [1, 1])).toEqual({ bins: [], error: Number.NaN });
  });
});
