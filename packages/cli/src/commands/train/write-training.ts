import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochMetrics } from '@ssrm/model';
import { saveModel, TensorBoardWriter } from '@ssrm/model/node';
import type { PlotFiles } from '../../charts/draw-training-plots.ts';
import { listModels } from '../../presets/trained-models.ts';
import { modelNameOf } from '../../run-folder/files.ts';
import type { FolderChanges } from '../../run-folder/folder-changes.ts';
import { metricsToCsv } from '../../run-folder/metrics-csv.ts';
import { predictionsToCsv } from '../../run-folder/predictions-csv.ts';
import type { TrainingResult } from './train-presets.ts';

/** Keeps models, predictions, measurements, plots and what TensorBoard reads. */
export async function writeTraining(
  changes: FolderChanges,
  { models, predictions, plots }: TrainingResult,
): Promise<void> {
  if (predictions.length > 0) await changes.write('predictions', predictionsToCsv(predictions));
  else changes.remove('predictions');
  for (const model of listModels(models)) {
    await saveModel(await changes.folder(modelNameOf(model.preset)), model);
    const history = model.network?.training.history;
    if (history === undefined) continue;
    await changes.write('metrics', metricsToCsv(history));
    await writeTensorBoard(changes, history);
    if (plots === undefined) changes.remove('plots');
    else await writePlots(changes, await plots);
  }
}

async function writePlots(changes: FolderChanges, plots: PlotFiles): Promise<void> {
  const folder = await changes.folder('plots');
  for (const [name, data] of Object.entries(plots)) await writeFile(join(folder, name), data);
}

async function writeTensorBoard(changes: FolderChanges, history: readonly EpochMetrics[]): Promise<void> {
  const writer = new TensorBoardWriter(await changes.folder('tensorBoard'));
  for (const metrics of history) writer.addEpoch(metrics);
}
