import type { TrackEncoder } from '@ssrm/embeddings';
import type { Matrix, ScoredTrack, Track } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import { UsageError } from '../../errors/cli-error.ts';
import type { TrainingFlags } from '../../options/groups.ts';
import { predict } from '../../predictions/predict.ts';
import { type DatasetSource, FEWEST_BACKGROUND_TRACKS, othersOf } from '../../run-folder/dataset.ts';
import type { EncodedFewSongs } from '../../run-folder/few-songs.ts';
import type { Prediction } from '../../run-folder/predictions-csv.ts';
import type { TrainedModels } from '../../run-folder/saved-models.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { trainOriginal } from './train-original.ts';

/** What the stages before have made. */
export interface TrainingInput {
  readonly tracks: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly backgroundOrigin: DatasetSource['backgroundOrigin'];
  readonly encoder: TrackEncoder;
  /** Shape `[n, 16]`, a row for each track. */
  readonly matrix: Matrix;
  readonly fewSongs: EncodedFewSongs | undefined;
}

/** Models and what they say of the few songs. */
export interface TrainingResult {
  readonly models: TrainedModels;
  readonly predictions: readonly Prediction[];
}

const topListAlone =
  'Trained on your top list alone (preset original): it has never seen a song that you do not play, so its scores rank songs against your own favourites and cannot tell a song you would like from a random one. Preset taste can, with songs you did not choose: see --background.';

/**
 * Trains the presets that the flags ask for and predicts the few songs with each.
 *
 * @throws {@link UsageError} if only `taste` is asked for and there are too few tracks to compare with.
 */
export async function train(
  input: TrainingInput,
  flags: TrainingFlags,
  context: StageContext,
  start?: TasteModel,
): Promise<TrainingResult> {
  const { encoder, matrix, tracks } = input;
  const songs = { encoder, rows: matrix, scores: tracks.map(({ score }) => score), tracks };
  const taste = flags.preset === 'original' ? undefined : await trainTaste(input, flags, context);
  const models = {
    ...(flags.preset !== 'taste' && { original: await trainOriginal(songs, flags, context, start) }),
    ...(taste && { taste }),
  };
  if (taste === undefined) context.output.note(topListAlone);
  const predictions = input.fewSongs === undefined ? [] : await predict(input.fewSongs, models, context);
  return { models, predictions };
}

/** Preset `taste`; `undefined` where there is too little to compare with and `original` is trained too. */
async function trainTaste(
  { tracks, background, backgroundOrigin }: TrainingInput,
  { preset, seed }: TrainingFlags,
  { output, signal }: StageContext,
): Promise<TasteModel | undefined> {
  const fewest = backgroundOrigin === 'world' ? tracks.length : Math.min(tracks.length, background.length);
  if (fewest < FEWEST_BACKGROUND_TRACKS) {
    if (preset === 'both') return undefined;
    throw new UsageError(
      `Preset taste needs at least ${FEWEST_BACKGROUND_TRACKS} of your tracks and as many that you did not choose; there are ${tracks.length} and ${background.length}. See --background, or use --preset original.`,
    );
  }
  const progress = output.progress('Learning your taste');
  const others = othersOf(background, backgroundOrigin);
  const model = await TasteModel.fit(tracks, { preset: 'taste', ...others, seed, signal });
  progress.done(
    `${count(tracks.length, 'track')} of yours against ${againstText(background.length, backgroundOrigin)}`,
  );
  return model;
}

function againstText(others: number, origin: DatasetSource['backgroundOrigin']): string {
  if (origin === 'world') {
    return `what many people keep${others === 0 ? '' : ` and ${others} that you skip`}`;
  }
  return `${others} ${origin === 'skips' ? 'that you skip' : 'that you did not choose'}`;
}
