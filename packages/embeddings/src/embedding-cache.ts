import { createMatrix, type Matrix, matrixRow, SsrmError } from '@ssrm/features';
import type { TextEmbedder } from './text-embedder.ts';

export interface EmbeddingCacheOptions {
  /** How many vectors are kept; the one not asked for longest goes first. Default 20,000. */
  readonly maximumEntries?: number;
}

const DEFAULT_MAXIMUM_ENTRIES = 20_000;

/**
 * Keeps vectors in memory by embedder id and text, so that slow embedders see each text once.
 * One cache serves any number of embedders; what it holds is bounded.
 */
export class EmbeddingCache {
  readonly #maximumEntries: number;
  /** In order of last use, the oldest first. */
  readonly #vectors = new Map<string, Float64Array>();

  /** @throws {@link SsrmError} if `maximumEntries` is no whole number of at least 1. */
  constructor(options: EmbeddingCacheOptions = {}) {
    const maximum = options.maximumEntries ?? DEFAULT_MAXIMUM_ENTRIES;
    if (!Number.isSafeInteger(maximum) || maximum < 1) {
      throw new SsrmError(`Expected maximumEntries to be a whole number of at least 1, but got ${maximum}.`, {
        code: 'invalid-argument',
      });
    }
    this.#maximumEntries = maximum;
  }

  /** How many vectors it holds now. */
  get size(): number {
    return this.#vectors.size;
  }

  /** An embedder with the same id and vectors, which asks `embedder` only for texts that are not here yet. */
  wrap(embedder: TextEmbedder): TextEmbedder {
    return {
      id: embedder.id,
      dimensions: embedder.dimensions,
      embed: async (texts, options) => {
        const distinct = [...new Set(texts)];
        const found = new Map(distinct.map((text) => [text, this.#read(keyOf(embedder, text))]));
        const unknown = distinct.filter((text) => found.get(text) === undefined);
        if (unknown.length > 0) {
          const fresh = await embedder.embed(unknown, options);
          for (const [row, text] of unknown.entries()) {
            const vector = matrixRow(fresh, row).slice();
            found.set(text, vector);
            this.#write(keyOf(embedder, text), vector);
          }
        }
        return gather(texts, found, embedder.dimensions);
      },
      ...(embedder.toJSON
        ? { toJSON: () => (embedder.toJSON as NonNullable<typeof embedder.toJSON>)() }
        : {}),
    };
  }

  #read(key: string): Float64Array | undefined {
    const vector = this.#vectors.get(key);
    if (vector !== undefined) this.#write(key, vector);
    return vector;
  }

  #write(key: string, vector: Float64Array): void {
    this.#vectors.delete(key);
    this.#vectors.set(key, vector);
    if (this.#vectors.size > this.#maximumEntries) {
      this.#vectors.delete(this.#vectors.keys().next().value as string);
    }
  }
}

function keyOf(embedder: TextEmbedder, text: string): string {
  return `${embedder.id}\n${text}`;
}

function gather(
  texts: readonly string[],
  vectors: ReadonlyMap<string, Float64Array | undefined>,
  dimensions: number,
): Matrix {
  const matrix = createMatrix(texts.length, dimensions);
  for (const [row, text] of texts.entries()) {
    matrix.values.set(vectors.get(text) as Float64Array, row * dimensions);
  }
  return matrix;
}
