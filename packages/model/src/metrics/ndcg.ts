import { SsrmError } from '@ssrm/features';
import { checkPairs } from './check-pairs.ts';

/**
 * Normalised discounted cumulative gain of the k best-scored tracks: Σ gain / log₂(1 + place), divided by the best
 * that any order can reach. Tracks with equal scores share their mean gain. From 0 to 1; `NaN` where no gain is above 0.
 *
 * @param gains - What each track is worth, ≥ 0; 1 liked and 0 not, or the score itself.
 * @param k - Places that count, ≥ 1.
 * @see Järvelin and Kekäläinen 2002; ties as in McSherry and Najork 2008 (and scikit-learn's `ndcg_score`)
 */
export function ndcgAt(k: number, predictions: ArrayLike<number>, gains: ArrayLike<number>): number {
  checkPairs(predictions, gains);
  if (!Number.isInteger(k) || k < 1) {
    throw new SsrmError(`Expected k to be a whole number ≥ 1, but got ${k}.`, { code: 'invalid-argument' });
  }
  return discountedGain(k, predictions, gains) / discountedGain(k, gains, gains);
}

function discountedGain(k: number, predictions: ArrayLike<number>, gains: ArrayLike<number>): number {
  const order = Array.from({ length: predictions.length }, (_, index) => index);
  order.sort((a, b) => (predictions[b] as number) - (predictions[a] as number));
  const score = (place: number) => predictions[order[place] as number];
  let total = 0;
  for (let start = 0; start < Math.min(k, order.length); ) {
    let end = start;
    let gain = 0;
    for (; end < order.length && score(end) === score(start); end++)
      gain += gains[order[end] as number] as number;
    for (let place = start; place < Math.min(k, end); place++)
      total += gain / (end - start) / Math.log2(place + 2);
    start = end;
  }
  return total;
}
