// Sentence embeddings by the Universal Sentence Encoder on tfjs
export type { UniversalSentenceEncoderOptions } from './universal-sentence-encoder.ts';
export { filesAt, loadUniversalSentenceEncoder } from './universal-sentence-encoder.ts';
