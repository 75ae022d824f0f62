// A person's model, saved and loaded

export type { LayersArtifact, WeightSpec } from './artifact/layers-artifact.ts';
export type { ModelArtifact, PipelineJson, SingleModelJson } from './artifact/model-artifact.ts';
export type { TasteModelOptions } from './model/taste-model.ts';
export { TasteModel } from './model/taste-model.ts';

// Presets: what each can do, and what their models have

export type { OriginalOptions } from './model/original/original-options.ts';
export type { TrainingRecord } from './model/original/training-record.ts';
export type {
  EncodedSongs,
  EncodedTracks,
  Prediction,
  PresetAbilities,
  ScoringNetwork,
} from './model/preset.ts';
export type { Preset } from './model/presets.ts';
export { networkOf, PRESETS } from './model/presets.ts';
export type { TasteRecord, TasteStages } from './model/taste/taste-stages.ts';
export type { TreeLoss } from './taste/tree-losses.ts';

// Explanations

export type { Contribution, Explanation, Feature } from './explain/explanation.ts';

// Finding and ranking songs

export type { DiscoverOptions, Discovery, Listener } from './rank/discover-songs.ts';
export { discoverSongs } from './rank/discover-songs.ts';
export type { DiversifyOptions, Rankable } from './rank/diversify.ts';
export { diversify } from './rank/diversify.ts';
export type { RankedTrack, Ranking } from './rank/rank-tracks.ts';
export { rankTracks } from './rank/rank-tracks.ts';
export type { ArtistPlays } from './rank/short-reasons.ts';
export { artistPlays, shortReasons } from './rank/short-reasons.ts';

// What many people keep

export type { ArtistPlace } from './world/artist-places.ts';
export { artistPlaces } from './world/artist-places.ts';
export { type TypicalSongs, typicalSongs } from './world/typical-songs.ts';
export type { WorldSong } from './world/world.ts';
export { worldSongs } from './world/world.ts';

// Styles of artists

export { loadKnownArtists } from './artists/artist-styles.ts';
export type { StylesOfPeriod } from './artists/styles-over-time.ts';
export { stylesOverTime } from './artists/styles-over-time.ts';

// Is it worth anything?

export type { EvaluateOptions } from './evaluate/evaluate.ts';
export { evaluate } from './evaluate/evaluate.ts';
export type { CutQuality, EvaluateInTimeOptions, EvaluationInTime } from './evaluate/evaluate-in-time.ts';
export { evaluateInTime } from './evaluate/evaluate-in-time.ts';
export type {
  BaselineInTime,
  Calibration,
  CalibrationBin,
  CandidateName,
  CandidateQuality,
  Comparison,
  Evaluation,
  Interval,
  LikingQuality,
  RankingQuality,
} from './evaluate/evaluation.ts';
export type { ShuffledFeature, ShuffleTestOptions } from './evaluate/shuffle-test.ts';
export { shuffleTest } from './evaluate/shuffle-test.ts';

// Metrics

export { auc } from './metrics/auc.ts';
export { calibrationError } from './metrics/calibration-error.ts';
export { ndcgAt } from './metrics/ndcg.ts';
export { meanAbsoluteError, rootMeanSquaredError } from './metrics/score-errors.ts';
export { spearman } from './metrics/spearman.ts';

// ONNX and SQL

export type { SqlDialect, SqlOptions } from './export/sql-dialect.ts';
export { toOnnx } from './export/to-onnx.ts';
export { toSql } from './export/to-sql.ts';
export type { SqlQueryOptions } from './export/to-sql-query.ts';
export { toSqlQuery } from './export/to-sql-query.ts';
export type { SqlWeights } from './export/to-sql-weights.ts';
export { toSqlWeights } from './export/to-sql-weights.ts';

// Networks of your own

export type { Loss } from './fused/fused-network.ts';
export type { Activation, DenseLayer } from './network/dense-layer.ts';
export type { LayerShape } from './network/initial-layers.ts';
export { initialLayers, publishedLayers } from './network/initial-layers.ts';
export type { BestState, TrainingCheckpoint } from './training/checkpoint.ts';
export { checkpointFromJSON } from './training/checkpoint.ts';
export type { EpochMetrics } from './training/epoch-metrics.ts';
export type { Optimizer } from './training/optimizers.ts';
export { predictLayers } from './training/predict-layers.ts';
export type { TrainingData } from './training/train-layers.ts';
export { trainLayers } from './training/train-layers.ts';
export type { TrainingJob, TrainManyOptions } from './training/train-many.ts';
export { trainMany } from './training/train-many.ts';
export type { BatchLoss, EarlyStopping, TrainingOptions } from './training/training-options.ts';
export type { TrainingResult } from './training/training-progress.ts';
export type { WorkerPool, WorkerTask } from './training/worker-pool.ts';
