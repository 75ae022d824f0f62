import { datasetFromCsv } from '@ssrm/features';
import { type Comparison, type Evaluation, evaluate, type Interval } from '@ssrm/model';
import { loadEmbedder } from '../../embedder/load-embedder.ts';
import type { EncoderFlags, EvaluateFlags, FolderFlags } from '../../options/groups.ts';
import { readSource } from '../../run-folder/dataset.ts';
import { OUTPUT_FILES } from '../../run-folder/output-files.ts';
import { readOptionalOutput, readOutput } from '../../run-folder/read-output.ts';
import { calibrationData, timesInWords } from '../../run-folder/saved-evaluation.ts';
import { stage } from '../../run-folder/staging.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { textTable } from '../../terminal/text-table.ts';
import type { VerdictData } from '../report/page/report-data.ts';

/** The command `ssrm evaluate`: cross-validation on the songs of the output folder. */
export async function runEvaluate(
  flags: EvaluateFlags & EncoderFlags & FolderFlags,
  context: StageContext,
): Promise<void> {
  const { output, signal } = context;
  const file = OUTPUT_FILES.songs;
  const tracks = datasetFromCsv(await readOutput(flags.out, file, 'run'), { file });
  const backgroundText = await readOptionalOutput(flags.out, OUTPUT_FILES.background);
  const others =
    backgroundText === undefined ? [] : datasetFromCsv(backgroundText, { file: OUTPUT_FILES.background });
  const { backgroundOrigin } = await readSource(flags.out);
  const embedder = await loadEmbedder(flags.embedder, context);
  const progress = output.progress('Measuring');
  const evaluation = await evaluate(tracks, {
    ...(others.length > 0 && (backgroundOrigin === 'skips' ? { dislikes: others } : { background: others })),
    reducer: flags.reducer,
    ...(embedder && { embedder }),
    folds: flags.folds,
    repeats: flags.repeats,
    seed: flags.seed,
    signal,
    onProgress: (done, total) => progress.update(`${done} of ${total} trainings`),
  });
  progress.done(`${evaluation.folds} folds, ${timesInWords(evaluation.repeats)}`);
  const saved = {
    kind: 'ssrm-evaluation',
    version: 1,
    verdict: verdictData(evaluation),
    calibration: calibrationData(evaluation),
    evaluation,
  };
  await stage(flags.out, context, async (staging) => {
    await staging.write(OUTPUT_FILES.evaluation, JSON.stringify(saved));
    return staging.commit();
  });
  output.result([
    ...output.fit(evaluation.verdict),
    '',
    ...qualityTable(evaluation, output.width),
    '',
    ...output.fit(
      'Liked from other: AUC, 0.5 = guessing. Order of your songs: Spearman, 0 = guessing. In brackets: where the value lies in 95 of 100 resamples. ssrm report puts this into report.html.',
    ),
  ]);
  output.resultJson({ command: 'evaluate', ...evaluation });
}

function qualityTable({ candidates }: Evaluation, width: number): string[] {
  const withLiking = candidates.some(({ liking }) => liking !== null);
  return textTable(
    [
      { title: 'Model' },
      ...(withLiking ? [{ title: 'Liked from other', align: 'right' as const }] : []),
      { title: 'Order of your songs', align: 'right' },
    ],
    candidates.map(({ name, liking, ranking }) => [
      name,
      ...(withLiking ? [liking === null ? '' : intervalText(liking.auc)] : []),
      intervalText(ranking.spearman),
    ]),
    width,
  );
}

function intervalText({ mean, low, high }: Interval): string {
  return `${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

/** What the report shows of it; only AUC has the scale that its chart needs. */
function verdictData({ verdict, comparisons, candidates, folds, repeats }: Evaluation): VerdictData {
  const models = candidates.flatMap(({ name, liking }) =>
    liking === null
      ? []
      : [{ name, auc: { value: liking.auc.mean, low: liking.auc.low, high: liking.auc.high } }],
  );
  const ofStronger = comparisons.filter(({ preset }) => preset === strongerPreset(comparisons));
  return {
    beatsGuessing: beatsGuessing(comparisons),
    // Where there is a chart, it says the rest.
    sentence: models.length > 0 ? ofStronger.map(({ text }) => text).join(' ') : verdict,
    models,
    protocol: `${folds} folds, ${timesInWords(repeats)}, no artist both trained on and tested on; 95 % bootstrap intervals.`,
  };
}

function strongerPreset(comparisons: readonly Comparison[]): Comparison['preset'] {
  return comparisons.some(({ preset }) => preset === 'taste') ? 'taste' : 'original';
}

/** The stronger preset beside the guesses; nearest neighbours are a model too, and stand in the table. */
function beatsGuessing(comparisons: readonly Comparison[]): boolean | null {
  const preset = strongerPreset(comparisons);
  const answers = comparisons
    .filter((comparison) => comparison.preset === preset && comparison.baseline !== 'nearest neighbours')
    .map(({ isBetter }) => isBetter);
  if (answers.includes('no')) return false;
  return answers.includes('unclear') || answers.length === 0 ? null : true;
}
