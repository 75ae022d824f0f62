import type {
  BackgroundFlags,
  EncoderFlags,
  FewSongsFlags,
  FolderFlags,
  SourceFlags,
  SpotifyFlags,
  TrainingFlags,
} from '../../options/groups.ts';
import { showFiles, showPredictions } from '../../predictions/show-result.ts';
import { type Dataset, writeDataset } from '../../run-folder/dataset.ts';
import { writeFewSongs } from '../../run-folder/few-songs.ts';
import type { FolderChanges } from '../../run-folder/folder-changes.ts';
import { checkFolder } from '../../run-folder/make-folder.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadStartingModel } from '../../run-folder/saved-models.ts';
import { DEFAULT_FEW_SONGS, readFewSongsFile } from '../../songs/few-songs-file.ts';
import { findFewSongs } from '../../songs/find-few-songs.ts';
import { connectCatalogue, forgetFetched } from '../../spotify/connect.ts';
import { withPatience } from '../../spotify/with-patience.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { createDataset } from '../create-dataset/create-dataset.ts';
import { type Preprocessed, preprocess, writePreprocessed } from '../preprocess/preprocess.ts';
import {
  type FewSongsPreprocessed,
  preprocessFewSongs,
} from '../preprocess-few-songs/preprocess-few-songs.ts';
import { buildReportData } from '../report/build-report-data.ts';
import { type TrainingResult, train } from '../train/train-presets.ts';
import { trainingSummary } from '../train/training-summary.ts';
import { writeTraining } from '../train/write-training.ts';

export type RunFlags = SourceFlags &
  FewSongsFlags &
  BackgroundFlags &
  SpotifyFlags &
  EncoderFlags &
  TrainingFlags &
  FolderFlags;

/**
 * The whole job. The few-songs file and the saved model are read before anything is fetched, and all files are put in
 * place together at the end: a run that fails leaves what was there.
 */
export async function run(flags: RunFlags, context: StageContext, command = 'run'): Promise<void> {
  const { output } = context;
  await checkFolder(flags.out);
  const requested = await readFewSongsFile(flags.fewSongs);
  const folder = await RunFolder.open(flags.out, 'run');
  const start = await loadStartingModel(flags.modelPath, folder, context);
  // Only preset taste looks at a background.
  const datasetFlags = flags.preset === 'original' ? { ...flags, background: 'none' } : flags;
  const dataset = await createDataset(datasetFlags, context);
  const { tracks, background, source } = dataset;
  const spotify = requested && (await connectCatalogue(flags, context));
  const found =
    requested &&
    (await withPatience(flags, context, () => findFewSongs(requested, tracks, spotify, context)));
  const preprocessed = await preprocess(tracks, flags, context, start?.encoder);
  const { encoder, matrix } = preprocessed;
  const fewSongs = found && (await preprocessFewSongs(found, encoder, context));
  const result = await train(
    { tracks, background, backgroundOrigin: source.backgroundOrigin, encoder, matrix, fewSongs },
    flags,
    context,
    start,
  );
  const everything = { dataset, preprocessed, fewSongs, result };
  const files = await writeEverything(folder, everything, flags, context);
  await forgetFetched();
  showPredictions(output, result.predictions);
  if (requested === undefined) {
    output.note(`No songs to predict: there is no ${DEFAULT_FEW_SONGS} here, and no --few-songs.`);
  }
  showFiles(output, files);
  output.resultJson({
    command,
    files,
    source: dataset.source.description,
    tracks: tracks.length,
    background: background.length,
    fill: dataset.fill,
    missing: preprocessed.missing,
    notFound: fewSongs?.notFound ?? [],
    ...trainingSummary(result),
  });
}

interface Everything {
  readonly dataset: Dataset;
  readonly preprocessed: Preprocessed;
  readonly fewSongs: FewSongsPreprocessed | undefined;
  readonly result: TrainingResult;
}

async function writeEverything(
  folder: RunFolder,
  { dataset, preprocessed, fewSongs, result }: Everything,
  flags: Pick<TrainingFlags, 'plots'>,
  context: StageContext,
): Promise<string[]> {
  const progress = context.output.progress('Writing files');
  const files = await folder.change(context, async (changes) => {
    await writeDataset(changes, dataset);
    await writePreprocessed(changes, dataset.tracks, preprocessed);
    if (fewSongs === undefined) {
      changes.remove('fewSongs');
      changes.remove('fewSongsPreprocessed');
    } else {
      await writeFewSongs(changes, fewSongs, preprocessed.encoder, fewSongs);
    }
    await writeTraining(changes, result, flags);
    // An older evaluation was of other data.
    changes.remove('evaluation');
    await writeReport(changes, { dataset, preprocessed, fewSongs, result }, context);
  });
  progress.clear();
  return files;
}

async function writeReport(
  changes: FolderChanges,
  { dataset, preprocessed, fewSongs, result }: Everything,
  context: StageContext,
): Promise<void> {
  const { renderReport } = await import('../report/page/render-report.ts');
  const { tracks, background, source } = dataset;
  const input = {
    tracks,
    background,
    source,
    fewSongs: fewSongs?.tracks ?? [],
    predictions: result.predictions,
    notFound: fewSongs?.notFound ?? [],
    models: result.models,
    encoder: preprocessed.encoder,
    evaluation: undefined,
  };
  await changes.write('report', renderReport(await buildReportData(input, context, new Date())));
}
