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
import { fromLayersArtifact, toLayersArtifact } from '../artifact/layers-artifact.ts';
import { type ModelArtifact, PIPELINE_VERSION, weightsChecksum } from '../artifact/model-artifact.ts';
import { checkColumns } from '../artifact/saved-origin.ts';
import { type Explanation, explainScore, FEATURES, type Feature } from '../explain/explanation.ts';
import { FusedNetwork } from '../fused/fused-network.ts';
import { type DenseLayer, roundLayers } from '../network/dense-layer.ts';
import { publishedLayers } from '../network/initial-layers.ts';
import { trainLayers } from '../training/train-layers.ts';
import type { TrainingOptions } from '../training/training-options.ts';
import { agreement, ensembleFromJSON, ensembleToJSON, trainEnsemble } from './ensemble.ts';
import { foldScaler } from './fold-scaler.ts';
import type { EncodedTracks, Prediction, Scorer } from './scorer.ts';
import { readTrainingRecord, type TrainingRecord } from './training-record.ts';

/** Options of preset `original`: the arguments of the published design, with the defaults of its scripts. */
export interface OriginalOptions
  extends Pick<
    TrainingOptions,
    | 'learningRate'
    | 'epochs'
    | 'batches'
    | 'testFrequency'
    | 'printFrequency'
    | 'earlyStopping'
    | 'onEpoch'
    | 'onBatchLoss'
    | 'checkpointFrequency'
    | 'onCheckpoint'
    | 'resumeFrom'
    | 'signal'
  > {
  /**
   * Share of the songs that test the model and are not trained on, 0 ≤ share < 1.
   * @default 0.15
   */
  readonly testSize?: number;
  /**
   * Seed of the split and of the initial weights.
   * @default 42
   */
  readonly seed?: number;
  /**
   * Further networks, trained on other draws of the songs, whose agreement is the confidence of a score; 0 for none.
   * @default 4
   */
  readonly ensembleSize?: number;
}

/** Songs as rows of the encoder that made them. */
export interface EncodedSongs {
  readonly encoder: TrackEncoder;
  /** Shape `[n, encoder.featureNames.length]`, unscaled. */
  readonly rows: Matrix;
  /** Length n, 0 … 1. */
  readonly scores: ArrayLike<number>;
  /** The songs themselves, where they are at hand: for the record of what they lacked. */
  readonly tracks?: readonly Track[];
}

/** The published model: encoder, standard scores, 16 → 3 → 1 sigmoid network. */
export class OriginalModel implements Scorer {
  readonly preset = 'original' as const;
  readonly encoder: TrackEncoder;
  readonly scaler: StandardScaler;
  readonly layers: readonly DenseLayer[];
  readonly training: TrainingRecord;
  /** Networks of the same shape, for confidence only. */
  readonly members: readonly (readonly DenseLayer[])[];
  readonly #scoring: FusedNetwork;
  readonly #memberScoring: readonly FusedNetwork[];

  private constructor(parts: {
    readonly encoder: TrackEncoder;
    readonly scaler: StandardScaler;
    readonly layers: readonly DenseLayer[];
    readonly members: readonly (readonly DenseLayer[])[];
    readonly training: TrainingRecord;
  }) {
    this.encoder = parts.encoder;
    this.scaler = parts.scaler;
    this.layers = parts.layers;
    this.members = parts.members;
    this.training = parts.training;
    this.#scoring = new FusedNetwork(foldScaler(parts.layers, parts.scaler));
    this.#memberScoring = parts.members.map((layers) => new FusedNetwork(foldScaler(layers, parts.scaler)));
  }

  /** Trains on encoded songs; goes on from `continueFrom` (its network and scaler) where that is given. */
  static async fit(
    songs: EncodedSongs,
    options: OriginalOptions & { readonly continueFrom?: OriginalModel },
  ): Promise<OriginalModel> {
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
    return Array.from(this.predictEncoded(rows));
  }

  /** Scores of encoded, unscaled rows. */
  predictEncoded(rows: Matrix): Float64Array {
    return scoreRows(this.#scoring, rows);
  }

  async predictWithConfidence(tracks: readonly Track[], signal?: AbortSignal): Promise<Prediction[]> {
    const { rows } = await this.encode(tracks, signal);
    const opinions = this.#memberScoring.map((network) => scoreRows(network, rows));
    return Array.from(this.predictEncoded(rows), (score, index) => ({
      score,
      confidence: opinions.length === 0 ? null : agreement(opinions.map((scores) => scores[index] as number)),
    }));
  }

  /** Compares with the average song: the mean of the training songs in every column. */
  async explain(track: Track, signal?: AbortSignal): Promise<Explanation> {
    const { rows: encoded } = await this.encode([track], signal);
    const players = this.encoder.featureNames.map((name) =>
      FEATURES.indexOf(name.replace(/\d+$/u, '') as Feature),
    );
    const rows = createMatrix(2 ** FEATURES.length, encoded.columnCount);
    for (let index = 0; index < rows.values.length; index++) {
      const column = index % rows.columnCount;
      const coalition = Math.floor(index / rows.columnCount);
      const isIn = ((coalition >> (players[column] as number)) & 1) === 1;
      rows.values[index] = (isIn ? encoded.values[column] : this.scaler.means[column]) as number;
    }
    return explainScore(track, this.predictEncoded(rows), 'an average song');
  }

  async encode(tracks: readonly Track[], signal?: AbortSignal): Promise<EncodedTracks> {
    const rows = await this.encoder.transform(tracks, signal === undefined ? {} : { signal });
    return { columns: this.encoder.featureNames, rows };
  }

  toArtifact(): ModelArtifact {
    const network = toLayersArtifact(this.layers);
    return {
      ...network,
      pipeline: {
        kind: 'ssrm-pipeline',
        version: PIPELINE_VERSION,
        preset: this.preset,
        columns: this.encoder.featureNames,
        weightsChecksum: weightsChecksum(network.weightData),
        encoder: this.encoder.toJSON(),
        scaler: this.scaler.toJSON(),
        members: ensembleToJSON(this.members),
        training: this.training,
      },
    };
  }
}

function scoreRows(network: FusedNetwork, rows: Matrix): Float64Array {
  if (rows.rowCount > 0 && rows.columnCount !== network.inputDim) {
    throw new ShapeError(
      `Expected encoded rows of ${network.inputDim} columns, but they have ${rows.columnCount}.`,
    );
  }
  const scores = new Float64Array(rows.rowCount);
  network.predict(rows.values, 0, rows.rowCount, scores, 0);
  const broken = scores.findIndex((score) => Number.isNaN(score));
  if (broken !== -1) {
    throw new SsrmError(`Row ${broken} holds a number that is not finite. Impute missing values first.`, {
      code: 'invalid-argument',
    });
  }
  return scores;
}

/** The songs as rows, with an encoder fitted on them unless one is given. */
export async function encodeSongs(
  tracks: readonly ScoredTrack[],
  encoder: TrackEncoder | undefined,
  options: TrackEncoderOptions,
): Promise<EncodedSongs> {
  const fitted = encoder ?? (await TrackEncoder.fit(tracks, options));
  const rows = await fitted.transform(tracks, options.signal === undefined ? {} : { signal: options.signal });
  return { encoder: fitted, rows, scores: tracks.map(({ score }) => score), tracks };
}
