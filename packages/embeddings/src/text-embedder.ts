import type { Artifact, Matrix } from '@ssrm/features';
import type { SparseMatrix } from './sparse-matrix.ts';

export interface EmbedOptions {
  /** Stops between batches; the promise then rejects with code `aborted`. */
  readonly signal?: AbortSignal;
}

/** Turns texts into vectors. The vector of a text depends on nothing but the text, never on its neighbours. */
export interface TextEmbedder {
  /** Names the embedder and everything that its numbers depend on; equal ids give equal vectors. */
  readonly id: string;
  readonly dimensions: number;
  /** One row a text, in order: shape `[texts.length, dimensions]`. Equal texts give equal rows. */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Matrix>;
  /** The same rows where most numbers are zero, for embedders whose vectors are long. */
  embedSparse?(texts: readonly string[], options?: EmbedOptions): Promise<SparseMatrix>;
  /** What rebuilds the embedder, for those that consist of fitted numbers alone. */
  toJSON?(): Artifact;
}
