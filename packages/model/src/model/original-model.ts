import { type TextEmbedder, TrackEncoder, type TrackEncoderOptions } from '@ssrm/embeddings';
import {
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
import { type ModelArtifact, weightsChecksum } from '../artifact/model-artifact.ts';
import { FusedNetwork } from '../fused/fused-network.ts';
import { type DenseLayer, roundLayers } from '../network/dense-layer.ts';
import { publishedLayers } from '../network/initial-layers.ts';
import { trainLayers } from '../training/train-layers.ts';
import type { TrainingOptions } from '../training/training-options.ts';
import { foldScaler } from './fold-scaler.ts';
import type { Scorer } from './scorer.ts';
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
  readonly #scoring: FusedNetwork;

  private constructor(
    encoder: TrackEncoder,
    scaler: StandardScaler,
    layers: readonly DenseLayer[],
    training: TrainingRecord,
  ) {
    this.encoder = encoder;
    this.scaler = scaler;
    this.layers = layers;
    this.training = training;
    this.#scoring = new FusedNetwork(foldScaler(layers, scaler));
  }

  /** Trains on encoded songs; goes on from `continueFrom` (its network and scaler) where that is given. */
  static async fit(
    songs: EncodedSongs,
    options: OriginalOptions & { readonly continueFrom?: OriginalModel },
  ): Promise<OriginalModel> {
    const { encoder, rows, scores, tracks = [] } = songs;
    const { continueFrom, testSize = 0.15, seed = 42, ...training } = options;
    if (rows.rowCount !== scores.length) {
      throw new ShapeError(
        `Expected a score for each of the ${rows.rowCount} songs, but there are ${scores.length}.`,
      );
    }
    const { train, test } = trainTestSplit(rows.rowCount, { testSize, seed });
    const { featureNames } = encoder;
    const scaler = continueFrom?.scaler ?? StandardScaler.fit(selectRows(rows, train), { featureNames });
    const scaled = scaler.transform(rows);
    const start = continueFrom?.layers ?? publishedLayers({ inputDim: featureNames.length, seed });
    const pick = (indices: readonly number[]) => indices.map((index) => scores[index] as number);
    const { learningRate = 0.1, epochs = 2000, batches = 10 } = training;
    const result = await trainLayers(
      start,
      {
        trainX: selectRows(scaled, train),
        trainY: pick(train),
        testX: selectRows(scaled, test),
        testY: pick(test),
      },
      { ...training, learningRate, epochs, batches, seed },
    );
    const before = continueFrom?.training;
    return new OriginalModel(encoder, scaler, roundLayers(result.layers), {
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
    const layers = fromLayersArtifact(artifact);
    const width = encoder.featureNames.length;
    if (scaler.featureNames.length !== width || layers[0]?.inputDim !== width || layers.at(-1)?.units !== 1) {
      throw new InvalidArtifactError(
        `The encoder gives ${width} columns, but scaler and network of the saved model take ${scaler.featureNames.length} and ${layers[0]?.inputDim}, or the network gives more than one score.`,
      );
    }
    return new OriginalModel(encoder, scaler, layers, readTrainingRecord(pipeline.training));
  }

  async predict(tracks: readonly Track[], signal?: AbortSignal): Promise<number[]> {
    const rows = await this.encoder.transform(tracks, signal === undefined ? {} : { signal });
    return Array.from(this.predictEncoded(rows));
  }

  /** Scores of encoded, unscaled rows. */
  predictEncoded(rows: Matrix): Float64Array {
    if (rows.rowCount > 0 && rows.columnCount !== this.#scoring.inputDim) {
      throw new ShapeError(
        `Expected encoded rows of ${this.#scoring.inputDim} columns, but they have ${rows.columnCount}.`,
      );
    }
    const scores = new Float64Array(rows.rowCount);
    this.#scoring.predict(rows.values, 0, rows.rowCount, scores, 0);
    const broken = scores.findIndex((score) => Number.isNaN(score));
    if (broken !== -1) {
      throw new SsrmError(`Row ${broken} holds a number that is not finite. Impute missing values first.`, {
        code: 'invalid-argument',
      });
    }
    return scores;
  }

  toArtifact(): ModelArtifact {
    const network = toLayersArtifact(this.layers);
    return {
      ...network,
      pipeline: {
        kind: 'ssrm-pipeline',
        version: 1,
        preset: this.preset,
        weightsChecksum: weightsChecksum(network.weightData),
        encoder: this.encoder.toJSON(),
        scaler: this.scaler.toJSON(),
        training: this.training,
      },
    };
  }
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
