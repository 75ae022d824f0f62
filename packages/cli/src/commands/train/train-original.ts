import { type EncodedSongs, TasteModel } from '@ssrm/model';
import { UsageError } from '../../errors/cli-error.ts';
import type { TrainingFlags } from '../../options/groups.ts';
import { count } from '../../terminal/plain-text.ts';
import { sparkline } from '../../terminal/sparkline.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

const curveWidth = 24;

/**
 * Trains preset `original` on encoded songs, from `start` where a saved model is to be continued.
 *
 * @throws {@link UsageError} if there are too few tracks for the test share and the number of batches.
 */
export async function trainOriginal(
  songs: EncodedSongs,
  flags: Omit<TrainingFlags, 'preset'>,
  { output, signal }: StageContext,
  start?: TasteModel,
): Promise<TasteModel> {
  checkSizes(songs.rows.rowCount, flags);
  const progress = output.progress('Training');
  const losses: number[] = [];
  const model = await TasteModel.fitEncoded(songs, {
    testSize: flags.testSize,
    learningRate: flags.lr,
    epochs: flags.nEpochs,
    batches: flags.nBatches,
    testFrequency: flags.testFreq,
    printFrequency: flags.printFreq,
    seed: flags.seed,
    signal,
    ...(start === undefined ? {} : { continueFrom: start }),
    onEpoch({ epoch, trainLoss }) {
      losses.push(trainLoss);
      const curve = sparkline(losses, curveWidth);
      progress.update(`epoch ${epoch} of ${flags.nEpochs}, loss ${trainLoss.toFixed(4)}  ${curve}`);
    },
    onBatchLoss({ epoch, loss }) {
      progress.update(`epoch ${epoch} of ${flags.nEpochs}, loss of the first batch ${loss.toFixed(6)}`);
    },
  });
  const lastLoss = losses.at(-1)?.toFixed(4);
  progress.done(`${count(flags.nEpochs, 'epoch')}, loss ${lastLoss}  ${sparkline(losses, curveWidth)}`);
  return model;
}

function checkSizes(trackCount: number, { testSize, nBatches }: Omit<TrainingFlags, 'preset'>): void {
  const kept = trackCount - Math.ceil(testSize * trackCount);
  if (kept >= nBatches) return;
  throw new UsageError(
    `${count(nBatches, 'batch', 'batches')} need at least ${count(nBatches, 'track')} to train on, but of ${count(trackCount, 'track')} only ${kept} remain after --test-size ${testSize}. Use more tracks or fewer batches (--n-batches).`,
  );
}
