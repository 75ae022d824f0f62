import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochMetrics, TasteModel } from '@ssrm/model';
import { saveModel, TensorBoardWriter } from '@ssrm/model/node';
import { metricsToCsv } from '../../run-folder/metrics-csv.ts';
import { OUTPUT_FILES } from '../../run-folder/output-files.ts';
import { predictionsToCsv } from '../../run-folder/predictions-csv.ts';
import type { Staging } from '../../run-folder/staging.ts';
import type { TrainingResult } from './train-presets.ts';

/** Keeps models, predictions, measurements, plots and what TensorBoard reads. */
export async function writeTraining(
  staging: Staging,
  { models, predictions }: TrainingResult,
): Promise<void> {
  if (predictions.length > 0) await staging.write(OUTPUT_FILES.predictions, predictionsToCsv(predictions));
  else staging.remove(OUTPUT_FILES.predictions);
  if (models.original !== undefined) {
    await saveModel(await staging.folder(OUTPUT_FILES.originalModel), models.original);
    const history = models.original.training.history;
    await staging.write(OUTPUT_FILES.metrics, metricsToCsv(history));
    await writePlots(staging, history);
    await writeTensorBoard(staging, models.original);
  }
  if (models.taste !== undefined)
    await saveModel(await staging.folder(OUTPUT_FILES.tasteModel), models.taste);
}

async function writePlots(staging: Staging, history: readonly EpochMetrics[]): Promise<void> {
  // Takes longer to load than everything else together, and a run that fails never needs it.
  const { drawTrainingPlots } = await import('../../charts/draw-training-plots.ts');
  const plots = await drawTrainingPlots(history);
  const folder = await staging.folder(OUTPUT_FILES.plots);
  for (const [name, data] of Object.entries(plots)) await writeFile(join(folder, name), data);
}

async function writeTensorBoard(staging: Staging, model: TasteModel): Promise<void> {
  const writer = new TensorBoardWriter(await staging.folder(OUTPUT_FILES.tensorBoard));
  for (const metrics of model.training.history) writer.addEpoch(metrics);
}
