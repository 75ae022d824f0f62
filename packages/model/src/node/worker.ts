import { SsrmError, type SsrmErrorCode } from '@ssrm/features';
import type { FoldTask } from '../evaluate/fold-task.ts';
import type { TrainingTask } from '../training/train-many.ts';

/** What a thread answers: errors of these packages as data, since their class does not survive the way between threads. */
export type TaskReply =
  | { readonly result: unknown }
  | { readonly error: { readonly message: string; readonly code: SsrmErrorCode } };

/** What a thread of `createWorkerPool` does with a task. */
export async function runTask(task: FoldTask | TrainingTask): Promise<TaskReply> {
  try {
    return { result: await resultOf(task) };
  } catch (error) {
    if (!SsrmError.isInstance(error)) throw error;
    return { error: { message: error.message, code: error.code } };
  }
}

async function resultOf(task: FoldTask | TrainingTask): Promise<unknown> {
  if (task.kind === 'training') {
    const { trainLayers } = await import('../training/train-layers.ts');
    const { layers, data, options } = task.job;
    return trainLayers(layers, data, options);
  }
  const { predictFold } = await import('../evaluate/fold-task.ts');
  return predictFold(task);
}
