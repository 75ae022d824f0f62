import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextEmbedder } from '@ssrm/embeddings';
import { InvalidArtifactError } from '@ssrm/features';
import { damaged, readArray, readObject } from '../artifact/json-fields.ts';
import type { ModelArtifact } from '../artifact/model-artifact.ts';
import { TasteModel } from '../model/taste-model.ts';

/** Larger files are refused unread: a network takes kilobytes, an encoder a few megabytes. */
const largestBytes = 512 * 1024 * 1024;

/**
 * The model in a folder that {@link saveModel} wrote. The files are checked as data; nothing in them is executed, and
 * no other file is opened.
 *
 * @param options.embedders - Those the model was fitted with, except n-grams, which are part of the files.
 * @throws {@link InvalidArtifactError} that names the folder, if a file is missing, damaged, hostile, of another save than the
 * others, or of a version this release cannot read.
 */
export async function loadModel(
  directory: string,
  options: { readonly embedders?: readonly TextEmbedder[] } = {},
): Promise<TasteModel> {
  try {
    return await readModel(directory, options);
  } catch (error) {
    if (!InvalidArtifactError.isInstance(error) || error.message.includes(directory)) throw error;
    throw new InvalidArtifactError(`The model in ${directory} cannot be used. ${error.message}`, {
      cause: error,
    });
  }
}

async function readModel(
  directory: string,
  options: { readonly embedders?: readonly TextEmbedder[] },
): Promise<TasteModel> {
  const description = readObject(await readJson(directory, 'model.json'), 'model.json');
  const pipeline = await readJson(directory, 'pipeline.json');
  const manifest = readArray(description.weightsManifest, 'weightsManifest', 1);
  const group = readObject(manifest[0], 'weightsManifest');
  const paths = readArray(group.paths, 'paths', 1);
  if (paths[0] !== 'weights.bin') throw damaged('paths', '["weights.bin"]', paths[0]);
  const weights = await readBytes(directory, 'weights.bin');
  const parts = {
    modelTopology: description.modelTopology,
    weightSpecs: group.weights,
    weightData: Uint8Array.from(weights).buffer,
    pipeline,
  };
  // TasteModel checks every part, whatever it is.
  return TasteModel.fromArtifact(parts as ModelArtifact, options);
}

async function readJson(directory: string, name: string): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(directory, name));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidArtifactError(
      `${join(directory, name)} is not valid JSON: it is damaged or was cut off. Train the model again, or copy the folder again.`,
      { cause },
    );
  }
}

async function readBytes(directory: string, name: string): Promise<Uint8Array> {
  const path = join(directory, name);
  const file = await open(path).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? `There is no ${path}` : `${path} cannot be opened (${code})`;
    throw new InvalidArtifactError(
      `${what}. Expected a saved model: a folder with model.json, weights.bin and pipeline.json.`,
      { cause },
    );
  });
  try {
    const information = await file.stat();
    if (!information.isFile() || information.size > largestBytes) {
      throw new InvalidArtifactError(`Expected ${path} to be a file of at most ${largestBytes} bytes.`);
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}
