/** A piece of work of plain data, which any thread can do; `kind` says what is asked. */
export interface WorkerTask {
  readonly kind: string;
}

/** Threads that do several tasks at once: `createWorkerPool` of `@ssrm/model/node` makes one. */
export interface WorkerPool {
  /**
   * Does a task as soon as a thread is free.
   *
   * @returns What the work gives: plain data of a shape that goes with the task's `kind`.
   * @throws {@link SsrmError} as the work itself would; `aborted` after `signal`.
   */
  run(task: WorkerTask, signal?: AbortSignal): Promise<unknown>;
}
