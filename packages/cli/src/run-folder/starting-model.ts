import type { TasteModel } from '@ssrm/model';
import type { StageContext } from '../terminal/stage-context.ts';
import { loadModelFolder } from './saved-models.ts';

/** The saved model to continue from; `undefined` for a new one. */
export async function loadStartingModel(
  path: string | undefined,
  out: string,
  context: StageContext,
): Promise<TasteModel | undefined> {
  return path === undefined || path === '' ? undefined : loadModelFolder(path, out, context);
}
