import type { Histogram } from './event-messages.ts';

/**
 * A histogram of the values in `bucketCount` buckets of equal width from the smallest to the largest.
 * Equal values share one bucket; of no values all is 0.
 */
export function histogramOf(values: ArrayLike<number>, bucketCount: number = 30): Histogram {
  const numbers = Array.from(values);
  if (numbers.length === 0) {
    return { min: 0, max: 0, count: 0, sum: 0, sumOfSquares: 0, limits: [0], counts: [0] };
  }
  const min = numbers.reduce((smallest, value) => Math.min(smallest, value));
  const max = numbers.reduce((largest, value) => Math.max(largest, value));
  const buckets = max > min ? bucketCount : 1;
  const width = (max - min) / buckets;
  const counts = Array.from({ length: buckets }, () => 0);
  for (const value of numbers) {
    const bucket = width > 0 ? Math.min(buckets - 1, Math.floor((value - min) / width)) : 0;
    counts[bucket] = (counts[bucket] as number) + 1;
  }
  const limits = counts.map((_, bucket) => (bucket === buckets - 1 ? max : min + (bucket + 1) * width));
  return {
    min,
    max,
    count: numbers.length,
    sum: numbers.reduce((sum, value) => sum + value, 0),
    sumOfSquares: numbers.reduce((sum, value) => sum + value * value, 0),
    limits,
    counts,
  };
}
