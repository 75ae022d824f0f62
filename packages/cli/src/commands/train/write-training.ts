import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EpochMetrics } from '@ssrm/model';
import { saveModel, TensorBoardWriter } from '@ssrm/model/node';
import type { TrainingFlags } from '../../options/groups.ts';
import { listModels } from '../../presets/trained-models.ts';
import { modelNameOf } from '../../run-folder/files.ts';
import type { FolderChanges } from '../../run-folder/folder-changes.ts';
import { metricsToCsv } from '../../run-folder/metrics-csv.ts';
import { predictionsToCsv } from '../../run-folder/predictions-csv.ts';
import type { TrainingResult } from './train-presets.ts';

/** Keeps models, predictions, measurements, plots and what TensorBoard reads. */
export async function writeTraining(
  changes: FolderChanges,
  { models, predictions }: TrainingResult,
  { plots }: Pick<TrainingFlags, 'plots'>,
): Promise<void> {
  if (predictions.length > 0) await changes.write('predictions', predictionsToCsv(predictions));
  else changes.remove('predictions');
  for (const model of listModels(models)) {
    await saveModel(await changes.folder(modelNameOf(model.preset)), model);
    const history = model.network?.training.history;
    if (history === undefined) continue;
    await changes.write('metrics', metricsToCsv(history));
    if (plots) await writePlots(changes, history);
    else changes.remove('plots');
    await writeTensorBoard(changes, history);
  }
}

async function writePlots(changes: FolderChanges, history: readonly EpochMetrics[]): Promise<void> {
  const plots = await drawPlots(history);
  const folder = await changes.folder('plots');
  for (const [name, data] of Object.entries(plots)) await writeFile(join(folder, name), data);
}

function drawPlots(history: readonly EpochMetrics[]): Promise<Record<string, string | Uint8Array>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./plots-worker.js', import.meta.url), { workerData: history });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that draws the plots ended with ${code}.`)));
  });
}

async function writeTensorBoard(changes: FolderChanges, history: readonly EpochMetrics[]): Promise<void> {
  const writer = new TensorBoardWriter(await changes.folder('tensorBoard'));
  for (const metrics of history) writer.addEpoch(metrics);
}
