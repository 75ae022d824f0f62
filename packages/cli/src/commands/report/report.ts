import { datasetFromCsv, tracksFromCsv } from '@ssrm/features';
import type { FolderFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { readSource } from '../../run-folder/dataset.ts';
import { OUTPUT_FILES } from '../../run-folder/output-files.ts';
import { readOptionalOutput, readOutput } from '../../run-folder/read-output.ts';
import { readSavedEncoder } from '../../run-folder/saved-embedder.ts';
import { readEvaluation } from '../../run-folder/saved-evaluation.ts';
import { loadSavedModels } from '../../run-folder/saved-models.ts';
import { stage } from '../../run-folder/staging.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { buildReportData } from './build-report-data.ts';
import { renderReport } from './page/render-report.ts';

/** The command `ssrm report`: makes the page anew from what is in the output folder. */
export async function runReport({ out }: FolderFlags, context: StageContext): Promise<void> {
  const file = OUTPUT_FILES.songs;
  const tracks = datasetFromCsv(await readOutput(out, file, 'run'), { file });
  const models = await loadSavedModels(out, context);
  const encoderText = await readOptionalOutput(out, OUTPUT_FILES.encoder);
  const encoder = encoderText === undefined ? undefined : await readSavedEncoder(encoderText, out, context);
  const backgroundText = await readOptionalOutput(out, OUTPUT_FILES.background);
  const background =
    backgroundText === undefined ? [] : datasetFromCsv(backgroundText, { file: OUTPUT_FILES.background });
  const fewSongsText = await readOptionalOutput(out, OUTPUT_FILES.fewSongs);
  const fewSongs =
    fewSongsText === undefined
      ? []
      : tracksFromCsv(fewSongsText, { file: OUTPUT_FILES.fewSongs }).rows.map(({ track }) => track);
  const [source, evaluation] = [await readSource(out), await readEvaluation(out)];
  const input = { tracks, background, source, fewSongs, notFound: [], models, encoder, evaluation };
  const page = renderReport(await buildReportData(input, context, new Date()));
  const files = await stage(out, context, async (staging) => {
    await staging.write(OUTPUT_FILES.report, page);
    return staging.commit();
  });
  showFiles(context.output, files);
  context.output.resultJson({ command: 'report', files });
}
