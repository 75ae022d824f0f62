import type { Matrix, Track } from '@ssrm/features';
import type { ModelArtifact } from '../artifact/model-artifact.ts';
import type { Explanation } from '../explain/explanation.ts';

/** `original`: the published design; `taste`: the strongest content-based model that was found. */
export type Preset = 'original' | 'taste';

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

/** What every preset's model can do; `TasteModel` holds one of them. */
export interface Scorer {
  readonly preset: Preset;
  /** A score from 0 to 1 for each track, in their order. */
  predict(tracks: readonly Track[], signal?: AbortSignal): Promise<number[]>;
  /** The same scores with how sure the model is of each. */
  predictWithConfidence(tracks: readonly Track[], signal?: AbortSignal): Promise<Prediction[]>;
  /** Why a track has its score. */
  explain(track: Track, signal?: AbortSignal): Promise<Explanation>;
  /** The numbers that the model scores. */
  encode(tracks: readonly Track[], signal?: AbortSignal): Promise<EncodedTracks>;
  toArtifact(): ModelArtifact;
}
