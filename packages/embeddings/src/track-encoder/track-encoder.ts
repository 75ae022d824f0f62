import {
  checkArtifact,
  createMatrix,
  DENSE_FEATURES,
  type DenseFeature,
  denseFeatures,
  InvalidArtifactError,
  InvalidDataError,
  type Matrix,
  MeanImputer,
  type MeanImputerJson,
  matrixFromRows,
  matrixRow,
  missingShares,
  TEXT_FEATURES,
  type TextFeature,
  type Track,
  textFeatures,
} from '@ssrm/features';
import { checkComponents } from '../reducers/reducer-input.ts';
import type { TextEmbedder } from '../text-embedder.ts';
import { isMissing, type ReducerName, TextColumn, type TextColumnJson } from './text-column.ts';

/** One choice for all four texts, or one each; a text left out has the default. */
export type PerText<Choice> = Choice | Partial<Readonly<Record<TextFeature, Choice>>>;

export interface TrackEncoderOptions {
  /** Default: an {@link NgramEmbedder} a text, fitted on the texts of the tracks; unweighted for release dates. */
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
  readonly imputer: MeanImputerJson;
  readonly texts: Readonly<Record<TextFeature, TextColumnJson>>;
}

const DEFAULT_COMPONENTS = 3;
const DEFAULT_SEED = 42;

/**
 * Turns tracks into rows of numbers: the four numeric features, then each text reduced to a few numbers, in the
 * column order of the published design (16 columns by default; nothing is scaled).
 *
 * Everything is fitted on the training songs and then applied: a track gives the same row in any company and
 * whenever it comes, also those of `fit`. A missing number becomes the training mean (where no training song
 * has one, the column is 0 throughout), a missing, empty or blank text the mean of the training songs' coordinates; both are neutral.
 * {@link TrackEncoder.missing} says how much was missing.
 */
export class TrackEncoder {
  static readonly kind = 'track-encoder';

  /** `duration_ms`, `explicit`, `popularity`, `album_type`, `album_name1` … `name3`. */
  readonly featureNames: readonly string[];
  readonly #imputer: MeanImputer;
  readonly #texts: Readonly<Record<TextFeature, TextColumn>>;

  private constructor(imputer: MeanImputer, texts: Readonly<Record<TextFeature, TextColumn>>) {
    this.#imputer = imputer;
    this.#texts = texts;
    this.featureNames = [
      ...DENSE_FEATURES,
      ...TEXT_FEATURES.flatMap((feature) =>
        Array.from({ length: texts[feature].components }, (_, index) => `${feature}${index + 1}`),
      ),
    ];
    Object.freeze(this);
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
          ngrams: { weighting: feature === 'release_date' ? 'none' : 'inverse-document-frequency' },
          seed: options.seed ?? DEFAULT_SEED,
          signal: options.signal,
        },
      );
    }
    const imputer = MeanImputer.fit(denseMatrix(tracks), { featureNames: DENSE_FEATURES });
    return new TrackEncoder(imputer, texts as Record<TextFeature, TextColumn>);
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
    const imputer = MeanImputer.fromJSON(fields.imputer);
    if (imputer.featureNames.join() !== DENSE_FEATURES.join()) {
      throw new InvalidArtifactError(
        `Expected the imputer of track-encoder to be for ${DENSE_FEATURES.join(', ')}. The saved JSON is damaged.`,
      );
    }
    return new TrackEncoder(imputer, texts);
  }

  /** One row a track, shape `[n, featureNames.length]`, n ≥ 0. */
  async transform(
    tracks: readonly Track[],
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<Matrix> {
    const encoded = createMatrix(tracks.length, this.featureNames.length);
    const dense = this.#imputer.transform(denseMatrix(tracks));
    for (let row = 0; row < tracks.length; row++) {
      encoded.values.set(matrixRow(dense, row), row * encoded.columnCount);
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
    const denseShares = missingShares(denseMatrix(tracks));
    const textShare = (feature: TextFeature): number =>
      tracks.filter((track) => isMissing(textFeatures(track)[feature])).length / Math.max(1, tracks.length);
    return Object.fromEntries([
      ...DENSE_FEATURES.map((feature, column) => [feature, denseShares[column]]),
      ...TEXT_FEATURES.map((feature) => [feature, textShare(feature)]),
    ]) as Record<DenseFeature | TextFeature, number>;
  }

  toJSON(): TrackEncoderJson {
    return {
      kind: TrackEncoder.kind,
      version: 1,
      imputer: this.#imputer.toJSON(),
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

/** The numeric features, shape `[n, 4]`; what is unknown, or no finite number, is NaN. */
function denseMatrix(tracks: readonly Track[]): Matrix {
  const rows = tracks.map((track) => {
    const dense = denseFeatures(track);
    return DENSE_FEATURES.map((feature) => {
      const value = dense[feature];
      return value === null || !Number.isFinite(value) ? Number.NaN : value;
    });
  });
  return matrixFromRows(rows, DENSE_FEATURES.length);
}
