import {
  checkArtifact,
  createMatrix,
  DENSE_FEATURES,
  type DenseFeature,
  denseFeatures,
  InvalidArtifactError,
  InvalidDataError,
  type Matrix,
  TEXT_FEATURES,
  type TextFeature,
  type Track,
  textFeatures,
} from '@ssrm/features';
import { readNumberList, toNumberList } from '../numbers-json.ts';
import { checkComponents } from '../reducers/reducer-input.ts';
import type { TextEmbedder } from '../text-embedder.ts';
import { isMissing, type ReducerName, TextColumn, type TextColumnJson } from './text-column.ts';

/** One choice for all four texts, or one each; a text left out has the default. */
export type PerText<Choice> = Choice | Partial<Readonly<Record<TextFeature, Choice>>>;

export interface TrackEncoderOptions {
  /** Default: an {@link NgramEmbedder} a text, fitted on the texts of the tracks. */
  readonly embedder?: PerText<TextEmbedder>;
  /** Default `pca`. */
  readonly reducer?: ReducerName;
  /** Numbers a text becomes. Default 3. */
  readonly components?: PerText<number>;
  /** For reducers that draw random numbers. Default 42. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

export interface TrackEncoderJson {
  readonly kind: 'track-encoder';
  readonly version: 1;
  readonly denseMeans: readonly number[];
  readonly texts: Readonly<Record<TextFeature, TextColumnJson>>;
}

const DEFAULT_COMPONENTS = 3;
const DEFAULT_SEED = 42;

/**
 * Turns tracks into rows of numbers: the four numeric features, then each text reduced to a few numbers, in the
 * column order of the published design (16 columns by default; nothing is scaled).
 *
 * Everything is fitted on the training songs and then applied: a track gives the same row in any company and
 * whenever it comes, also those of `fit`. A missing number becomes the training mean (0 where no training song
 * has one), a missing, empty or blank text the mean of the training songs' coordinates; both are neutral.
 * {@link TrackEncoder.missing} says how much was missing.
 */
export class TrackEncoder {
  static readonly kind = 'track-encoder';

  /** `duration_ms`, `explicit`, `popularity`, `album_type`, `album_name1` … `name3`. */
  readonly featureNames: readonly string[];
  readonly #denseMeans: Float64Array;
  readonly #texts: Readonly<Record<TextFeature, TextColumn>>;

  private constructor(denseMeans: Float64Array, texts: Readonly<Record<TextFeature, TextColumn>>) {
    this.#denseMeans = denseMeans;
    this.#texts = texts;
    this.featureNames = [
      ...DENSE_FEATURES,
      ...TEXT_FEATURES.flatMap((feature) =>
        Array.from({ length: texts[feature].components }, (_, index) => `${feature}${index + 1}`),
      ),
    ];
  }

  /**
   * An encoder fitted on these tracks; their order does not matter.
   *
   * @param tracks - At least one.
   * @throws {@link InvalidDataError} if there are no tracks.
   */
  static async fit(tracks: readonly Track[], options: TrackEncoderOptions = {}): Promise<TrackEncoder> {
    if (tracks.length === 0) {
      throw new InvalidDataError('Expected at least one track to fit the encoder on, but there are none.');
    }
    const texts: Partial<Record<TextFeature, TextColumn>> = {};
    for (const feature of TEXT_FEATURES) {
      texts[feature] = await TextColumn.fit(
        tracks.map((track) => textFeatures(track)[feature]),
        {
          components: checkComponents(choiceFor(options.components, feature) ?? DEFAULT_COMPONENTS),
          reducer: options.reducer ?? 'pca',
          embedder: choiceFor(options.embedder, feature),
          seed: options.seed ?? DEFAULT_SEED,
          signal: options.signal,
        },
      );
    }
    const means = DENSE_FEATURES.map((feature) => knownMean(tracks, feature));
    return new TrackEncoder(Float64Array.from(means), texts as Record<TextFeature, TextColumn>);
  }

  /**
   * The encoder that {@link TrackEncoder.toJSON} saved; it gives the same rows to the last bit.
   *
   * @param options.embedders - Those the encoder was fitted with, except n-grams, which are part of the JSON.
   * @throws {@link InvalidArtifactError} if it is damaged, of an unknown version, or an embedder is not given.
   */
  static fromJSON(
    json: unknown,
    options: { readonly embedders?: readonly TextEmbedder[] } = {},
  ): TrackEncoder {
    const fields = checkArtifact(json, TrackEncoder.kind, 1);
    const saved = fields.texts;
    if (typeof saved !== 'object' || saved === null) {
      throw new InvalidArtifactError(
        'Expected texts of track-encoder to be an object. The saved JSON is damaged.',
      );
    }
    const texts = Object.fromEntries(
      TEXT_FEATURES.map((feature) => [
        feature,
        TextColumn.fromJSON((saved as Record<string, unknown>)[feature], options.embedders ?? []),
      ]),
    ) as Record<TextFeature, TextColumn>;
    const means = readNumberList(fields.denseMeans, 'denseMeans of track-encoder', DENSE_FEATURES.length);
    return new TrackEncoder(means, texts);
  }

  /** One row a track, shape `[n, featureNames.length]`, n ≥ 0. */
  async transform(
    tracks: readonly Track[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Matrix> {
    const encoded = createMatrix(tracks.length, this.featureNames.length);
    for (const [row, track] of tracks.entries()) {
      const dense = denseFeatures(track);
      for (const [column, feature] of DENSE_FEATURES.entries()) {
        const value = dense[feature];
        encoded.values[row * encoded.columnCount + column] = isKnown(value)
          ? value
          : (this.#denseMeans[column] as number);
      }
    }
    let firstColumn: number = DENSE_FEATURES.length;
    for (const feature of TEXT_FEATURES) {
      const column = this.#texts[feature];
      const part = await column.transform(
        tracks.map((track) => textFeatures(track)[feature]),
        options.signal,
      );
      for (let row = 0; row < tracks.length; row++) {
        const numbers = part.values.subarray(row * column.components, (row + 1) * column.components);
        encoded.values.set(numbers, row * encoded.columnCount + firstColumn);
      }
      firstColumn += column.components;
    }
    return encoded;
  }

  /** The share of the tracks, 0 … 1, that lack each feature and get the neutral value; 0 for no tracks. */
  missing(tracks: readonly Track[]): Record<DenseFeature | TextFeature, number> {
    const share = (isAbsent: (track: Track) => boolean): number =>
      tracks.length === 0 ? 0 : tracks.filter(isAbsent).length / tracks.length;
    return Object.fromEntries([
      ...DENSE_FEATURES.map((feature) => [
        feature,
        share((track) => !isKnown(denseFeatures(track)[feature])),
      ]),
      ...TEXT_FEATURES.map((feature) => [feature, share((track) => isMissing(textFeatures(track)[feature]))]),
    ]) as Record<DenseFeature | TextFeature, number>;
  }

  toJSON(): TrackEncoderJson {
    return {
      kind: TrackEncoder.kind,
      version: 1,
      denseMeans: toNumberList(this.#denseMeans, 'a track encoder'),
      texts: Object.fromEntries(
        TEXT_FEATURES.map((feature) => [feature, this.#texts[feature].toJSON()]),
      ) as Record<TextFeature, TextColumnJson>,
    };
  }
}

function choiceFor<Choice>(choice: PerText<Choice> | undefined, feature: TextFeature): Choice | undefined {
  if (typeof choice !== 'object' || choice === null || isEmbedder(choice))
    return choice as Choice | undefined;
  return (choice as Partial<Record<TextFeature, Choice>>)[feature];
}

function isEmbedder(value: object): boolean {
  return 'embed' in value;
}

function isKnown(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** The mean of the values that are known, added in sorted order so that the order of tracks does not matter. */
function knownMean(tracks: readonly Track[], feature: DenseFeature): number {
  const known = tracks.map((track) => denseFeatures(track)[feature]).filter(isKnown);
  const sum = known.sort((left, right) => left - right).reduce((total, value) => total + value, 0);
  return known.length === 0 ? 0 : sum / known.length;
}
