// Sentence embeddings by transformers.js
export type { TransformersEmbedderOptions } from './transformers-embedder.ts';
export { createTransformersEmbedder } from './transformers-embedder.ts';
