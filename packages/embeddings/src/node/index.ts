// Models from npm packages
export { readInstalledModelFile } from './installed-model-file.ts';
export { loadInstalledUniversalSentenceEncoder } from './installed-universal-sentence-encoder.ts';
