import type { TextEmbedder, TrackEncoder, TrackEncoderOptions } from '@ssrm/embeddings';
import {
  InvalidArtifactError,
  type ScoredTrackLike,
  SsrmError,
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
import type { OriginalOptions } from './original/original-options.ts';
import type { EncodedSongs, EncodedTracks, Prediction, PresetModel, ScoringNetwork } from './preset.ts';
import { defaultPreset, isPreset, networkOf, PRESET_NAMES, type Preset, presetNamed } from './presets.ts';
import type { TasteStages } from './taste/taste-stages.ts';

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
  /** Goes on training this model, which has a {@link TasteModel.network}: its encoder, scaler and layers are used. */
  readonly continueFrom?: TasteModel;
  /** An encoder that is fitted already; without it one is fitted on the songs. */
  readonly encoder?: TrackEncoder | undefined;
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
  /** Which of the presets it is of; what they can do stands in {@link PRESETS}. */
  readonly preset: Preset;
  readonly #model: PresetModel;

  private constructor(preset: Preset, model: PresetModel) {
    this.preset = preset;
    this.#model = model;
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
    const { background, dislikes, continueFrom, ...further } = options;
    const { preset = defaultPreset((background ?? dislikes) !== undefined), ...training } = further;
    const others = {
      background: background === 'world' ? background : toTracks(background ?? [], 'background'),
      dislikes: toTracks(dislikes ?? [], 'dislikes'),
    };
    const model = await presetNamed(preset).fit(
      { liked, ...others },
      { ...training, ...(continueFrom === undefined ? {} : { continueFrom: networkOf(continueFrom) }) },
    );
    return new TasteModel(preset, model);
  }

  /** A model of a preset that is a network, `original` unless told otherwise, of songs that are encoded already. */
  static async fitEncoded(
    songs: EncodedSongs,
    options: OriginalOptions & { readonly preset?: Preset; readonly continueFrom?: TasteModel } = {},
  ): Promise<TasteModel> {
    const { preset = defaultPreset(false), continueFrom, ...training } = options;
    const before = continueFrom === undefined ? {} : { continueFrom: networkOf(continueFrom) };
    const model = await presetNamed(preset).fitEncoded?.(songs, { ...training, ...before });
    if (model !== undefined) return new TasteModel(preset, model);
    throw new SsrmError(`Preset ${preset} learns from tracks, not from rows of an encoder: use fit.`, {
      code: 'invalid-argument',
    });
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
    const { preset } = checked.pipeline;
    if (isPreset(preset)) return new TasteModel(preset, presetNamed(preset).fromArtifact(checked, options));
    throw new InvalidArtifactError(
      `Expected a saved model of preset ${PRESET_NAMES.join(' or ')}, but its preset is ${JSON.stringify(preset)}.`,
    );
  }

  /** The model that {@link TasteModel.toJSON} saved. See {@link TasteModel.fromArtifact}. */
  static fromJSON(json: unknown, options: { readonly embedders?: readonly TextEmbedder[] } = {}): TasteModel {
    return TasteModel.fromArtifact(fromSingleJson(json), options);
  }

  /** Of presets that are a network over encoded songs, such as `original`: encoder, layers, how they were trained. */
  get network(): ScoringNetwork | undefined {
    return this.#model.network;
  }

  /** The encoder of the {@link TasteModel.network}, to be shared with other models. */
  get encoder(): TrackEncoder | undefined {
    return this.#model.network?.encoder;
  }

  /** Of presets that score in stages, such as `taste`: how a row of {@link TasteModel.encode} becomes a score, and what that was learned from. */
  get stages(): TasteStages | undefined {
    return this.#model.stages;
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
    return this.#model.predict(toTracks(tracks), options.signal);
  }

  /** The same scores, each with how sure the model is of it. */
  async predictWithConfidence(
    tracks: readonly TrackLike[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Prediction[]> {
    return this.#model.predictWithConfidence(toTracks(tracks), options.signal);
  }

  /**
   * Why a track has its score: what each of its eight features does, compared with an average song
   * (preset `original`) or one of which nothing is known (preset `taste`).
   * Exact Shapley values over all 256 combinations of features; they add up to the score.
   */
  async explain(track: TrackLike, options: { readonly signal?: AbortSignal } = {}): Promise<Explanation> {
    return this.#model.explain(toTrack(track), options.signal);
  }

  /**
   * Tracks as the columns that exported models take. For `original` the 16 of the encoder; for `taste` all that the members read
   * of a track (beside the built-in world: how it stands to this listener), so they are of this model alone.
   */
  async encode(
    tracks: readonly TrackLike[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<EncodedTracks> {
    return this.#model.encode(toTracks(tracks), options.signal);
  }

  /** The parts of the saved model, in memory. */
  toArtifact(): ModelArtifact {
    return this.#model.toArtifact();
  }

  /** The model as one JSON object, for browsers: `JSON.stringify(model)` is a file. */
  toJSON(): SingleModelJson {
    return toSingleJson(this.toArtifact());
  }
}
