import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadModel } from '@ssrm/model/node';
import { CliError } from '../cli-error.ts';
import { OUTPUT_FILES } from '../files/output-files.ts';
import type { TrainedModels } from './train.ts';

/**
 * The models that a run left in its output folder.
 *
 * @throws {@link CliError} if there is none.
 */
export async function loadSavedModels(out: string): Promise<TrainedModels> {
  const original = join(out, OUTPUT_FILES.originalModel);
  const taste = join(out, OUTPUT_FILES.tasteModel);
  const models = {
    ...(existsSync(original) && { original: await loadModel(original) }),
    ...(existsSync(taste) && { taste: await loadModel(taste) }),
  };
  if (models.original === undefined && models.taste === undefined) {
    throw new CliError(
      `There is no trained model in ${out}. Run ssrm run first, or name its folder with --out.`,
    );
  }
  return models;
}
