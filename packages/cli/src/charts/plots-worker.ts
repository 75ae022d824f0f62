import { parentPort } from 'node:worker_threads';
import type { EpochMetrics } from '@ssrm/model';
import { drawTrainingPlots } from './draw-training-plots.ts';

// A thread of its own: drawing takes a second, in which the report is made beside it.
parentPort?.once('message', async (history: readonly EpochMetrics[]) => {
  parentPort?.postMessage(await drawTrainingPlots(history));
});
