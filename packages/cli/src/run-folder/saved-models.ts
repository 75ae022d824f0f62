import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TasteModel } from '@ssrm/model';
import { loadModel } from '@ssrm/model/node';
import type { TrainedModels } from '../commands/train/train-presets.ts';
import { CliError } from '../errors/cli-error.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { OUTPUT_FILES } from './output-files.ts';
import { loadSavedEmbedders } from './saved-embedder.ts';

/**
 * The models that a run left in its output folder.
 *
 * @throws {@link CliError} if there is none.
 */
export async function loadSavedModels(out: string, context: StageContext): Promise<TrainedModels> {
  const original = join(out, OUTPUT_FILES.originalModel);
  const taste = join(out, OUTPUT_FILES.tasteModel);
  const models = {
    ...(existsSync(original) && { original: await loadModelFolder(original, out, context) }),
    ...(existsSync(taste) && { taste: await loadModelFolder(taste, out, context) }),
  };
  if (models.original === undefined && models.taste === undefined) {
    throw new CliError(
      `There is no trained model in ${out}. Run ssrm run first, or name its folder with --out.`,
    );
  }
  return models;
}

/** The model in a folder, with the embedder that it was fitted with; `out` knows where a language model is. */
export async function loadModelFolder(
  folder: string,
  out: string,
  context: StageContext,
): Promise<TasteModel> {
  const embedders = await loadSavedEmbedders(await readEncoder(folder), out, context);
  return loadModel(folder, { embedders });
}

/** The saved encoder as it is; what is missing or damaged is left to `loadModel`, which says so. */
async function readEncoder(folder: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(folder, 'pipeline.json'), 'utf8')).encoder;
  } catch {
    return undefined;
  }
}
