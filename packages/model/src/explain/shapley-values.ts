import { SsrmError } from '@ssrm/features';

/**
 * Exact Shapley values of up to 16 players: each one's mean contribution over all orders in which they can join.
 * They add up to `values[all] − values[none]`.
 *
 * @param values - Length 2^n; the value of each coalition, at the index whose bit p is set where player p is in it.
 * @returns Length n.
 * @throws {@link SsrmError} `invalid-argument` if the number of values is no power of two.
 * @see Shapley 1953, "A value for n-person games"; φ_p = Σ_S |S|! (n − |S| − 1)! / n! · (v(S ∪ p) − v(S))
 */
export function shapleyValues(values: ArrayLike<number>): number[] {
  const playerCount = Math.log2(values.length);
  if (!Number.isInteger(playerCount) || playerCount > 16) {
    throw new SsrmError(`Expected a value for each of 2^n coalitions, n ≤ 16, but got ${values.length}.`, {
      code: 'invalid-argument',
    });
  }
  const shares = coalitionShares(playerCount);
  return Array.from({ length: playerCount }, (_, player) => {
    const bit = 1 << player;
    let sum = 0;
    for (let coalition = 0; coalition < values.length; coalition++) {
      if ((coalition & bit) !== 0) continue;
      const gain = (values[coalition | bit] as number) - (values[coalition] as number);
      sum += (shares[bitCount(coalition)] as number) * gain;
    }
    return sum;
  });
}

/** |S|! (n − |S| − 1)! / n! for |S| = 0 … n − 1. */
function coalitionShares(playerCount: number): number[] {
  const shares = [1 / playerCount];
  for (let size = 1; size < playerCount; size++) {
    shares.push(((shares[size - 1] as number) * size) / (playerCount - size));
  }
  return shares;
}

function bitCount(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
