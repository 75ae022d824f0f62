import { findSongs } from '../../finds/find-songs.ts';
import type { FolderFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { readBackground, readHistory, readSongs, readSource } from '../../run-folder/dataset.ts';
import { readFewSongs } from '../../run-folder/few-songs.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { readSavedEncoder } from '../../run-folder/saved-embedder.ts';
import { readEvaluation, type SavedEvaluation } from '../../run-folder/saved-evaluation.ts';
import { loadSavedModels } from '../../run-folder/saved-models.ts';
import { readKnownMusic } from '../../songs/known-music.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { buildReportData } from './build-report-data.ts';
import { renderReport } from './page/render-report.ts';

/** The command `ssrm report`: makes the page anew from what is in the output folder. */
export async function runReport({ out }: FolderFlags, context: StageContext): Promise<void> {
  const folder = await RunFolder.open(out, 'report');
  const tracks = await readSongs(folder);
  const models = await loadSavedModels(folder, context);
  const source = await readSource(folder);
  const history = await readHistory(folder);
  const known = await readKnownMusic(folder, {}, context);
  const encoderText = await folder.read('encoder');
  const input = {
    tracks,
    background: await readBackground(folder),
    source,
    fewSongs: await readFewSongs(folder),
    notFound: [],
    models,
    encoder: encoderText === undefined ? undefined : await readSavedEncoder(encoderText, folder, context),
    evaluation: await readFreshEvaluation(folder, context),
    history,
    finds: source.listening === 'export' ? await findSongs(history, known, models, context) : [],
  };
  const page = renderReport(await buildReportData(input, context, new Date()));
  const files = await folder.change(context, (changes) => changes.write('report', page));
  showFiles(context.output, files);
  context.output.resultJson({ command: 'report', files });
}

/** The page can do without an evaluation; with one of other songs it would not be true. */
async function readFreshEvaluation(
  folder: RunFolder,
  { output }: StageContext,
): Promise<SavedEvaluation | undefined> {
  const objection = await folder.objection('evaluation');
  if (objection === undefined) return readEvaluation(folder);
  output.warn(objection);
  return undefined;
}
