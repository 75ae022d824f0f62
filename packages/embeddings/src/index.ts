// Tracks to rows

export type { ReducerName, TextColumnJson } from './track-encoder/text-column.ts';
export type { PerText, TrackEncoderJson, TrackEncoderOptions } from './track-encoder/track-encoder.ts';
export { TrackEncoder } from './track-encoder/track-encoder.ts';

// Texts to vectors

export type { EmbeddingCacheOptions } from './embedding-cache.ts';
export { EmbeddingCache } from './embedding-cache.ts';
export type { NgramEmbedderJson, NgramEmbedderOptions } from './ngram-embedder.ts';
export { NgramEmbedder } from './ngram-embedder.ts';
export type { SparseMatrix } from './sparse-matrix.ts';
export type { EmbedOptions, TextEmbedder } from './text-embedder.ts';

// Vectors to fewer numbers

export type { PcaJson, PcaOptions } from './reducers/pca.ts';
export { Pca } from './reducers/pca.ts';
export type { Reducer } from './reducers/reducer.ts';
export type { UmapJson, UmapOptions } from './reducers/umap.ts';
export { Umap } from './reducers/umap.ts';

// A map for plotting

export type { TasteMap, TasteMapOptions, TasteMapPlace } from './taste-map.ts';
export { createTasteMap } from './taste-map.ts';
