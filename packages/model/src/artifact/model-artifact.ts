import { type Artifact, checkArtifact, fromBase64, InvalidArtifactError, toBase64 } from '@ssrm/features';
import { crc32c } from '../crc32c.ts';
import { damaged, type JsonObject, readObject, readText } from './json-fields.ts';
import type { LayersArtifact, WeightSpec } from './layers-artifact.ts';

/** Of {@link PipelineJson}. */
export const PIPELINE_VERSION = 2;

/** What stands beside the network in a saved model: how tracks become its rows, and how it was trained. */
export interface PipelineJson extends Artifact<'ssrm-pipeline'> {
  readonly version: 2;
  readonly preset: string;
  /** Names of the network's inputs, in order. */
  readonly columns: readonly string[];
  /** CRC-32C of the weights, in hexadecimal: tells files of different saves apart. */
  readonly weightsChecksum: string;
  readonly [field: string]: unknown;
}

/** A whole model in memory; `tf.loadLayersModel(tf.io.fromMemory(artifact))` reads its network. */
export interface ModelArtifact extends LayersArtifact {
  readonly pipeline: PipelineJson;
}

/** A whole model as one JSON object, for browsers and other programs. */
export interface SingleModelJson extends Artifact<'ssrm-model'> {
  readonly version: 1;
  readonly modelTopology: JsonObject;
  readonly weightSpecs: readonly WeightSpec[];
  /** Base64 of 32-bit floats, little endian. */
  readonly weightData: string;
  readonly pipeline: PipelineJson;
}

/** The checksum that {@link PipelineJson} holds of its weights. */
export function weightsChecksum(weightData: ArrayBuffer): string {
  return crc32c(new Uint8Array(weightData)).toString(16).padStart(8, '0');
}

/** The model as one JSON object. */
export function toSingleJson(artifact: ModelArtifact): SingleModelJson {
  return {
    kind: 'ssrm-model',
    version: 1,
    modelTopology: artifact.modelTopology,
    weightSpecs: artifact.weightSpecs,
    weightData: toBase64(new Uint8Array(artifact.weightData)),
    pipeline: artifact.pipeline,
  };
}

/** @throws {@link InvalidArtifactError} if the JSON is no saved model, of another version, or damaged. */
export function fromSingleJson(json: unknown): ModelArtifact {
  const fields = checkArtifact(json, 'ssrm-model', 1);
  return checkModelArtifact({
    modelTopology: fields.modelTopology,
    weightSpecs: fields.weightSpecs,
    weightData: fromBase64(readText(fields.weightData, 'weightData'), 'weights').buffer,
    pipeline: fields.pipeline,
  });
}

/**
 * The parts of a model as an artifact, after checking that they belong together. The network and what the pipeline
 * holds are checked by those who read them.
 *
 * @throws {@link InvalidArtifactError} if they do not, or the pipeline is of another version.
 */
export function checkModelArtifact(parts: {
  readonly modelTopology: unknown;
  readonly weightSpecs: unknown;
  readonly weightData: ArrayBuffer;
  readonly pipeline: unknown;
}): ModelArtifact {
  const pipeline = checkArtifact(parts.pipeline, 'ssrm-pipeline', PIPELINE_VERSION) as PipelineJson;
  readText(pipeline.preset, 'preset');
  if (!Array.isArray(parts.weightSpecs)) throw damaged('weightSpecs', 'an array', parts.weightSpecs);
  const found = weightsChecksum(parts.weightData);
  if (pipeline.weightsChecksum !== found) {
    throw new InvalidArtifactError(
      'The weights and the pipeline of the saved model are not of one save, or were changed since. Save or train the model again.',
    );
  }
  return {
    modelTopology: readObject(parts.modelTopology, 'modelTopology'),
    weightSpecs: parts.weightSpecs,
    weightData: parts.weightData,
    pipeline,
  };
}
