import { type TextEmbedder, TrackEncoder, type TrackEncoderOptions } from '@ssrm/embeddings';
import {
  createMatrix,
  InvalidArtifactError,
  type Matrix,
  type ScoredTrack,
  ShapeError,
  SsrmError,
  StandardScaler,
  selectRows,
  type Track,
  trainTestSplit,
} from '@ssrm/features';
import { fromLayersArtifact, toLayersArtifact } from '../../artifact/layers-artifact.ts';
import { type ModelArtifact, PIPELINE_VERSION, weightsChecksum } from '../../artifact/model-artifact.ts';
import { checkColumns } from '../../artifact/saved-origin.ts';
import { type Explanation, explainScore, FEATURES, type Feature } from '../../explain/explanation.ts';
import { predictRows } from '../../fused/predict-rows.ts';
import { type DenseLayer, roundLayers } from '../../network/dense-layer.ts';
import { publishedLayers } from '../../network/initial-layers.ts';
import { trainLayers } from '../../training/train-layers.ts';
import type {
  EncodedSongs,
  EncodedTracks,
  NetworkFitOptions,
  Prediction,
  PresetDefinition,
  PresetModel,
  ScoringNetwork,
} from '../preset.ts';
import { agreement, ensembleFromJSON, ensembleToJSON, trainEnsemble } from './ensemble.ts';
import { foldScaler } from './fold-scaler.ts';
import { readTrainingRecord, type TrainingRecord } from './training-record.ts';

/** The published model: encoder, standard scores, 16 → 3 → 1 sigmoid network. */
class OriginalModel implements PresetModel {
  readonly network: ScoringNetwork;
  readonly #memberScoring: readonly (readonly DenseLayer[])[];

  private constructor(parts: Omit<ScoringNetwork, 'predict'>) {
    const { layers, members, scaler } = parts;
    const scoring = foldScaler(layers, scaler);
    this.network = { ...parts, predict: (rows) => scoreRows(scoring, rows) };
    this.#memberScoring = members.map((member) => foldScaler(member, scaler));
  }

  /** Trains on encoded songs; goes on from `continueFrom` (its network and scaler) where that is given. */
  static async fit(songs: EncodedSongs, options: NetworkFitOptions): Promise<OriginalModel> {
    const { encoder, rows, scores, tracks = [] } = songs;
    const { continueFrom, testSize = 0.15, seed = 42, ensembleSize = 4, ...training } = options;
    const { learningRate = 0.1, epochs = 2000, batches = 10, signal } = training;
    if (rows.rowCount !== scores.length) {
      throw new ShapeError(
        `Expected a score for each of the ${rows.rowCount} songs, but there are ${scores.length}.`,
      );
    }
    const { train, test } = trainTestSplit(rows.rowCount, { testSize, seed });
    const { featureNames } = encoder;
    const scaler = continueFrom?.scaler ?? StandardScaler.fit(selectRows(rows, train), { featureNames });
    const scaled = scaler.transform(rows);
    const trainX = selectRows(scaled, train);
    const pick = (indices: readonly number[]) => indices.map((index) => scores[index] as number);
    const result = await trainLayers(
      continueFrom?.layers ?? publishedLayers({ inputDim: featureNames.length, seed }),
      { trainX, trainY: pick(train), testX: selectRows(scaled, test), testY: pick(test) },
      { ...training, learningRate, epochs, batches, seed },
    );
    const members = await trainEnsemble(
      { rows: trainX, scores: pick(train) },
      ensembleSize,
      continueFrom?.members ?? [],
      { learningRate, epochs, batches, seed, ...(signal === undefined ? {} : { signal }) },
    );
    const before = continueFrom?.training;
    const record: TrainingRecord = {
      trainCount: train.length,
      testCount: test.length,
      testSize,
      learningRate,
      epochs,
      batches,
      seed,
      epochsBefore: before === undefined ? 0 : before.epochsBefore + before.epochs,
      history: result.history,
      missing: Object.fromEntries(Object.entries(encoder.missing(tracks)).filter(([, share]) => share > 0)),
    };
    return new OriginalModel({
      encoder,
      scaler,
      layers: roundLayers(result.layers),
      members,
      training: record,
    });
  }

  /** @throws {@link InvalidArtifactError} if the artifact is of another preset, or damaged. */
  static fromArtifact(
    artifact: ModelArtifact,
    options: { readonly embedders?: readonly TextEmbedder[] } = {},
  ): OriginalModel {
    const { pipeline } = artifact;
    const encoder = TrackEncoder.fromJSON(pipeline.encoder, options);
    const scaler = StandardScaler.fromJSON(pipeline.scaler);
    checkColumns(pipeline.columns, encoder.featureNames, { part: 'the network', maker: 'its encoder' });
    checkColumns(scaler.featureNames, encoder.featureNames, { part: 'the scaler', maker: 'its encoder' });
    const layers = fromLayersArtifact(artifact);
    const width = encoder.featureNames.length;
    if (layers[0]?.inputDim !== width || layers.at(-1)?.units !== 1) {
      throw new InvalidArtifactError(
        `The encoder gives ${width} columns, but the network of the saved model takes ${layers[0]?.inputDim}, or gives more than one score.`,
      );
    }
    return new OriginalModel({
      encoder,
      scaler,
      layers,
      members: ensembleFromJSON(pipeline.members, layers),
      training: readTrainingRecord(pipeline.training),
    });
  }

  async predict(tracks: readonly Track[], signal?: AbortSignal): Promise<number[]> {
    const { rows } = await this.encode(tracks, signal);
    return Array.from(this.network.predict(rows));
  }

  async predictWithConfidence(tracks: readonly Track[], signal?: AbortSignal): Promise<Prediction[]> {
    const { rows } = await this.encode(tracks, signal);
    const opinions = this.#memberScoring.map((network) => scoreRows(network, rows));
    return Array.from(this.network.predict(rows), (score, index) => ({
      score,
      confidence: opinions.length === 0 ? null : agreement(opinions.map((scores) => scores[index] as number)),
    }));
  }

  /** Compares with the average song: the mean of the training songs in every column. */
  async explain(track: Track, signal?: AbortSignal): Promise<Explanation> {
    const { encoder, scaler } = this.network;
    const { rows: encoded } = await this.encode([track], signal);
    const players = encoder.featureNames.map((name) =>
      FEATURES.indexOf(name.replace(/\d+$/u, '') as Feature),
    );
    const rows = createMatrix(2 ** FEATURES.length, encoded.columnCount);
    for (let index = 0; index < rows.values.length; index++) {
      const column = index % rows.columnCount;
      const coalition = Math.floor(index / rows.columnCount);
      const isIn = ((coalition >> (players[column] as number)) & 1) === 1;
      rows.values[index] = (isIn ? encoded.values[column] : scaler.means[column]) as number;
    }
    return explainScore(track, this.network.predict(rows), 'an average song');
  }

  async encode(tracks: readonly Track[], signal?: AbortSignal): Promise<EncodedTracks> {
    const { encoder } = this.network;
    const rows = await encoder.transform(tracks, signal === undefined ? {} : { signal });
    return { columns: encoder.featureNames, rows };
  }

  toArtifact(): ModelArtifact {
    const { encoder, scaler, layers, members, training } = this.network;
    const network = toLayersArtifact(layers);
    return {
      ...network,
      pipeline: {
        kind: 'ssrm-pipeline',
        version: PIPELINE_VERSION,
        preset: 'original',
        columns: encoder.featureNames,
        weightsChecksum: weightsChecksum(network.weightData),
        encoder: encoder.toJSON(),
        scaler: scaler.toJSON(),
        members: ensembleToJSON(members),
        training,
      },
    };
  }
}

function scoreRows(layers: readonly DenseLayer[], rows: Matrix): Float64Array {
  const width = layers[0]?.inputDim;
  if (rows.rowCount > 0 && rows.columnCount !== width) {
    throw new ShapeError(`Expected encoded rows of ${width} columns, but they have ${rows.columnCount}.`);
  }
  const scores = predictRows(layers, rows.values, rows.rowCount);
  const broken = scores.findIndex((score) => Number.isNaN(score));
  if (broken !== -1) {
    throw new SsrmError(`Row ${broken} holds a number that is not finite. Impute missing values first.`, {
      code: 'invalid-argument',
    });
  }
  return scores;
}

/** The songs as rows, with an encoder fitted on them unless one is given. */
async function encodeSongs(
  tracks: readonly ScoredTrack[],
  encoder: TrackEncoder | undefined,
  options: TrackEncoderOptions,
): Promise<EncodedSongs> {
  const fitted = encoder ?? (await TrackEncoder.fit(tracks, options));
  const rows = await fitted.transform(tracks, options.signal === undefined ? {} : { signal: options.signal });
  return { encoder: fitted, rows, scores: tracks.map(({ score }) => score), tracks };
}

export const originalPreset: PresetDefinition = {
  isNetwork: true,
  usesOthers: false,
  judgesNewSongs: false,
  async fit({ liked }, options) {
    const { encoder, embedder, reducer, ...training } = options;
    const { continueFrom, seed, signal } = training;
    const songs = await encodeSongs(liked, encoder ?? continueFrom?.encoder, {
      ...(embedder === undefined ? {} : { embedder }),
      ...(reducer === undefined ? {} : { reducer }),
      ...(seed === undefined ? {} : { seed }),
      ...(signal === undefined ? {} : { signal }),
    });
    return OriginalModel.fit(songs, training);
  },
  fitEncoded: (songs, options) => OriginalModel.fit(songs, options),
  fromArtifact: (artifact, options) => OriginalModel.fromArtifact(artifact, options),
};
