import type { TrackEncoder } from '@ssrm/embeddings';
import {
  createMatrix,
  datasetFromCsv,
  type Matrix,
  matrixFromCsv,
  matrixRow,
  type ScoredTrack,
  type Track,
  tracksFromCsv,
} from '@ssrm/features';
import { CliError } from '../../errors/cli-error.ts';
import type { FolderFlags, TrainingFlags } from '../../options/groups.ts';
import { showFiles, showPredictions } from '../../predictions/show-result.ts';
import { readSource } from '../../run-folder/dataset.ts';
import { OUTPUT_FILES } from '../../run-folder/output-files.ts';
import { readOptionalOutput, readOutput } from '../../run-folder/read-output.ts';
import { readSavedEncoder } from '../../run-folder/saved-embedder.ts';
import { stage } from '../../run-folder/staging.ts';
import { loadStartingModel } from '../../run-folder/starting-model.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { FewSongsPreprocessed } from '../preprocess-few-songs/preprocess-few-songs.ts';
import { type TrainingInput, train } from './train-presets.ts';
import { trainingSummary } from './training-summary.ts';
import { writeTraining } from './write-training.ts';

/** The command `ssrm train`: reads what the stages before have written. */
export async function runTrain(flags: TrainingFlags & FolderFlags, context: StageContext): Promise<void> {
  const input = await readTrainingInput(flags.out, context);
  const start = await loadStartingModel(flags.modelPath, flags.out, context);
  if (start !== undefined && JSON.stringify(start.encoder) !== JSON.stringify(input.encoder)) {
    throw new CliError(
      `The model in ${flags.modelPath} encodes tracks otherwise than ${flags.out} does. Use ssrm run --model-path, which encodes them anew.`,
    );
  }
  const result = await train(input, flags, context, start);
  const files = await stage(flags.out, context, async (staging) => {
    await writeTraining(staging, result);
    return staging.commit();
  });
  showPredictions(context.output, result.predictions);
  showFiles(context.output, files);
  context.output.resultJson({ command: 'train', files, ...trainingSummary(result) });
}

async function readTrainingInput(out: string, context: StageContext): Promise<TrainingInput> {
  const file = OUTPUT_FILES.preprocessed;
  const preprocessed = matrixFromCsv(await readOutput(out, file, 'preprocess'), { file });
  const encoder = await readSavedEncoder(
    await readOutput(out, OUTPUT_FILES.encoder, 'preprocess'),
    out,
    context,
  );
  const tracks = await readTracks(out, OUTPUT_FILES.songs);
  const sameSongs =
    tracks.length === preprocessed.ids.length &&
    tracks.every((track, index) => track.id === preprocessed.ids[index]);
  if (!sameSongs) {
    throw new CliError(
      `${file} was made from another ${OUTPUT_FILES.songs} than the one in ${out}. Run ssrm preprocess again.`,
    );
  }
  return {
    tracks,
    background: await readBackground(out),
    backgroundOrigin: (await readSource(out)).backgroundOrigin,
    encoder,
    matrix: selectColumns(preprocessed.matrix, preprocessed.columns, encoder.featureNames, file),
    fewSongs: await readFewSongs(out, encoder),
  };
}

async function readTracks(out: string, file: string): Promise<ScoredTrack[]> {
  return datasetFromCsv(await readOutput(out, file, 'create-dataset'), { file });
}

async function readBackground(out: string): Promise<readonly Track[]> {
  const file = OUTPUT_FILES.background;
  const text = await readOptionalOutput(out, file);
  return text === undefined ? [] : datasetFromCsv(text, { file });
}

async function readFewSongs(out: string, encoder: TrackEncoder): Promise<FewSongsPreprocessed | undefined> {
  const text = await readOptionalOutput(out, OUTPUT_FILES.fewSongs);
  if (text === undefined) return undefined;
  const tracks = tracksFromCsv(text, { file: OUTPUT_FILES.fewSongs }).rows.map(({ track }) => track);
  const file = OUTPUT_FILES.fewSongsPreprocessed;
  const encoded = matrixFromCsv(await readOutput(out, file, 'preprocess-few-songs'), { file });
  const matrix = selectColumns(encoded.matrix, encoded.columns, encoder.featureNames, file);
  return { tracks, matrix, notFound: [] };
}

/** The columns of these names, in this order. */
function selectColumns(
  matrix: Matrix,
  columns: readonly string[],
  names: readonly string[],
  file: string,
): Matrix {
  const positions = names.map((name) => columns.indexOf(name));
  if (positions.includes(-1)) {
    throw new CliError(
      `${file} lacks the column ${names[positions.indexOf(-1)]}. Run ssrm preprocess again.`,
    );
  }
  const selected = createMatrix(matrix.rowCount, names.length);
  for (let row = 0; row < matrix.rowCount; row++) {
    const source = matrixRow(matrix, row);
    matrixRow(selected, row).set(positions.map((position) => source[position] as number));
  }
  return selected;
}
