import { Worker } from 'node:worker_threads';

/** Files of threads: entries of the build beside the command. Each takes one message and sends one. */
export type ThreadName = 'plots-worker' | 'map-worker';

interface Thread {
  readonly worker: Worker;
  /** The message that it sends; rejected if it fails, or is ended. */
  readonly done: Promise<unknown>;
}

const ready = new Map<ThreadName, Thread>();

/** Starts a thread ahead of its work, which reads its modules where a processor would be idle. It keeps no process from ending. */
export function readyThread(name: ThreadName): void {
  const thread = startThread(name);
  thread.worker.unref();
  ready.set(name, thread);
}

/**
 * Work in a thread of its own.
 *
 * @param data - What the thread works on.
 * @returns The one message that it sends; rejected if it fails, or is ended by the signal.
 */
export function inThread<Result>(name: ThreadName, data: unknown, signal: AbortSignal): Promise<Result> {
  const { worker, done } = ready.get(name) ?? startThread(name);
  ready.delete(name);
  worker.ref();
  signal.addEventListener('abort', () => void worker.terminate(), { once: true });
  worker.postMessage(data);
  return done as Promise<Result>;
}

function startThread(name: ThreadName): Thread {
  const worker = new Worker(new URL(`./${name}.js`, import.meta.url));
  const done = new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread ${name} ended with ${code}.`)));
  });
  // Who waits hears of a failure; until then it is nobody's.
  done.catch(() => {});
  return { worker, done };
}
