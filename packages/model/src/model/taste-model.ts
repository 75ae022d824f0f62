import type { TextEmbedder, TrackEncoder, TrackEncoderOptions } from '@ssrm/embeddings';
import {
  InvalidArtifactError,
  type Matrix,
  type ScoredTrackLike,
  SsrmError,
  type StandardScaler,
  type TrackLike,
  toScoredTracks,
  toTrack,
  toTracks,
} from '@ssrm/features';
import {
  checkModelArtifact,
  fromSingleJson,
  type ModelArtifact,
  type SingleModelJson,
  toSingleJson,
} from '../artifact/model-artifact.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { type EncodedSongs, encodeSongs, OriginalModel, type OriginalOptions } from './original-model.ts';
import type { EncodedTracks, Prediction, Preset } from './scorer.ts';
import { type TasteRecord, TasteScorer, type TasteStages } from './taste-scorer.ts';
import type { TrainingRecord } from './training-record.ts';

/** Options of {@link TasteModel.fit}; `embedder` and `reducer` are the encoder's, where one is to be fitted. */
export interface TasteModelOptions
  extends OriginalOptions,
    Pick<TrackEncoderOptions, 'embedder' | 'reducer'> {
  /** @default 'taste' where there are background tracks or dislikes, else 'original' */
  readonly preset?: Preset;
  /** For preset `taste`: `'world'` for the built-in counts of what many people keep, or tracks that the person does not play, such as a random sample of a search. */
  readonly background?: readonly TrackLike[] | 'world';
  /** Tracks that the person rejected, for preset `taste`: skipped, or hardly played. */
  readonly dislikes?: readonly TrackLike[];
  /** Goes on training this model: its encoder, scaler and network are used. */
  readonly continueFrom?: TasteModel;
  /** An encoder that is fitted already; without it one is fitted on the songs. */
  readonly encoder?: TrackEncoder;
}

/**
 * One person's taste: scores any track from 0 to 1, most liked 1. Immutable.
 *
 * @example
 * ```ts
 * const model = await TasteModel.fit(scoreByRank(topTracks), { epochs: 2000 });
 * const [score] = await model.predict([track]);
 * ```
 */
export class TasteModel {
  static readonly kind = 'ssrm-model';
  readonly #scorer: OriginalModel | TasteScorer;

  private constructor(scorer: OriginalModel | TasteScorer) {
    this.#scorer = scorer;
  }

  /**
   * A model of this person's songs. Preset `original` learns how much they like each; preset `taste` learns what tells
   * them from the background and the dislikes, or without either how they rank among each other, which says nothing of songs that
   * the person would not play. Beside `'world'` songs are known by their names and artists alone; what else the tracks say makes no difference. The options of the network's training play no part in `taste`.
   *
   * @param tracks - For `original` at least as many as batches, after the test set is taken away; for `taste` at least 10,
   * and none or 10 others. Scores 0 … 1.
   * @throws {@link SsrmError} for options out of range, too few songs, or after `signal` (`aborted`).
   */
  static async fit(tracks: readonly ScoredTrackLike[], options: TasteModelOptions = {}): Promise<TasteModel> {
    const liked = toScoredTracks(tracks);
    const { preset, continueFrom, encoder, embedder, reducer, background, dislikes, ...training } = options;
    if ((preset ?? ((background ?? dislikes) ? 'taste' : 'original')) === 'taste') {
      const { seed, signal } = options;
      const others = {
        background: background === 'world' ? background : toTracks(background ?? [], 'background'),
        dislikes: toTracks(dislikes ?? [], 'dislikes'),
      };
      const fit = { ...(seed === undefined ? {} : { seed }), ...(signal === undefined ? {} : { signal }) };
      return new TasteModel(await TasteScorer.fit({ liked, ...others }, fit));
    }
    const songs = await encodeSongs(liked, encoder ?? continueFrom?.encoder, {
      ...(embedder === undefined ? {} : { embedder }),
      ...(reducer === undefined ? {} : { reducer }),
      ...(options.seed === undefined ? {} : { seed: options.seed }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return TasteModel.fitEncoded(songs, {
      ...training,
      ...(continueFrom === undefined ? {} : { continueFrom }),
    });
  }

  /** A model of preset `original` of songs that are encoded already. */
  static async fitEncoded(
    songs: EncodedSongs,
    options: OriginalOptions & { readonly continueFrom?: TasteModel } = {},
  ): Promise<TasteModel> {
    const { continueFrom, ...training } = options;
    const before = continueFrom === undefined ? {} : { continueFrom: continueFrom.#original() };
    return new TasteModel(await OriginalModel.fit(songs, { ...training, ...before }));
  }

  /**
   * The model in an artifact.
   *
   * @param options.embedders - Those it was fitted with, except n-grams, which are part of the artifact.
   * @throws {@link InvalidArtifactError} if it is damaged, or of a version or preset that this release cannot read.
   */
  static fromArtifact(
    artifact: ModelArtifact,
    options: { readonly embedders?: readonly TextEmbedder[] } = {},
  ): TasteModel {
    const checked = checkModelArtifact(artifact);
    switch (checked.pipeline.preset) {
      case 'original':
        return new TasteModel(OriginalModel.fromArtifact(checked, options));
      case 'taste':
        return new TasteModel(TasteScorer.fromArtifact(checked));
      default:
        throw new InvalidArtifactError(
          `Expected a saved model of preset original or taste, but its preset is ${JSON.stringify(checked.pipeline.preset)}.`,
        );
    }
  }

  /** The model that {@link TasteModel.toJSON} saved. See {@link TasteModel.fromArtifact}. */
  static fromJSON(json: unknown, options: { readonly embedders?: readonly TextEmbedder[] } = {}): TasteModel {
    return TasteModel.fromArtifact(fromSingleJson(json), options);
  }

  get preset(): Preset {
    return this.#scorer.preset;
  }

  /** Of preset `original`: turns tracks into the rows that {@link TasteModel.predictEncoded} takes. */
  get encoder(): TrackEncoder {
    return this.#original().encoder;
  }

  /** Of preset `original`: scaler and layers that score the encoder's rows. */
  get encodedNetwork(): { readonly scaler: StandardScaler; readonly layers: readonly DenseLayer[] } {
    const { scaler, layers } = this.#original();
    return { scaler, layers };
  }

  /** Of preset `original`: how it was trained, with the measurements of the epochs. */
  get training(): TrainingRecord {
    return this.#original().training;
  }

  /** Of preset `taste`: what it was learned from, and how its trees learned. */
  get tasteTraining(): TasteRecord {
    return this.#taste().record;
  }

  /**
   * A score from 0 to 1 for each, in their order: of tracks, rows with a name at least, track objects of the Web API, or bare names.
   *
   * @throws {@link InvalidDataError} that says which cannot be used, and why.
   */
  async predict(
    tracks: readonly TrackLike[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<number[]> {
    return this.#scorer.predict(toTracks(tracks), options.signal);
  }

  /** The same scores, each with how sure the model is of it. */
  async predictWithConfidence(
    tracks: readonly TrackLike[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Prediction[]> {
    return this.#scorer.predictWithConfidence(toTracks(tracks), options.signal);
  }

  /**
   * Why a track has its score: what each of its eight features does, compared with an average song
   * (preset `original`) or one of which nothing is known (preset `taste`).
   * Exact Shapley values over all 256 combinations of features; they add up to the score.
   */
  async explain(track: TrackLike, options: { readonly signal?: AbortSignal } = {}): Promise<Explanation> {
    return this.#scorer.explain(toTrack(track), options.signal);
  }

  /**
   * Tracks as the columns that exported models take. For `original` the 16 of the encoder; for `taste` all that the members read
   * of a track (beside the built-in world: how it stands to this listener), so they are of this model alone.
   */
  async encode(
    tracks: readonly TrackLike[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<EncodedTracks> {
    return this.#scorer.encode(toTracks(tracks), options.signal);
  }

  /** Of preset `taste`: how a row of {@link TasteModel.encode} becomes a score. */
  get tasteStages(): TasteStages {
    return this.#taste().stages;
  }

  /**
   * Of preset `original`: scores of rows of {@link TasteModel.encoder}, unscaled.
   *
   * @param rows - Shape `[n, 16]`, finite.
   * @returns Length n.
   */
  predictEncoded(rows: Matrix): Float64Array {
    return this.#original().predictEncoded(rows);
  }

  /** The parts of the saved model, in memory. */
  toArtifact(): ModelArtifact {
    return this.#scorer.toArtifact();
  }

  /** The model as one JSON object, for browsers: `JSON.stringify(model)` is a file. */
  toJSON(): SingleModelJson {
    return toSingleJson(this.toArtifact());
  }

  /** @throws {@link SsrmError} `invalid-argument` if the preset is another. */
  #taste(): TasteScorer {
    if (this.#scorer.preset === 'taste') return this.#scorer;
    throw new SsrmError("Only a model of preset 'taste' has this; preset 'original' has training.", {
      code: 'invalid-argument',
    });
  }

  /** @throws {@link SsrmError} `invalid-argument` if the preset is another. */
  #original(): OriginalModel {
    if (this.#scorer.preset === 'original') return this.#scorer;
    throw new SsrmError(
      "Only a model of preset 'original' has this: preset 'taste' has no epochs and no encoder of its own; encode, toSqlQuery and toOnnx are for both.",
      { code: 'invalid-argument' },
    );
  }
}
