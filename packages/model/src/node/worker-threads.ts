import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { SsrmError } from '@ssrm/features';
import { Tinypool } from 'tinypool';
import { throwIfAborted } from '../training/time-slices.ts';
import type { WorkerPool, WorkerTask } from '../training/worker-pool.ts';
import type { TaskReply } from './worker.ts';

export interface WorkerPoolOptions {
  /**
   * Threads that work at once, ≥ 1.
   * @default as many as there are processors
   */
  readonly size?: number;
}

/** A {@link WorkerPool} of `node:worker_threads`. Close it when the work is done, else its idle threads stay until the process ends. */
export interface ThreadPool extends WorkerPool {
  readonly size: number;
  close(): Promise<void>;
}

/**
 * Starts threads that `trainMany` and `evaluate` share their work among; a thread starts when there is work for it.
 *
 * @throws {@link SsrmError} `invalid-argument` if `size` is not a whole number ≥ 1.
 */
export function createWorkerPool({ size = availableParallelism() }: WorkerPoolOptions = {}): ThreadPool {
  if (!Number.isInteger(size) || size < 1) {
    throw new SsrmError(`Expected size to be a whole number ≥ 1, but got ${size}.`, {
      code: 'invalid-argument',
    });
  }
  const filename = new URL('./worker.js', import.meta.url).href;
  const threads = new Tinypool({ filename, minThreads: 0, maxThreads: size, idleTimeout: 60_000 });
  return {
    size,
    async run(task: WorkerTask, signal?: AbortSignal): Promise<unknown> {
      throwIfAborted(signal);
      // Each task listens to it, so that Node would warn of a leak.
      if (signal) setMaxListeners(0, signal);
      try {
        const reply: TaskReply = await threads.run(task, { name: 'runTask', signal: signal ?? null });
        if ('error' in reply) throw new SsrmError(reply.error.message, { code: reply.error.code });
        return reply.result;
      } catch (error) {
        throwIfAborted(signal);
        throw error;
      }
    },
    close: () => threads.destroy(),
  };
}
