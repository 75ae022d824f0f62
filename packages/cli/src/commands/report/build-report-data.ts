import type { TrackEncoder } from '@ssrm/embeddings';
import {
  type ListeningHistory,
  missingFeatureShares,
  portraitOf,
  type ScoredTrack,
  type Track,
} from '@ssrm/features';
import { stylesOverTime, type TasteModel, typicalSongs } from '@ssrm/model';
import packageJson from '../../../package.json' with { type: 'json' };
import { inThread } from '../../charts/in-thread.ts';
import { FIND_TITLES, type SongFind } from '../../finds/find-songs.ts';
import {
  type ExplainedPrediction,
  explain,
  predictAndExplain,
} from '../../predictions/explained-predictions.ts';
import { bestFirst } from '../../predictions/score-table.ts';
import { strongestScore } from '../../presets/preset-scores.ts';
import { SHOWN_PRESETS } from '../../presets/presets.ts';
import {
  judgeOfNewSongs,
  listModels,
  networkOfModels,
  strongestModel,
  type TrainedModels,
} from '../../presets/trained-models.ts';
import { type DatasetSource, othersOf } from '../../run-folder/dataset.ts';
import type { Prediction } from '../../run-folder/predictions-csv.ts';
import type { SavedEvaluation } from '../../run-folder/saved-evaluation.ts';
import { featureTitle } from '../../songs/feature-labels.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { findDrivers } from './find-drivers.ts';
import type { FindsData, PredictionsData, ReportData, TrainingData } from './page/report-data.ts';
import { artistsOfMap, drawTasteMap, type TasteMapInput } from './taste-map/draw-taste-map.ts';
import type { Island } from './taste-map/lay-out-islands.ts';

/** What a report is made of. */
export interface ReportInput {
  readonly tracks: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly source: DatasetSource;
  readonly fewSongs: readonly Track[];
  /** Of the few songs, in their order, where they are made already. */
  readonly predictions?: readonly Prediction[];
  readonly notFound: readonly { readonly id: string; readonly name: string }[];
  readonly models: TrainedModels;
  readonly encoder: TrackEncoder | undefined;
  readonly evaluation: SavedEvaluation | undefined;
  readonly history: ListeningHistory | undefined;
  /** Songs for tonight. */
  readonly finds: readonly SongFind[];
}

const nothingPredicted = {
  absent: 'No songs were given to predict: make a FewSongs.csv, or use ssrm predict.',
};

/** Everything the page shows. */
export async function buildReportData(
  input: ReportInput,
  context: StageContext,
  now: Date,
): Promise<ReportData> {
  const { tracks, background, source, fewSongs, models, evaluation } = input;
  const explained =
    input.predictions === undefined
      ? await predictAndExplain(fewSongs, models, context)
      : await explain(fewSongs, input.predictions, models, context);
  const judge = strongestModel(models);
  const shown = input.encoder && (await artistsOfMap(mapInput(input, explained), input.encoder));
  // With many artists it takes a second, in which the rest is made.
  const islands =
    shown && inThread<Island[]>('map-worker', { artists: shown.artists, rows: shown.rows }, context.signal);
  const portrait = await portraitData(input.history);
  const drivers =
    judge && (await findDrivers(judge, tracks, othersOf(background, source.backgroundOrigin), context));
  const tasteMap = shown && islands && drawTasteMap(shown, await islands);
  const notMeasured = { absent: 'Not measured yet: ssrm evaluate says whether the scores beat guessing.' };
  return {
    createdAt: now.toISOString(),
    source: {
      description: source.description,
      usesSpotifyApi: source.usesSpotifyApi,
      trackCount: tracks.length,
      artistCount: new Set(tracks.map(({ artistName }) => artistName)).size,
      backgroundCount: background.length,
    },
    ...(input.finds.length > 0 && { finds: findsData(input.finds) }),
    ...portrait,
    verdict: evaluation?.verdict ?? notMeasured,
    ...(explained.length > 0 && { predictions: predictionsData(explained, models) }),
    ...(explained.length + input.finds.length === 0 && { predictions: nothingPredicted }),
    ...(tasteMap && { tasteMap }),
    ...(drivers && { drivers }),
    calibration:
      evaluation === undefined
        ? { absent: 'Not measured yet: ssrm evaluate says how far.' }
        : (evaluation.calibration ?? {
            absent:
              'Only scores of preset taste are meant as chances, and without songs that you did not choose it could not be measured.',
          }),
    training: { curves: listModels(models).flatMap(curveOf) },
    dataQuality: {
      missing: Object.entries(missingFeatureShares(tracks))
        .filter(([, share]) => share > 0)
        .map(([feature, share]) => ({ feature, share })),
      setAside: [
        ...source.setAside,
        ...input.notFound.map(({ id, name }) => ({ where: `${name} (${id})`, reason: 'unknown to Spotify' })),
      ],
      setAsideCount: source.setAsideCount + input.notFound.length,
      notes: [
        `Scores: ${source.scoring}.`,
        ...(source.filled === undefined
          ? []
          : [
              `Looked up at Spotify, because the export lacks it: values of ${count(source.filled, 'song')}.`,
            ]),
      ],
    },
    method: methodData(models),
  };
}

function mapInput(
  { tracks, background, source, finds, fewSongs }: ReportInput,
  explained: readonly ExplainedPrediction[],
): TasteMapInput {
  return {
    tracks,
    background,
    backgroundOrigin: source.backgroundOrigin,
    recommended: finds,
    predicted: fewSongs.map((track, index) => ({
      track,
      score: strongestScore(explained[index]?.scores ?? {}) ?? null,
    })),
  };
}

function findsData(finds: readonly SongFind[]): FindsData {
  return {
    songs: finds.map(({ track: { name, artistName }, score, kind, reason }) => {
      return { name, artistName, score, label: FIND_TITLES[kind], reason };
    }),
  };
}

async function portraitData(
  history: ListeningHistory | undefined,
): Promise<Pick<ReportData, 'portrait'> | undefined> {
  const portrait = history === undefined ? null : portraitOf(history);
  if (history === undefined || portrait === null) return undefined;
  return {
    portrait: { portrait, styles: await stylesOverTime(history), typical: await typicalSongs(history) },
  };
}

function predictionsData(explained: readonly ExplainedPrediction[], models: TrainedModels): PredictionsData {
  return {
    songs: bestFirst(explained).map((prediction) => ({
      id: prediction.id,
      name: prediction.name,
      artistName: prediction.artistName,
      scores: prediction.scores,
      confidence: prediction.confidence,
      reasons: prediction.reasons.slice(0, 3).map(({ feature, value, contribution }) => ({
        text: `${featureTitle(feature)}: ${value}`,
        effect: contribution,
      })),
    })),
    ...(judgeOfNewSongs(models) === undefined && {
      note: 'Trained on the top list alone: these scores rank songs against your favourites; they cannot tell a song you would like from a random one.',
    }),
  };
}

function curveOf({ preset, network, stages }: TasteModel): TrainingData['curves'] {
  if (network !== undefined) return [{ preset, epochs: network.training.history }];
  return stages === undefined ? [] : [{ preset, trees: stages.training.treeLosses }];
}

function methodData(models: TrainedModels): NonNullable<ReportData['method']> {
  const training = networkOfModels(models)?.training;
  return {
    steps: [
      'Your listening became a list of tracks, each with a score from 1 (most listened) to 0.',
      'Each track became 16 numbers: length, explicit flag, popularity, kind of release, and three numbers each for album, release date, artist and name.',
      ...listModels(models).map((model) => SHOWN_PRESETS[model.preset].method(model)),
    ],
    settings: {
      'ssrm version': packageJson.version,
      'Node.js': process.version,
      ...(training && {
        'learning rate': training.learningRate,
        epochs: training.epochs,
        batches: training.batches,
        'test share': training.testSize,
        seed: training.seed,
      }),
    },
  };
}
