import type { DataType, FeatureExtractionPipeline } from '@huggingface/transformers';
import { SsrmError, throwIfAborted, wellFormed } from '@ssrm/features';
import { embedEach } from '../embed-each.ts';
import { importOptionalPeer } from '../optional-peer.ts';
import type { TextEmbedder } from '../text-embedder.ts';

export interface TransformersEmbedderOptions {
  /**
   * A feature-extraction model with ONNX weights: a name on the Hugging Face hub, or the path of a folder
   * (starting with `/`, `./`, `../` or a drive letter), which never touches the network.
   * Default `Xenova/bert-base-uncased`, the model of the published code (about 440 MB).
   */
  readonly model?: string;
  /** Precision of the weights. Default `fp32`, the precision of the published code. */
  readonly precision?: DataType;
  /** Uses files that are on this machine already and never downloads. Default false; always true for a path. */
  readonly localOnly?: boolean;
  /** Looked at before and after loading: a download that has begun goes on. */
  readonly signal?: AbortSignal;
}

const DEFAULT_MODEL = 'Xenova/bert-base-uncased';
const PATH = /^(?:\.{0,2}[/\\]|[a-z]:[/\\])/i;

/**
 * An embedder that runs a language model by transformers.js: the mean of the vectors of a text's tokens,
 * its start and end tokens included, as in the published code. Texts longer than the model allows are cut.
 *
 * The id is made of the model's name (a path's last part) and precision. Texts are embedded one by one.
 *
 * @throws {@link SsrmError} with code `missing-dependency` if `@huggingface/transformers` is not installed, and
 *   `model-not-loaded` if the model cannot be found or read.
 */
export async function createTransformersEmbedder(
  options: TransformersEmbedderOptions = {},
): Promise<TextEmbedder> {
  const model = options.model ?? DEFAULT_MODEL;
  const precision = options.precision ?? 'fp32';
  const isPath = PATH.test(model);
  throwIfAborted(options.signal);
  const { pipeline } = await importOptionalPeer(
    '@huggingface/transformers',
    '@huggingface/transformers@4',
    () => import('@huggingface/transformers'),
  );
  const extract = await loadModel(model, () =>
    pipeline('feature-extraction', model, {
      dtype: precision,
      local_files_only: isPath || (options.localOnly ?? false),
    }),
  );
  throwIfAborted(options.signal);
  const embedOne = async (text: string): Promise<Float32Array> => {
    const { data } = await extract(wellFormed(text), { pooling: 'mean' });
    return data as Float32Array;
  };
  const dimensions = (await embedOne('')).length;
  const name = isPath ? model.split(/[/\\]/).filter(Boolean).at(-1) : model;
  return {
    id: `transformers:${name}:${precision}:mean`,
    dimensions,
    embed: (texts, embedOptions) => embedEach(texts, dimensions, embedOne, embedOptions),
  };
}

async function loadModel(
  model: string,
  load: () => Promise<FeatureExtractionPipeline>,
): Promise<FeatureExtractionPipeline> {
  try {
    return await load();
  } catch (cause) {
    throw new SsrmError(
      `Expected a feature-extraction model with ONNX weights at ${JSON.stringify(model)}, but it could not be loaded. Check the name or path, and the network if it is to be downloaded.`,
      { code: 'model-not-loaded', cause },
    );
  }
}
