import type { TrackEncoder } from '@ssrm/embeddings';
import type { Matrix, ScoredTrack, Track } from '@ssrm/features';
import type { TasteModel } from '@ssrm/model';
import type { Prediction } from '../files/predictions-csv.ts';
import type { TrainingFlags } from '../options/groups.ts';
import type { FewSongsPreprocessed } from './preprocess-few-songs.ts';
import type { StageContext } from './stage-context.ts';
import { trainOriginal } from './train-original.ts';

/** What the stages before have made. */
export interface TrainingInput {
  readonly tracks: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly encoder: TrackEncoder;
  /** Shape `[n, 16]`, a row for each track. */
  readonly matrix: Matrix;
  readonly fewSongs: FewSongsPreprocessed | undefined;
}

/** The trained models; one that was not asked for, or could not be trained, is not there. */
export interface TrainedModels {
  readonly original?: TasteModel;
  readonly taste?: TasteModel;
}

/** Models and what they say of the few songs. */
export interface TrainingResult {
  readonly models: TrainedModels;
  readonly predictions: readonly Prediction[];
}

const topListAlone =
  'Trained on your top list alone (preset original): it has never seen a song that you do not play, so its scores rank songs against your own favourites and cannot tell a song you would like from a random one.';

/** Trains the presets that the flags ask for and predicts the few songs with each. */
export async function train(
  input: TrainingInput,
  flags: TrainingFlags,
  context: StageContext,
  start?: TasteModel,
): Promise<TrainingResult> {
  const { encoder, matrix, tracks } = input;
  const songs = { encoder, rows: matrix, scores: tracks.map(({ score }) => score), tracks };
  const models = { original: await trainOriginal(songs, flags, context, start) };
  if (input.background.length === 0) context.output.note(topListAlone);
  return { models, predictions: await predict(input.fewSongs?.tracks ?? [], models, context) };
}

/** The scores of each track by every model, in the order of the tracks. */
export async function predict(
  tracks: readonly Track[],
  { original, taste }: TrainedModels,
  { signal }: StageContext,
): Promise<Prediction[]> {
  const byOriginal = await original?.predict(tracks, { signal });
  const byTaste = await taste?.predict(tracks, { signal });
  return tracks.map(({ id, name, artistName }, index) => ({
    id,
    name,
    artistName,
    scoreOriginal: byOriginal?.[index] ?? null,
    scoreTaste: byTaste?.[index] ?? null,
  }));
}
