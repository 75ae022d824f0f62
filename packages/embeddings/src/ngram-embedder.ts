import { checkArtifact, foldText, type Matrix, SsrmError, throwIfAborted } from '@ssrm/features';
import { NGRAM_RANGE, ngramCountLimit, writeNgramHashes } from './ngrams.ts';
import { readCount, readNumberList, toNumberList } from './numbers-json.ts';
import { type SparseMatrix, SparseMatrixBuilder, toDenseMatrix } from './sparse-matrix.ts';
import type { EmbedOptions, TextEmbedder } from './text-embedder.ts';

export interface NgramEmbedderOptions {
  /** Length of the vectors; a power of two from 2 to 2¹⁶. Default 1024. */
  readonly dimensions?: number;
  /**
   * Whether n-grams that few texts have count more (the default), or all alike. Alike suits release dates: rare
   * n-grams tell days of the month apart, common ones decades.
   */
  readonly weighting?: 'inverse-document-frequency' | 'none';
}

export interface NgramEmbedderJson {
  readonly kind: 'ngram-embedder';
  readonly version: 1;
  readonly id: string;
  readonly dimensions: number;
  readonly weights: readonly number[];
}

const DEFAULT_DIMENSIONS = 1024;
/** How many texts are embedded between two looks at the signal. */
const ABORT_CHECK_INTERVAL = 4096;

/**
 * Turns texts of any script into vectors of hashed character n-grams, with no download and the same numbers
 * everywhere.
 *
 * A text is folded ({@link foldText}), cut into n-grams of 2 to 4 characters within words
 * (each between two spaces), and each n-gram is hashed to one of `dimensions` places with a sign. A place holds
 * the sum of signs times its weight, the inverse document frequency `ln((1 + n) / (1 + df)) + 1`, where n is the number of
 * texts in `fit` and df how many of them have an n-gram there. The vector then has Euclidean length 1, in single precision.
 * A text with nothing visible, and no texts to fit on, are allowed: the first is the zero vector, the second
 * gives every place the weight 1.
 *
 * @see Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009
 * @see scikit-learn's TfidfTransformer (smooth_idf), whose formula this is
 */
export class NgramEmbedder implements TextEmbedder {
  static readonly kind = 'ngram-embedder';

  /** Differs between embedders that were fitted on different texts. */
  readonly id: string;
  readonly dimensions: number;
  readonly #weights: Float64Array;

  private constructor(weights: Float64Array) {
    this.#weights = weights;
    this.dimensions = weights.length;
    this.id = `ngram-${NGRAM_RANGE.shortest}-${NGRAM_RANGE.longest}-${weights.length}-${fingerprint(weights)}`;
    Object.freeze(this);
  }

  /**
   * An embedder whose weights come from these texts; a repeated text counts each time.
   *
   * @throws {@link SsrmError} if `dimensions` is no power of two from 2 to 2¹⁶.
   */
  static fit(texts: readonly string[], options: NgramEmbedderOptions = {}): NgramEmbedder {
    const dimensions = checkDimensions(options.dimensions ?? DEFAULT_DIMENSIONS);
    if (options.weighting === 'none') return new NgramEmbedder(new Float64Array(dimensions).fill(1));
    const folded = texts.map(foldText);
    const hashes = new Int32Array(largestLimit(folded));
    const documentFrequencies = new Float64Array(dimensions);
    const lastText = new Int32Array(dimensions).fill(-1);
    for (const [index, text] of folded.entries()) {
      const hashCount = writeNgramHashes(text, hashes);
      for (let position = 0; position < hashCount; position++) {
        const place = (hashes[position] as number) & (dimensions - 1);
        if (lastText[place] === index) continue;
        lastText[place] = index;
        documentFrequencies[place] = (documentFrequencies[place] as number) + 1;
      }
    }
    return new NgramEmbedder(
      documentFrequencies.map((frequency) => Math.log((1 + texts.length) / (1 + frequency)) + 1),
    );
  }

  /** The embedder that {@link NgramEmbedder.toJSON} saved; it gives the same vectors to the last bit. */
  static fromJSON(json: unknown): NgramEmbedder {
    const fields = checkArtifact(json, NgramEmbedder.kind, 1);
    const dimensions = checkDimensions(readCount(fields.dimensions, 'dimensions of ngram-embedder', 1));
    return new NgramEmbedder(readNumberList(fields.weights, 'weights of ngram-embedder', dimensions));
  }

  async embed(texts: readonly string[], options: EmbedOptions = {}): Promise<Matrix> {
    return toDenseMatrix(await this.embedSparse(texts, options));
  }

  async embedSparse(texts: readonly string[], options: EmbedOptions = {}): Promise<SparseMatrix> {
    throwIfAborted(options.signal);
    const folded = texts.map(foldText);
    const capacity = folded.reduce((sum, text) => sum + ngramCountLimit(text), 0);
    const builder = new SparseMatrixBuilder(texts.length, this.dimensions, capacity);
    const appendRow = createRowAppender(this.#weights, new Int32Array(largestLimit(folded)), builder);
    for (const [index, text] of folded.entries()) {
      if (index % ABORT_CHECK_INTERVAL === 0) throwIfAborted(options.signal);
      appendRow(text);
    }
    return builder.build();
  }

  toJSON(): NgramEmbedderJson {
    return {
      kind: NgramEmbedder.kind,
      version: 1,
      id: this.id,
      dimensions: this.dimensions,
      weights: toNumberList(this.#weights, 'an n-gram embedder'),
    };
  }
}

/** A function that appends the vector of a folded text as the next row; its calls share scratch space. */
function createRowAppender(
  weights: Float64Array,
  hashes: Int32Array,
  builder: SparseMatrixBuilder,
): (folded: string) => void {
  const dimensions = weights.length;
  const sums = new Float64Array(dimensions);
  const places = new Uint32Array(dimensions);
  const isListed = new Uint8Array(dimensions);
  return (folded) => {
    const hashCount = writeNgramHashes(folded, hashes);
    let placeCount = 0;
    for (let position = 0; position < hashCount; position++) {
      const hash = hashes[position] as number;
      const place = hash & (dimensions - 1);
      places[placeCount] = place;
      placeCount += 1 - (isListed[place] as number);
      isListed[place] = 1;
      // The sign is the highest bit, the place the lowest ones: they are independent.
      sums[place] = (sums[place] as number) + (hash < 0 ? -1 : 1);
    }
    let squares = 0;
    for (let index = 0; index < placeCount; index++) {
      const place = places[index] as number;
      const value = (sums[place] as number) * (weights[place] as number);
      sums[place] = value;
      squares += value * value;
    }
    builder.addRow(places, placeCount, sums, squares === 0 ? 0 : 1 / Math.sqrt(squares));
    for (let index = 0; index < placeCount; index++) {
      const place = places[index] as number;
      sums[place] = 0;
      isListed[place] = 0;
    }
  };
}

function largestLimit(folded: readonly string[]): number {
  return folded.reduce((largest, text) => Math.max(largest, ngramCountLimit(text)), 0);
}

/** Eight hexadecimal digits that depend on every bit of the numbers. */
function fingerprint(values: Float64Array): string {
  let hash = 0x811c9dc5;
  for (const word of new Uint32Array(values.slice().buffer)) {
    hash = Math.imul(hash ^ word, 0x01000193);
    hash ^= hash >>> 15;
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function checkDimensions(dimensions: number): number {
  const exponent = Math.log2(dimensions);
  if (!Number.isInteger(exponent) || exponent < 1 || exponent > 16) {
    throw new SsrmError(
      `Expected dimensions to be a power of two from 2 to 65536, but got ${dimensions}. Use 1024, 2048 or 4096.`,
      { code: 'invalid-argument' },
    );
  }
  return dimensions;
}
