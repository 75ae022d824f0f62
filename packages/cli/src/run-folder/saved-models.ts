import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Preset, TasteModel } from '@ssrm/model';
import { loadModel } from '@ssrm/model/node';
import { CliError } from '../errors/cli-error.ts';
import { PRESET_NAMES } from '../presets/presets.ts';
import type { TrainedModels } from '../presets/trained-models.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { modelNameOf } from './files.ts';
import type { RunFolder } from './run-folder.ts';
import { loadSavedEmbedders } from './saved-embedder.ts';

/**
 * The models that a run left in its output folder.
 *
 * @throws {@link CliError} if there is none, or one is out of date.
 */
export async function loadSavedModels(folder: RunFolder, context: StageContext): Promise<TrainedModels> {
  const found: [Preset, string][] = [];
  for (const preset of PRESET_NAMES) {
    const path = await folder.find(modelNameOf(preset));
    if (path !== undefined) found.push([preset, path]);
  }
  const models: Partial<Record<Preset, TasteModel>> = {};
  for (const [preset, path] of found) models[preset] = await loadModelFolder(path, folder, context);
  if (found.length === 0) {
    throw new CliError(
      `There is no trained model in ${folder.directory}. Run ssrm run first, or name its folder with --out.`,
    );
  }
  return models;
}

/** The saved model of `--model-path` to continue from or to use; `undefined` for none. */
export async function loadStartingModel(
  path: string | undefined,
  folder: RunFolder,
  context: StageContext,
): Promise<TasteModel | undefined> {
  return path === undefined || path === '' ? undefined : loadModelFolder(path, folder, context);
}

/** The model at a path, with the embedder that it was fitted with; the folder knows where a language model is. */
async function loadModelFolder(path: string, folder: RunFolder, context: StageContext): Promise<TasteModel> {
  const embedders = await loadSavedEmbedders(await readEncoder(path), folder, context);
  return loadModel(path, { embedders });
}

/** The saved encoder as it is; what is missing or damaged is left to `loadModel`, which says so. */
async function readEncoder(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(path, 'pipeline.json'), 'utf8')).encoder;
  } catch {
    return undefined;
  }
}
