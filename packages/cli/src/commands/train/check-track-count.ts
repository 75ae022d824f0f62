import { UsageError } from '../../errors/cli-error.ts';
import type { TrainingFlags } from '../../options/groups.ts';
import { count } from '../../terminal/plain-text.ts';

/**
 * Looks before anything long whether a network can be trained on so many tracks.
 *
 * @throws {@link UsageError} if the test share leaves fewer than one track for each batch.
 */
export function checkTrackCount(
  trackCount: number,
  { testSize, nBatches }: Pick<TrainingFlags, 'testSize' | 'nBatches'>,
): void {
  const kept = trackCount - Math.ceil(testSize * trackCount);
  if (kept >= nBatches) return;
  const needed = Math.ceil(nBatches / (1 - testSize));
  const advice = kept < 2 ? '' : `, or --n-batches ${kept}`;
  throw new UsageError(
    `${count(trackCount, 'song')} of yours ${trackCount === 1 ? 'is' : 'are'} too few to learn from: ${count(nBatches, 'batch', 'batches')} an epoch, and a share of ${testSize} kept for testing, take ${needed}. Give a longer history or list${advice}.`,
  );
}
