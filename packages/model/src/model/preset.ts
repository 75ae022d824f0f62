import type { TextEmbedder, TrackEncoder, TrackEncoderOptions } from '@ssrm/embeddings';
import type { Matrix, ScoredTrack, StandardScaler, Track } from '@ssrm/features';
import type { ModelArtifact } from '../artifact/model-artifact.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import type { OriginalOptions } from './original/original-options.ts';
import type { TrainingRecord } from './original/training-record.ts';
import type { TasteStages } from './taste/taste-stages.ts';

/** What tells one preset from another before anything is learned. */
export interface PresetAbilities {
  /** Its models have {@link PresetModel.network}: they learn in epochs from encoded songs, and can go on from a saved model. */
  readonly isNetwork: boolean;
  /** It learns from songs that the person did not choose, beside their own. */
  readonly usesOthers: boolean;
  /** Its scores say of any song whether the person would like it; else they only order songs of the kind that they play. */
  readonly judgesNewSongs: boolean;
}

/** A way to learn a person's taste. */
export interface PresetDefinition extends PresetAbilities {
  fit(tracks: ListenersTracks, options: PresetFitOptions): Promise<PresetModel>;
  /** Of a network: learns from songs that are encoded already. */
  fitEncoded?(songs: EncodedSongs, options: NetworkFitOptions): Promise<PresetModel>;
  /** @throws {@link InvalidArtifactError} if the artifact is damaged. */
  fromArtifact(
    artifact: ModelArtifact,
    options: { readonly embedders?: readonly TextEmbedder[] },
  ): PresetModel;
}

/** What a model of every preset does, and what some have beside that. */
export interface PresetModel {
  /** A score from 0 to 1 for each track, in their order. */
  predict(tracks: readonly Track[], signal?: AbortSignal): Promise<number[]>;
  /** The same scores with how sure the model is of each. */
  predictWithConfidence(tracks: readonly Track[], signal?: AbortSignal): Promise<Prediction[]>;
  /** Why a track has its score. */
  explain(track: Track, signal?: AbortSignal): Promise<Explanation>;
  /** The numbers that the model scores. */
  encode(tracks: readonly Track[], signal?: AbortSignal): Promise<EncodedTracks>;
  toArtifact(): ModelArtifact;
  /** Where it is a network over the rows of an encoder that several models may share. */
  readonly network?: ScoringNetwork;
  /** Where the score comes about in stages of trees, neighbours and columns as they are. */
  readonly stages?: TasteStages;
}

/** One person's tracks; the scores count only where there are no others. */
export interface ListenersTracks {
  readonly liked: readonly ScoredTrack[];
  /** Tracks that the person does not play, or `'world'` for what many people keep. */
  readonly background: readonly Track[] | 'world';
  /** Tracks that the person rejected. */
  readonly dislikes?: readonly Track[];
}

/** Options of all presets; each takes those that it knows. */
interface PresetFitOptions extends NetworkFitOptions, Pick<TrackEncoderOptions, 'embedder' | 'reducer'> {
  /** An encoder that is fitted already. */
  readonly encoder?: TrackEncoder | undefined;
}

export interface NetworkFitOptions extends OriginalOptions {
  readonly continueFrom?: ScoringNetwork;
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

/** A trained network, what stands before it, and how it was trained. */
export interface ScoringNetwork {
  /** Turns tracks into the rows that `predict` takes. */
  readonly encoder: TrackEncoder;
  readonly scaler: StandardScaler;
  /** They take rows of the encoder, scaled. */
  readonly layers: readonly DenseLayer[];
  /** Networks of the same shape, for confidence only. */
  readonly members: readonly (readonly DenseLayer[])[];
  /** With the measurements of the epochs. */
  readonly training: TrainingRecord;
  /**
   * Scores of rows of the encoder, unscaled.
   *
   * @param rows - Shape `[n, 16]`, finite.
   * @returns Length n.
   */
  predict(rows: Matrix): Float64Array;
}

/** A score with how sure the model is of it. */
export interface Prediction {
  /** From 0 to 1, most liked 1. */
  readonly score: number;
  /**
   * From 0 to 1: how far an ensemble of models, each trained on another draw of the songs, agrees about the track.
   * `null` where the model has no ensemble.
   */
  readonly confidence: number | null;
}

/** Tracks as the numbers that a model scores. */
export interface EncodedTracks {
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** Shape `[n, columns.length]`, finite. */
  readonly rows: Matrix;
}
