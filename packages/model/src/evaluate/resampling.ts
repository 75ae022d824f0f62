import { createRandom } from '@ssrm/features';
import type { TimeSlices } from '../training/time-slices.ts';
import type { Interval } from './evaluation.ts';

/** Resamples that intervals are taken from. */
const resampleCount = 200;

/** Rows that were drawn, and the repeat whose predictions are looked at. */
export interface Resample {
  readonly rows: readonly number[];
  readonly repeat: number;
}

/**
 * Draws whole groups (artists) with replacement, since songs of one artist are not independent, and one of the repeats.
 *
 * @see Davison and Hinkley 1997, section 3.8, on resampling clusters
 */
export async function drawResamples(
  groups: readonly string[],
  repeats: number,
  seed: number,
  slices: TimeSlices,
): Promise<Resample[]> {
  const random = createRandom(seed);
  const rowsOf = new Map<string, number[]>();
  for (const [row, group] of groups.entries()) rowsOf.set(group, [...(rowsOf.get(group) ?? []), row]);
  const members = [...rowsOf.values()];
  const resamples: Resample[] = [];
  for (let count = 0; count < resampleCount; count++) {
    const drawn = members.flatMap(() => members[Math.floor(random() * members.length)] as number[]);
    resamples.push({ rows: drawn, repeat: Math.floor(random() * repeats) });
    if (slices.isOver()) await slices.pause();
  }
  return resamples;
}

/** The mean over the repeats with the 2.5th and 97.5th of 100 parts of the resampled values. */
export function intervalOf(mean: number, resampled: readonly number[]): Interval {
  const sorted = resampled.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? mean;
  return { mean, low: at(0.025), high: at(0.975) };
}
