import type { TrackEncoderOptions } from '@ssrm/embeddings';
import { kFold, type ScoredTrack, SsrmError, type Track, type TrainTestSplit } from '@ssrm/features';
import type { OriginalOptions } from '../model/original/original-options.ts';
import { isPreset, PRESET_NAMES, PRESETS } from '../model/presets.ts';
import { runTasks } from '../training/run-tasks.ts';
import { startTimeSlices, type TimeSlices } from '../training/time-slices.ts';
import type { WorkerPool } from '../training/worker-pool.ts';
import { equalMixCalibration } from './calibration.ts';
import { artistOf, type CandidateSettings, type TrainingSongs } from './candidates.ts';
import type { Calibration, CandidateName, CandidateQuality, Evaluation } from './evaluation.ts';
import { type FoldTask, predictFold } from './fold-task.ts';
import { likingMetrics, measure, type RepeatPredictions, rankingMetrics, toIntervals } from './quality.ts';
import { drawResamples, type Resample } from './resampling.ts';
import { sampleWorld } from './sample-world.ts';
import { compare, type Deciding, verdictOf } from './verdict.ts';

/** Fewest songs of a kind with which a fold is left enough. */
const fewestSongs = 20;

/** Options of {@link evaluate}; `embedder` and `reducer` are those of the encoders that are fitted in the folds. */
export interface EvaluateOptions
  extends Pick<OriginalOptions, 'learningRate' | 'epochs' | 'batches'>,
    Pick<TrackEncoderOptions, 'embedder' | 'reducer'> {
  /** Tracks that the person does not play; `'world'`: a model beside the built-in world, asked about a sample of its songs. */
  readonly background?: readonly Track[] | 'world';
  /** Tracks that the person rejected. */
  readonly dislikes?: readonly Track[];
  /** @default 5 */
  readonly folds?: number;
  /**
   * How often everything is split anew.
   * @default 3
   */
  readonly repeats?: number;
  /**
   * `new`: an artist's songs are either all trained on or all tested on, so that what is measured is songs by artists the
   * model has not met; `any`: songs are split without regard to artists.
   * @default 'new'
   */
  readonly artists?: 'new' | 'any';
  /** @default 42 */
  readonly seed?: number;
  /** Threads that fit several models at once, from `createWorkerPool` of `@ssrm/model/node`. An `embedder` of your own stays in this thread. */
  readonly pool?: WorkerPool;
  readonly signal?: AbortSignal;
  /** Called after each fit, with how many of all are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Songs {
  readonly liked: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly dislikes: readonly Track[];
  readonly all: readonly Track[];
}

/**
 * Is it worth anything on this person's songs? Repeated, artist-grouped cross-validation of the presets beside four
 * baselines (popularity, artist average, nearest neighbours, mean): everything, encoders included, is fitted inside each
 * fold and predicts songs that it has not seen; orders are measured inside the folds. Intervals are from 200 resamples of whole artists.
 *
 * With background tracks or dislikes, the question is whether liked songs are told from others (AUC decides); without,
 * only how the person's own songs are ordered (Spearman decides), and preset `taste` is not measured.
 *
 * @param tracks - At least 20, with scores 0 … 1.
 * @throws {@link SsrmError} `invalid-argument` with too few songs or artists, `aborted` after `signal`.
 */
export async function evaluate(
  tracks: readonly ScoredTrack[],
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { dislikes = [], folds = 5, repeats = 3, artists = 'new', seed = 42, signal } = options;
  const background =
    options.background === 'world' ? await sampleWorld(tracks, dislikes, seed) : (options.background ?? []);
  const songs: Songs = { liked: tracks, background, dislikes, all: [...tracks, ...background, ...dislikes] };
  checkSongs(songs);
  const slices = startTimeSlices(signal);
  const groups = songs.all.map(artistOf);
  const splits = Array.from({ length: repeats }, (_, repeat) =>
    kFold(songs.all.length, { folds, seed: seed + repeat, ...(artists === 'new' ? { groups } : {}) }),
  );
  const candidates = candidatesFor(songs);
  const predictions = await predictUnseen(songs, candidates, splits, options);
  const resamples = await drawResamples(groups, repeats, seed, slices);
  const hasOthers = songs.all.length > tracks.length;
  const metric = hasOthers ? 'auc' : 'spearman';
  const qualities: CandidateQuality[] = [];
  const deciding: Deciding[] = [];
  for (const [index, name] of candidates.entries()) {
    const own = predictions[index] as RepeatPredictions[];
    const measured = await measureCandidate(songs, own, resamples, slices);
    const decisive = measured.liking?.auc ?? measured.ranking.spearman;
    deciding.push({ name, measured: decisive });
    qualities.push({
      name,
      ranking: toIntervals(measured.ranking),
      liking: measured.liking === null ? null : toIntervals(measured.liking),
    });
  }
  const comparisons = compare(deciding, metric);
  return {
    likedCount: tracks.length,
    otherCount: songs.all.length - tracks.length,
    folds,
    repeats,
    artists,
    candidates: qualities,
    comparisons,
    calibration: calibrationOf(songs, predictions[candidates.findLastIndex(judgesNewSongs)]),
    verdict: verdictOf(deciding, comparisons, metric),
  };
}

function checkSongs({ liked, all }: Songs): void {
  const otherCount = all.length - liked.length;
  if (liked.length < fewestSongs || (otherCount > 0 && otherCount < fewestSongs)) {
    throw new SsrmError(
      `Expected at least ${fewestSongs} songs, and at least ${fewestSongs} others where there are any, but got ${liked.length} and ${otherCount}. With fewer, no figure would mean anything.`,
      { code: 'invalid-argument' },
    );
  }
}

/** Presets that learn from others are measured where there are any. */
function candidatesFor({ liked, all }: Songs): CandidateName[] {
  const hasOthers = all.length > liked.length;
  const presets = PRESET_NAMES.filter((name) => hasOthers || !PRESETS[name].usesOthers);
  return [...presets, 'popularity', 'artist average', 'nearest neighbours', 'mean'];
}

function judgesNewSongs(candidate: CandidateName): boolean {
  return isPreset(candidate) && PRESETS[candidate].judgesNewSongs;
}

function settingsOf({
  learningRate,
  epochs,
  batches,
  embedder,
  reducer,
  background,
}: EvaluateOptions): CandidateSettings {
  return {
    besideWorld: background === 'world',
    training: {
      ...(learningRate === undefined ? {} : { learningRate }),
      ...(epochs === undefined ? {} : { epochs }),
      ...(batches === undefined ? {} : { batches }),
    },
    encoding: {
      ...(embedder === undefined ? {} : { embedder }),
      ...(reducer === undefined ? {} : { reducer }),
    },
  };
}

/** Where the predictions of a task belong. */
interface Place {
  readonly candidate: number;
  readonly repeat: number;
  readonly rows: readonly number[];
}

/** For each candidate and repeat, the predictions of all songs by models that had not seen them. */
async function predictUnseen(
  songs: Songs,
  candidates: readonly CandidateName[],
  splits: readonly (readonly TrainTestSplit[])[],
  options: EvaluateOptions,
): Promise<RepeatPredictions[][]> {
  const { seed = 42, signal, onProgress } = options;
  const settings = settingsOf(options);
  const blank = () => new Array<number>(songs.all.length).fill(0);
  const foldOf = splits.map(blank);
  const scores = candidates.map(() => splits.map(blank));
  const tasks: FoldTask[] = [];
  const places: Place[] = [];
  for (const [repeat, split] of splits.entries()) {
    for (const [fold, { train, test }] of split.entries()) {
      for (const row of test) (foldOf[repeat] as number[])[row] = fold;
      const learned = trainingSongs(songs, train);
      const tested = test.map((row) => songs.all[row] as Track);
      for (const [index, candidate] of candidates.entries()) {
        tasks.push({ kind: 'fold', candidate, settings, songs: learned, tested, seed: seed + repeat });
        places.push({ candidate: index, repeat, rows: test });
      }
    }
  }
  let done = 0;
  await runTasks(tasks, {
    // An embedder is not plain data, so that its work stays in this thread.
    pool: options.embedder === undefined ? options.pool : undefined,
    signal,
    inThisThread: (task) => predictFold(task, signal),
    onResult(predicted, index) {
      const { candidate, repeat, rows } = places[index] as Place;
      const own = scores[candidate]?.[repeat] as number[];
      for (const [position, row] of rows.entries()) own[row] = predicted[position] as number;
      done += 1;
      onProgress?.(done, tasks.length);
    },
  });
  return scores.map((repeats) =>
    repeats.map((own, repeat) => ({ scores: own, foldOf: foldOf[repeat] as number[] })),
  );
}

/** The songs at these rows of `all`, by kind. */
function trainingSongs(songs: Songs, rows: readonly number[]): TrainingSongs {
  const { liked, background, dislikes } = songs;
  const firstDislike = liked.length + background.length;
  return {
    liked: rows.flatMap((row) => liked[row] ?? []),
    background: rows.flatMap((row) => (row < firstDislike ? (background[row - liked.length] ?? []) : [])),
    dislikes: rows.flatMap((row) => dislikes[row - firstDislike] ?? []),
  };
}

/** The calibration of a candidate's predictions, those of all repeats together; `null` where it was not measured. */
function calibrationOf(
  { liked, all }: Songs,
  predictions: readonly RepeatPredictions[] | undefined,
): Calibration | null {
  if (predictions === undefined) return null;
  const scores = predictions.flatMap((repeat) => repeat.scores);
  return equalMixCalibration(
    scores,
    scores.map((_, index) => Number(index % all.length < liked.length)),
  );
}

async function measureCandidate(
  { liked, all }: Songs,
  predictions: readonly RepeatPredictions[],
  resamples: readonly Resample[],
  slices: TimeSlices,
) {
  const scores = all.map((_, row) => liked[row]?.score ?? Number.NaN);
  const isLiked = all.map((_, row) => Number(row < liked.length));
  const ranking = await measure(predictions, scores, rankingMetrics, resamples, slices);
  const liking =
    all.length > liked.length ? await measure(predictions, isLiked, likingMetrics, resamples, slices) : null;
  return { ranking, liking };
}
