import type { TrackEncoder } from '@ssrm/embeddings';
import type { Matrix, ScoredTrack, Track } from '@ssrm/features';
import { PRESETS, type Preset, TasteModel } from '@ssrm/model';
import type { PlotFiles } from '../../charts/draw-training-plots.ts';
import { inThread } from '../../charts/in-thread.ts';
import { UsageError } from '../../errors/cli-error.ts';
import type { TrainingFlags } from '../../options/groups.ts';
import { predict } from '../../predictions/predict.ts';
import { chosenPresets, STRONGEST_FIRST } from '../../presets/presets.ts';
import { judgeOfNewSongs, strongestModel, type TrainedModels } from '../../presets/trained-models.ts';
import { type DatasetSource, FEWEST_BACKGROUND_TRACKS, othersOf } from '../../run-folder/dataset.ts';
import type { EncodedFewSongs } from '../../run-folder/few-songs.ts';
import type { Prediction } from '../../run-folder/predictions-csv.ts';
import { withheldNote } from '../../songs/missing-note.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { trainNetwork } from './train-network.ts';

const knownOfSome = 'It is known far oftener of yours than of the others, or the other way round';

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
  /** Of the network's training, still being drawn; `undefined` where none are. */
  readonly plots: Promise<PlotFiles> | undefined;
}

const topListAlone =
  'it has never seen a song that you do not play, so its scores rank songs against your own favourites and cannot tell a song you would like from a random one. Preset taste can, with songs you did not choose: see --background.';

/**
 * Trains the presets that the flags ask for and predicts the few songs with each.
 *
 * @throws {@link UsageError} if a preset alone is asked for and there are too few tracks for it.
 */
export async function train(
  input: TrainingInput,
  flags: TrainingFlags,
  context: StageContext,
  start?: TasteModel,
): Promise<TrainingResult> {
  const { encoder, matrix, tracks } = input;
  const songs = { encoder, rows: matrix, scores: tracks.map(({ score }) => score), tracks };
  const chosen = chosenPresets(flags.preset);
  const models: Partial<Record<Preset, TasteModel>> = {};
  let plots: TrainingResult['plots'];
  for (const preset of STRONGEST_FIRST.filter((name) => chosen.includes(name))) {
    const model = PRESETS[preset].isNetwork
      ? await trainNetwork(preset, songs, flags, context, start)
      : await trainOnTracks(preset, input, flags, context);
    if (model !== undefined) models[preset] = model;
    if (model?.network !== undefined && flags.plots) {
      plots = inThread('plots-worker', model.network.training.history, context.signal);
    }
  }
  const strongest = strongestModel(models);
  if (strongest !== undefined && judgeOfNewSongs(models) === undefined) {
    context.output.note(`Trained on your top list alone (preset ${strongest.preset}): ${topListAlone}`);
  }
  const predictions = input.fewSongs === undefined ? [] : await predict(input.fewSongs, models, context);
  return { models, predictions, plots };
}

/** A preset that learns from the tracks; `undefined` where there is too little to compare with and others are trained too. */
async function trainOnTracks(
  preset: Preset,
  { tracks, background, backgroundOrigin }: TrainingInput,
  { preset: choice, seed }: TrainingFlags,
  { output, signal }: StageContext,
): Promise<TasteModel | undefined> {
  const fewest = backgroundOrigin === 'world' ? tracks.length : Math.min(tracks.length, background.length);
  const { usesOthers } = PRESETS[preset];
  if (usesOthers && fewest < FEWEST_BACKGROUND_TRACKS) {
    if (choice !== preset) return undefined;
    throw new UsageError(
      `Preset ${preset} needs at least ${FEWEST_BACKGROUND_TRACKS} of your tracks and as many that you did not choose; there are ${tracks.length} and ${background.length}. See --background, or use --preset original.`,
    );
  }
  const progress = output.progress('Learning your taste');
  const others = usesOthers ? othersOf(background, backgroundOrigin) : {};
  const model = await TasteModel.fit(tracks, { preset, ...others, seed, signal });
  const against = usesOthers ? ` against ${againstText(background.length, backgroundOrigin)}` : '';
  progress.done(`${count(tracks.length, 'track')} of yours${against}`);
  const withheld = model.stages?.training.withheld ?? [];
  if (withheld.length > 0) output.note(withheldNote(withheld, knownOfSome));
  return model;
}

function againstText(others: number, origin: DatasetSource['backgroundOrigin']): string {
  if (origin === 'world') {
    return `what many people keep${others === 0 ? '' : ` and ${others} that you skip`}`;
  }
  return `${others} ${origin === 'skips' ? 'that you skip' : 'that you did not choose'}`;
}
