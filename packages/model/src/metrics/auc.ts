import { averageRanks } from './average-ranks.ts';
import { checkPairs } from './check-pairs.ts';

/**
 * Area under the ROC curve: how often a liked track is scored above one that is not, a tie counting half.
 * 1 is perfect, 0.5 a coin toss; `NaN` where all tracks or none are liked.
 *
 * @param liked - 1 (or any number above 0) liked, 0 not.
 * @see Mann and Whitney 1947: U / (liked · others)
 */
export function auc(predictions: ArrayLike<number>, liked: ArrayLike<number>): number {
  checkPairs(predictions, liked);
  const ranks = averageRanks(predictions);
  let likedCount = 0;
  let rankSum = 0;
  for (let index = 0; index < ranks.length; index++) {
    if ((liked[index] as number) > 0) {
      likedCount += 1;
      rankSum += ranks[index] as number;
    }
  }
  const pairs = likedCount * (ranks.length - likedCount);
  return (rankSum - (likedCount * (likedCount + 1)) / 2) / pairs;
}
