import {
  type Artifact,
  checkArtifact,
  createMatrix,
  InvalidArtifactError,
  type Matrix,
  readArtifact,
  throwIfAborted,
} from '@ssrm/features';
import { NgramEmbedder, type NgramEmbedderOptions } from '../ngram-embedder.ts';
import { readCount, readNumberList, toNumberList } from '../numbers-json.ts';
import { Pca } from '../reducers/pca.ts';
import type { Reducer } from '../reducers/reducer.ts';
import { Umap } from '../reducers/umap.ts';
import type { SparseMatrix } from '../sparse-matrix.ts';
import type { TextEmbedder } from '../text-embedder.ts';

/** `pca`, or `umap` as in the published code. */
export type ReducerName = 'pca' | 'umap';

export interface TextColumnOptions {
  readonly components: number;
  readonly reducer: ReducerName;
  /** Default: character n-grams fitted on the texts. */
  readonly embedder: TextEmbedder | undefined;
  /** Of the default embedder. */
  readonly ngrams: NgramEmbedderOptions;
  readonly seed: number;
  readonly signal: AbortSignal | undefined;
}

export interface TextColumnJson {
  readonly kind: 'text-column';
  readonly version: 1;
  readonly components: number;
  readonly embedderId: string;
  /** The embedder, where it consists of fitted numbers alone; otherwise `null`. */
  readonly embedder: Artifact | null;
  /** `null` where no track had a text to learn from. */
  readonly reducer: Artifact | null;
  readonly neutral: readonly number[];
}

/** How many texts are embedded at a time when no fit needs them all. */
const BATCH_SIZE = 1024;

/** One text feature as numbers: an embedder and a reducer fitted on the texts of the training songs. */
export class TextColumn {
  static readonly kind = 'text-column';

  readonly components: number;
  readonly embedder: TextEmbedder;
  readonly #reducer: Reducer | null;
  /** What a missing text becomes: the mean of the training songs. */
  readonly #neutral: Float64Array;

  private constructor(
    components: number,
    embedder: TextEmbedder,
    reducer: Reducer | null,
    neutral: Float64Array,
  ) {
    this.components = components;
    this.embedder = embedder;
    this.#reducer = reducer;
    this.#neutral = neutral;
    Object.freeze(this);
  }

  /** Fits on the texts that are there; a text counts as often as it occurs, and their order does not matter. */
  static async fit(texts: readonly (string | null)[], options: TextColumnOptions): Promise<TextColumn> {
    const { components, signal } = options;
    const occurrences = countTexts(texts);
    // Sorted, so that the same songs in another order give the same numbers to the last bit.
    const distinct = [...occurrences.keys()].sort();
    const weights = distinct.map((text) => occurrences.get(text) as number);
    const known = texts.filter((text) => !isMissing(text)) as string[];
    const embedder = options.embedder ?? NgramEmbedder.fit(known, options.ngrams);
    if (distinct.length === 0)
      return new TextColumn(components, embedder, null, new Float64Array(components));
    const vectors = await embedAll(embedder, distinct, signal);
    throwIfAborted(signal);
    const reducer =
      options.reducer === 'umap'
        ? Umap.fit(vectors, { components, seed: options.seed })
        : Pca.fit(vectors, { components, weights });
    const neutral = weightedMean(reducer.transform(vectors), weights);
    return new TextColumn(components, embedder, reducer, neutral);
  }

  /** The column that {@link TextColumn.toJSON} saved; embedders that were not saved are looked up by their id. */
  static fromJSON(json: unknown, embedders: readonly TextEmbedder[]): TextColumn {
    const fields = checkArtifact(json, TextColumn.kind, 1);
    const components = readCount(fields.components, 'components of text-column', 1);
    return new TextColumn(
      components,
      readEmbedder(fields.embedder, fields.embedderId, embedders),
      fields.reducer === null ? null : readArtifact(fields.reducer, [Pca, Umap]),
      readNumberList(fields.neutral, 'neutral of text-column', components),
    );
  }

  /** Shape `[texts.length, components]`. Each text is encoded on its own, equal texts once. */
  async transform(texts: readonly (string | null)[], signal: AbortSignal | undefined): Promise<Matrix> {
    const encoded = createMatrix(texts.length, this.components);
    const distinct = [...countTexts(texts).keys()];
    const coordinates = new Map<string, Float64Array>();
    for (let start = 0; this.#reducer !== null && start < distinct.length; start += BATCH_SIZE) {
      const batch = distinct.slice(start, start + BATCH_SIZE);
      const reduced = this.#reducer.transform(await embedAll(this.embedder, batch, signal));
      for (const [index, text] of batch.entries()) {
        coordinates.set(
          text,
          reduced.values.subarray(index * this.components, (index + 1) * this.components),
        );
      }
    }
    for (const [index, text] of texts.entries()) {
      encoded.values.set(coordinates.get(text ?? '') ?? this.#neutral, index * this.components);
    }
    return encoded;
  }

  toJSON(): TextColumnJson {
    return {
      kind: TextColumn.kind,
      version: 1,
      components: this.components,
      embedderId: this.embedder.id,
      embedder: this.embedder.toJSON?.() ?? null,
      reducer: this.#reducer?.toJSON() ?? null,
      neutral: toNumberList(this.#neutral, 'a text column'),
    };
  }
}

/** True for a text that says nothing: `null`, empty or blank. */
export function isMissing(text: string | null): boolean {
  return text === null || text.trim() === '';
}

function countTexts(texts: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    if (text !== null && !isMissing(text)) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

function embedAll(
  embedder: TextEmbedder,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Matrix | SparseMatrix> {
  const options = signal === undefined ? {} : { signal };
  return embedder.embedSparse?.(texts, options) ?? embedder.embed(texts, options);
}

function weightedMean(rows: Matrix, weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(rows.columnCount);
  for (const [index, value] of rows.values.entries()) {
    const column = index % rows.columnCount;
    const weight = weights[(index - column) / rows.columnCount] as number;
    mean[column] = (mean[column] as number) + (weight * value) / total;
  }
  return mean;
}

function readEmbedder(json: unknown, id: unknown, embedders: readonly TextEmbedder[]): TextEmbedder {
  if (json !== null) return readArtifact(json, [NgramEmbedder]);
  const embedder = embedders.find((candidate) => candidate.id === id);
  if (embedder === undefined) {
    const given = embedders.map((candidate) => candidate.id).join(', ') || 'none';
    throw new InvalidArtifactError(
      `The saved encoder was fitted with the embedder ${JSON.stringify(id)}, but the embedders given are: ${given}. Create that embedder and pass it as { embedders: [embedder] }.`,
    );
  }
  return embedder;
}
