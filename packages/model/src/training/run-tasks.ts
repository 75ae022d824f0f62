import { startTimeSlices, throwIfAborted } from './time-slices.ts';
import type { WorkerPool, WorkerTask } from './worker-pool.ts';

/** Where tasks are done, and who hears of it. */
export interface RunTasksOptions<Task extends WorkerTask, Result> {
  /** Without one, tasks are done in this thread, one after the other. */
  readonly pool: WorkerPool | undefined;
  readonly signal: AbortSignal | undefined;
  readonly inThisThread: (task: Task) => Promise<Result>;
  /** Called with each result, in the order in which they come. */
  readonly onResult: (result: Result, index: number) => void;
}

/** Does all tasks; when one fails, the others are stopped. */
export async function runTasks<Task extends WorkerTask, Result>(
  tasks: readonly Task[],
  options: RunTasksOptions<Task, Result>,
): Promise<void> {
  const { pool, signal, onResult } = options;
  throwIfAborted(signal);
  if (pool === undefined) return runInThisThread(tasks, options);
  const stop = new AbortController();
  const onAbort = () => stop.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort);
  try {
    await Promise.all(
      tasks.map(async (task, index) => onResult((await pool.run(task, stop.signal)) as Result, index)),
    );
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stop.abort();
  }
}

async function runInThisThread<Task extends WorkerTask, Result>(
  tasks: readonly Task[],
  { signal, inThisThread, onResult }: RunTasksOptions<Task, Result>,
): Promise<void> {
  const slices = startTimeSlices(signal);
  for (const [index, task] of tasks.entries()) {
    throwIfAborted(signal);
    onResult(await inThisThread(task), index);
    if (slices.isOver()) await slices.pause();
  }
}
