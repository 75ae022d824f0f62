import type { TasteModel } from '@ssrm/model';
import { loadModelFolder } from './saved-models.ts';
import type { StageContext } from './stage-context.ts';

/** The saved model to continue from; `undefined` for a new one. */
export async function loadStartingModel(
  path: string | undefined,
  out: string,
  context: StageContext,
): Promise<TasteModel | undefined> {
  return path === undefined || path === '' ? undefined : loadModelFolder(path, out, context);
}
