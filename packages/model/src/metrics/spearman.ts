import { averageRanks } from './average-ranks.ts';
import { checkPairs } from './check-pairs.ts';

/**
 * Spearman's rank correlation of n ≥ 1 pairs: Pearson's correlation of the ranks, equal values sharing their mean rank.
 * From −1 (reversed) to 1 (same order); `NaN` where all predictions or all targets are equal, as there is no order.
 */
export function spearman(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  checkPairs(predictions, targets);
  const a = averageRanks(predictions);
  const b = averageRanks(targets);
  const mean = (a.length + 1) / 2;
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let index = 0; index < a.length; index++) {
    const deviationA = (a[index] as number) - mean;
    const deviationB = (b[index] as number) - mean;
    product += deviationA * deviationB;
    squaresA += deviationA * deviationA;
    squaresB += deviationB * deviationB;
  }
  return product / Math.sqrt(squaresA * squaresB);
}
