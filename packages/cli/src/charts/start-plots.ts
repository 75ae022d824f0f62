import { Worker } from 'node:worker_threads';
import type { EpochMetrics } from '@ssrm/model';

/** Plots by file name: SVG as text, PNG as bytes. */
export type PlotFiles = Readonly<Record<string, string | Uint8Array>>;

/**
 * Begins to draw the plots of a training in a thread of its own, which does not keep the process from ending.
 *
 * @returns Waits until they are drawn.
 */
export function startPlots(history: readonly EpochMetrics[]): () => Promise<PlotFiles> {
  const worker = new Worker(new URL('./plots-worker.js', import.meta.url), { workerData: history });
  const drawn = new Promise<PlotFiles>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that draws the plots ended with ${code}.`)));
  });
  // Who waits hears of a failure; until then it is nobody's.
  drawn.catch(() => {});
  worker.unref();
  return () => {
    worker.ref();
    return drawn;
  };
}
