import { writeFileAtomic } from '@ssrm/features/node';
import { type TasteModel, toOnnx, toSql, toSqlQuery } from '@ssrm/model';
import { CliError } from '../../errors/cli-error.ts';
import type { ExportFlags, FolderFlags } from '../../options/groups.ts';
import { listModels, strongestModel, type TrainedModels } from '../../presets/trained-models.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadSavedModels } from '../../run-folder/saved-models.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

const writers: Readonly<Record<ExportFlags['format'], (model: TasteModel) => string | Uint8Array>> = {
  json: (model) => JSON.stringify(model),
  onnx: toOnnx,
  sql: (model) => `${model.network === undefined ? toSqlQuery(model) : toSql(model)}\n`,
};

/** The command `ssrm export`: the saved model as one file for other programs. */
export async function runExport(flags: ExportFlags & FolderFlags, context: StageContext): Promise<void> {
  const { output } = context;
  const models = await loadSavedModels(await RunFolder.open(flags.out, 'export'), context);
  const model = flags.preset === undefined ? defaultModel(models) : models[flags.preset];
  if (model === undefined)
    throw new CliError(`There is no trained model of preset ${flags.preset} in ${flags.out}.`);
  const { preset } = model;
  const file = flags.to ?? `${preset}.${flags.format}`;
  await writeFileAtomic(file, writers[flags.format](model));
  output.result([file]);
  output.resultJson({ command: 'export', format: flags.format, preset, files: [file] });
}

/** The network, which every database and runtime computes; else the strongest. */
function defaultModel(models: TrainedModels): TasteModel | undefined {
  return listModels(models).find(({ network }) => network !== undefined) ?? strongestModel(models);
}
