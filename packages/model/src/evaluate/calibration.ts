import { checkPairs } from '../metrics/check-pairs.ts';
import type { Calibration, CalibrationBin } from './evaluation.ts';

const binCount = 10;

/**
 * Calibration as it would be in an equal mix of liked and other tracks: the tracks of each kind weigh ½ together. Scores are
 * put into ten equal bins over 0 … 1, (0, 0.1], (0.1, 0.2] …; empty bins are left out. With tracks of one kind only there
 * is no mix: no bins, error `NaN`.
 *
 * @param scores - Length n, 0 … 1.
 * @param liked - Length n, 1 liked, 0 not.
 * @see scikit-learn's calibration_curve, strategy 'uniform', whose bins these are
 */
export function equalMixCalibration(scores: ArrayLike<number>, liked: ArrayLike<number>): Calibration {
  checkPairs(scores, liked);
  const likedCount = Array.from(liked).filter((value) => value === 1).length;
  const otherCount = liked.length - likedCount;
  if (likedCount === 0 || otherCount === 0) return { bins: [], error: Number.NaN };
  const sums = Array.from({ length: binCount }, () => ({ weight: 0, score: 0, liked: 0, count: 0 }));
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    const weight = 0.5 / (liked[row] === 1 ? likedCount : otherCount);
    const bin = Math.min(binCount - 1, Math.max(0, Math.ceil(score * binCount) - 1));
    const sum = sums[bin] as (typeof sums)[0];
    sum.weight += weight;
    sum.score += weight * score;
    sum.liked += weight * (liked[row] as number);
    sum.count += 1;
  }
  const bins = sums
    .filter(({ count }) => count > 0)
    .map((sum): CalibrationBin => {
      const { weight, count } = sum;
      return { meanScore: sum.score / weight, shareLiked: sum.liked / weight, weight, count };
    });
  const error = sums.reduce((total, sum) => total + Math.abs(sum.score - sum.liked), 0);
  return { bins, error };
}
