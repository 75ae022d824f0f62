import type { TasteModel } from '@ssrm/model';
import { loadModel } from '@ssrm/model/node';

/** The saved model to continue from; `undefined` for a new one. */
export async function loadStartingModel(path: string | undefined): Promise<TasteModel | undefined> {
  return path === undefined || path === '' ? undefined : loadModel(path);
}
