import { networkOf, PRESETS, worldSongs } from '@ssrm/model';
import { readyThread } from '../../charts/in-thread.ts';
import { findSongs, findToJson, type SongFind, showFinds } from '../../finds/find-songs.ts';
import type {
  BackgroundFlags,
  EncoderFlags,
  FewSongsFlags,
  FolderFlags,
  RankFilesFlags,
  SourceFlags,
  SpotifyFlags,
  TrainingFlags,
} from '../../options/groups.ts';
import { showFiles, showPredictions } from '../../predictions/show-result.ts';
import { chosenPresets } from '../../presets/presets.ts';
import { type Dataset, writeDataset } from '../../run-folder/dataset.ts';
import { writeFewSongs } from '../../run-folder/few-songs.ts';
import type { FolderChanges } from '../../run-folder/folder-changes.ts';
import { checkFolder } from '../../run-folder/make-folder.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadStartingModel } from '../../run-folder/saved-models.ts';
import { readFewSongsFile } from '../../songs/few-songs-file.ts';
import { findFewSongs } from '../../songs/find-few-songs.ts';
import { knownOf } from '../../songs/known-music.ts';
import { nameIds } from '../../songs/name-ids.ts';
import { readSongLists } from '../../songs/read-song-lists.ts';
import { connectCatalogue, forgetFetched } from '../../spotify/connect.ts';
import { withPatience } from '../../spotify/with-patience.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { createDataset } from '../create-dataset/create-dataset.ts';
import { type Preprocessed, preprocess, writePreprocessed } from '../preprocess/preprocess.ts';
import {
  type FewSongsPreprocessed,
  preprocessFewSongs,
} from '../preprocess-few-songs/preprocess-few-songs.ts';
import { rankLists } from '../rank/rank.ts';
import { rankingToJson, showRanking } from '../rank/show-ranking.ts';
import { buildReportData } from '../report/build-report-data.ts';
import { checkTrackCount } from '../train/check-track-count.ts';
import { type TrainingResult, train } from '../train/train-presets.ts';
import { trainingSummary } from '../train/training-summary.ts';
import { writeTraining } from '../train/write-training.ts';
import { showEnding } from './show-ending.ts';

export type RunFlags = SourceFlags &
  FewSongsFlags &
  RankFilesFlags &
  BackgroundFlags &
  SpotifyFlags &
  EncoderFlags &
  TrainingFlags &
  FolderFlags;

const shownFinds = 5;
const shownRanks = 20;

/** What the command that runs this is called, and what it names at the end. */
export interface RunNames {
  readonly command?: string;
  readonly next?: string;
  /** Shows finds that come from elsewhere, before the end. */
  readonly showMore?: () => Promise<void>;
}

/**
 * The whole job. The few-songs file and the saved model are read before anything is fetched, and all files are put in
 * place together at the end: a run that fails leaves what was there.
 */
export async function run(
  flags: RunFlags,
  context: StageContext,
  { command = 'run', next = nextCommand(flags), showMore }: RunNames = {},
): Promise<void> {
  const { output } = context;
  await checkFolder(flags.out);
  const requested = await readFewSongsFile(flags.fewSongs);
  const toRank = flags.rank && (await readSongLists(flags.rank, context));
  const folder = await RunFolder.open(flags.out, 'run');
  const start = await loadStartingModel(flags.modelPath, folder, context);
  const abilities = chosenPresets(flags.preset).map((preset) => PRESETS[preset]);
  const usesOthers = abilities.some((preset) => preset.usesOthers);
  // The world is unpacked, and threads get ready, while Spotify answers.
  void worldSongs();
  readyThread('map-worker');
  if (flags.plots) readyThread('plots-worker');
  const datasetFlags = usesOthers ? flags : { ...flags, background: 'none' };
  const dataset = await createDataset(datasetFlags, context);
  const { tracks, background, source } = dataset;
  if (abilities.some(({ isNetwork }) => isNetwork)) checkTrackCount(tracks.length, flags);
  const spotify = requested && (await connectCatalogue(flags, context));
  const found =
    requested &&
    (await withPatience(flags, context, () => findFewSongs(requested, tracks, spotify, context)));
  const lists = toRank && (await nameIds(toRank, flags, context));
  const preprocessed = await preprocess(tracks, flags, context, start && networkOf(start).encoder);
  const { encoder, matrix } = preprocessed;
  const fewSongs = found && (await preprocessFewSongs(found, encoder, context));
  const result = await train(
    { tracks, background, backgroundOrigin: source.backgroundOrigin, encoder, matrix, fewSongs },
    flags,
    context,
    start,
  );
  const known = knownOf(dataset);
  const finds =
    source.listening === 'export' ? await findSongs(dataset.history, known, result.models, context) : [];
  const everything = { dataset, preprocessed, fewSongs, result, finds };
  const files = await writeEverything(folder, everything, context);
  await forgetFetched();
  const ranking = lists && (await rankLists(lists, result.models, known, shownRanks, context));
  showFiles(output, files);
  output.result(['']);
  showPredictions(output, result.predictions);
  if (ranking !== undefined) showRanking(output, ranking);
  showFinds(output, finds.slice(0, shownFinds));
  await showMore?.();
  showEnding(output, { files, next });
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
    finds: finds.map(findToJson),
    ranking: ranking && rankingToJson(ranking),
  });
}

/** What a listener would do next with a trained model. */
function nextCommand({ fromExport, rank }: RunFlags): string {
  if (fromExport === undefined) return 'ssrm recommend';
  return rank === undefined ? 'ssrm rank PLAYLIST.csv, with any playlist, chart or list' : 'ssrm evaluate';
}

interface Everything {
  readonly dataset: Dataset;
  readonly preprocessed: Preprocessed;
  readonly fewSongs: FewSongsPreprocessed | undefined;
  readonly result: TrainingResult;
  readonly finds: readonly SongFind[];
}

async function writeEverything(
  folder: RunFolder,
  everything: Everything,
  context: StageContext,
): Promise<string[]> {
  const progress = context.output.progress('Writing files');
  const files = await folder.change(context, async (changes) => {
    // The report first, whose map is laid out in a thread beside the rest.
    const [report] = await Promise.all([makeReport(everything, context), writeData(changes, everything)]);
    await changes.write('report', report);
    await writeTraining(changes, everything.result);
  });
  progress.clear();
  return files;
}

async function writeData(
  changes: FolderChanges,
  { dataset, preprocessed, fewSongs }: Everything,
): Promise<void> {
  await writeDataset(changes, dataset);
  await writePreprocessed(changes, dataset.tracks, preprocessed);
  if (fewSongs === undefined) {
    changes.remove('fewSongs');
    changes.remove('fewSongsPreprocessed');
  } else {
    await writeFewSongs(changes, fewSongs, preprocessed.encoder, fewSongs);
  }
  // An older evaluation was of other data.
  changes.remove('evaluation');
}

async function makeReport(
  { dataset, preprocessed, fewSongs, result, finds }: Everything,
  context: StageContext,
): Promise<string> {
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
    history: dataset.history,
    finds,
  };
  const [data, { renderReport }] = await Promise.all([
    buildReportData(input, context, new Date()),
    import('../report/page/render-report.ts'),
  ]);
  return renderReport(data);
}
