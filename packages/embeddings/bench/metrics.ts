/** The chance that a liked row has a higher score than one that is not; equal scores count half. */
export function auc(scores: readonly number[], liked: readonly boolean[]): number {
  const order = scores
    .map((_, index) => index)
    .sort((left, right) => (scores[left] ?? 0) - (scores[right] ?? 0));
  let rankSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end] as number] === scores[order[start] as number]) end += 1;
    const meanRank = (start + 1 + end) / 2;
    for (const index of order.slice(start, end)) if (liked[index]) rankSum += meanRank;
    start = end;
  }
  const positives = liked.filter(Boolean).length;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (liked.length - positives));
}

/** Normalised discounted cumulative gain of the first `count` rows by score; gain 1 for a liked row. */
export function ndcg(scores: readonly number[], liked: readonly boolean[], count: number): number {
  const order = scores
    .map((_, index) => index)
    .sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0));
  const gain = (rows: readonly boolean[]): number =>
    rows.slice(0, count).reduce((sum, isLiked, rank) => sum + Number(isLiked) / Math.log2(rank + 2), 0);
  const ideal = [...liked].sort((left, right) => Number(right) - Number(left));
  return gain(order.map((index) => liked[index] as boolean)) / gain(ideal);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
