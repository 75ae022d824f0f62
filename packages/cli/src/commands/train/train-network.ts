import { type EncodedSongs, type Preset, TasteModel } from '@ssrm/model';
import type { TrainingFlags } from '../../options/groups.ts';
import { count } from '../../terminal/plain-text.ts';
import { sparkline } from '../../terminal/sparkline.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { checkTrackCount } from './check-track-count.ts';

const curveWidth = 24;

/**
 * Trains a preset that is a network on encoded songs, from `start` where a saved model is to be continued.
 *
 * @throws {@link UsageError} as {@link checkTrackCount} does.
 */
export async function trainNetwork(
  preset: Preset,
  songs: EncodedSongs,
  flags: Omit<TrainingFlags, 'preset'>,
  { output, signal }: StageContext,
  start?: TasteModel,
): Promise<TasteModel> {
  checkTrackCount(songs.rows.rowCount, flags);
  const progress = output.progress('Training');
  const losses: number[] = [];
  const model = await TasteModel.fitEncoded(songs, {
    preset,
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
