// Text to vectors

export type { EmbeddingCacheOptions } from './embedding-cache.ts';
export { EmbeddingCache } from './embedding-cache.ts';
export type { NgramEmbedderJson, NgramEmbedderOptions } from './ngram-embedder.ts';
export { NgramEmbedder } from './ngram-embedder.ts';
export type { NgramRange } from './ngrams.ts';
export { characterNgrams, hashNgram } from './ngrams.ts';
// Vectors to fewer numbers
export type { PcaJson, PcaOptions } from './reducers/pca.ts';
export { Pca } from './reducers/pca.ts';
export type { Reducer } from './reducers/reducer.ts';
export type { UmapJson, UmapOptions } from './reducers/umap.ts';
export { Umap } from './reducers/umap.ts';
// Sparse matrices
export type { SparseMatrix } from './sparse-matrix.ts';
export { isSparseMatrix, toDenseMatrix } from './sparse-matrix.ts';
// A map for plotting
export type { TasteMap, TasteMapOptions, TasteMapPlace } from './taste-map.ts';
export { createTasteMap } from './taste-map.ts';
export type { EmbedOptions, TextEmbedder } from './text-embedder.ts';
export type { ReducerName, TextColumnJson } from './track-encoder/text-column.ts';
// Tracks to rows
export type { PerText, TrackEncoderJson, TrackEncoderOptions } from './track-encoder/track-encoder.ts';
export { TrackEncoder } from './track-encoder/track-encoder.ts';
