import { Worker } from 'node:worker_threads';

/** Files of threads: entries of the build beside the command. */
export type ThreadName = 'plots-worker' | 'map-worker';

/**
 * Work in a thread of its own.
 *
 * @param data - What the thread works on.
 * @returns The one message that it sends; rejected if it fails, or is ended by the signal.
 */
export function inThread<Result>(name: ThreadName, data: unknown, signal: AbortSignal): Promise<Result> {
  const worker = new Worker(new URL(`./${name}.js`, import.meta.url), { workerData: data });
  signal.addEventListener('abort', () => void worker.terminate(), { once: true });
  const done = new Promise<Result>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread ${name} ended with ${code}.`)));
  });
  // Who waits hears of a failure; until then it is nobody's.
  done.catch(() => {});
  return done;
}
