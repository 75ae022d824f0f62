import { matrixFromCsv } from '@ssrm/features';
import { networkOf } from '@ssrm/model';
import { CliError } from '../../errors/cli-error.ts';
import type { FolderFlags, TrainingFlags } from '../../options/groups.ts';
import { showFiles, showPredictions } from '../../predictions/show-result.ts';
import { readBackground, readSongs, readSource } from '../../run-folder/dataset.ts';
import { readEncodedFewSongs } from '../../run-folder/few-songs.ts';
import { RUN_FILES } from '../../run-folder/files.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { readSavedEncoder } from '../../run-folder/saved-embedder.ts';
import { loadStartingModel } from '../../run-folder/saved-models.ts';
import { selectColumns } from '../../run-folder/select-columns.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { type TrainingInput, train } from './train-presets.ts';
import { trainingSummary } from './training-summary.ts';
import { writeTraining } from './write-training.ts';

/** The command `ssrm train`: reads what the stages before have written. */
export async function runTrain(flags: TrainingFlags & FolderFlags, context: StageContext): Promise<void> {
  const folder = await RunFolder.open(flags.out, 'train');
  const input = await readTrainingInput(folder, context);
  const start = await loadStartingModel(flags.modelPath, folder, context);
  if (start !== undefined && JSON.stringify(networkOf(start).encoder) !== JSON.stringify(input.encoder)) {
    throw new CliError(
      `The model in ${flags.modelPath} encodes tracks otherwise than ${flags.out} does. Use ssrm run --model-path, which encodes them anew.`,
    );
  }
  const result = await train(input, flags, context, start);
  const files = await folder.change(context, (changes) => writeTraining(changes, result));
  showPredictions(context.output, result.predictions);
  showFiles(context.output, files);
  context.output.resultJson({ command: 'train', files, ...trainingSummary(result) });
}

async function readTrainingInput(folder: RunFolder, context: StageContext): Promise<TrainingInput> {
  const file = RUN_FILES.preprocessed.path;
  const preprocessed = matrixFromCsv(await folder.need('preprocessed'), { file });
  const encoder = await readSavedEncoder(await folder.need('encoder'), folder, context);
  const tracks = await readSongs(folder);
  const sameSongs =
    tracks.length === preprocessed.ids.length &&
    tracks.every((track, index) => track.id === preprocessed.ids[index]);
  if (!sameSongs) {
    throw new CliError(
      `${file} was made from another ${RUN_FILES.songs.path} than the one in ${folder.directory}. Run ssrm preprocess again.`,
    );
  }
  return {
    tracks,
    background: await readBackground(folder),
    backgroundOrigin: (await readSource(folder)).backgroundOrigin,
    encoder,
    matrix: selectColumns(preprocessed, encoder.featureNames, file, 'preprocess'),
    fewSongs: await readEncodedFewSongs(folder, encoder),
  };
}
