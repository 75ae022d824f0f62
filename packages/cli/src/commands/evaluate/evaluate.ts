import {
  type Comparison,
  type Evaluation,
  type EvaluationInTime,
  evaluate,
  evaluateInTime,
  type Interval,
  PRESETS,
  type Preset,
} from '@ssrm/model';
import { createWorkerPool } from '@ssrm/model/node';
import { loadEmbedder } from '../../embedder/load-embedder.ts';
import type { EncoderFlags, EvaluateFlags, FolderFlags } from '../../options/groups.ts';
import { STRONGEST_FIRST } from '../../presets/presets.ts';
import { othersOf, readBackground, readHistory, readSongs, readSource } from '../../run-folder/dataset.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import {
  type CalibrationData,
  type VerdictData,
  writeEvaluation,
} from '../../run-folder/saved-evaluation.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { textTable } from '../../terminal/text-table.ts';

/** The command `ssrm evaluate`: cross-validation on the songs of the output folder. */
export async function runEvaluate(
  flags: EvaluateFlags & EncoderFlags & FolderFlags,
  context: StageContext,
): Promise<void> {
  const { output, signal } = context;
  const folder = await RunFolder.open(flags.out, 'evaluate');
  const tracks = await readSongs(folder);
  const others = await readBackground(folder);
  const { backgroundOrigin } = await readSource(folder);
  const embedder = await loadEmbedder(flags.embedder, context);
  const progress = output.progress('Measuring');
  const pool = createWorkerPool();
  const evaluation = await evaluate(tracks, {
    ...othersOf(others, backgroundOrigin),
    reducer: flags.reducer,
    ...(embedder && { embedder }),
    folds: flags.folds,
    repeats: flags.repeats,
    seed: flags.seed,
    pool,
    signal,
    onProgress: (done, total) => progress.update(`${done} of ${total} trainings`),
  }).finally(() => pool.close());
  progress.done(`${evaluation.folds} folds, ${timesInWords(evaluation.repeats)}`);
  const inTime =
    backgroundOrigin === 'world'
      ? await evaluateInTime(tracks, { history: await readHistory(folder), seed: flags.seed, signal })
      : null;
  if (inTime === null && tracks.some(({ listening }) => (listening?.firstPlay ?? null) !== null)) {
    output.note(
      'Too few songs were first heard late in the history and kept to ask about the future, so songs are kept aside by artist.',
    );
  }
  const calibration = inTime === null ? calibrationData(evaluation) : calibrationInTime(inTime);
  const verdict = inTime === null ? verdictData(evaluation) : verdictInTime(inTime);
  const saved = { verdict, ...(calibration && { calibration }) };
  await folder.change(context, (changes) =>
    writeEvaluation(changes, saved, inTime === null ? evaluation : { ...evaluation, inTime }),
  );
  output.result([
    ...(inTime === null ? [] : [...output.fit(inTime.verdict), '']),
    ...output.fit(evaluation.verdict),
    '',
    ...qualityTable(evaluation, output.width),
    '',
    ...output.fit(
      'Liked from other: AUC, 0.5 = guessing. Order of your songs: Spearman, 0 = guessing. In brackets: where the value lies in 95 of 100 resamples. ssrm report puts this into report.html.',
    ),
  ]);
  output.resultJson({ command: 'evaluate', ...evaluation, inTime });
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
  const strongest = strongestPreset(comparisons);
  const ofStrongest = comparisons.filter(({ preset }) => preset === strongest);
  return {
    beatsGuessing: beatsGuessing(comparisons, candidates.find(({ name }) => name === strongest)?.liking?.auc),
    // Where there is a chart, it says the rest.
    sentence: models.length > 0 ? ofStrongest.map(({ text }) => text).join(' ') : verdict,
    models,
    protocol: `${folds} folds, ${timesInWords(repeats)}, no artist both trained on and tested on; 95 % bootstrap intervals.`,
  };
}

/** What the report shows of the calibration; `undefined` where no preset that judges new songs was measured. */
function calibrationData({
  calibration,
  candidates,
  folds,
  repeats,
}: Evaluation): CalibrationData | undefined {
  const measured = STRONGEST_FIRST.find(
    (preset) => PRESETS[preset].judgesNewSongs && candidates.some(({ name }) => name === preset),
  );
  return calibration === null
    ? undefined
    : {
        ...calibration,
        note: `Preset ${measured}, on songs that it had not seen, by artists that it had not met (${folds} folds, ${timesInWords(repeats)}), as if there were as many songs that you like as others.`,
      };
}

/** The same of a history, asked in the past and answered by what followed. */
function verdictInTime({ cuts: [main], comparisons, verdict }: EvaluationInTime): VerdictData {
  return {
    beatsGuessing: beatsGuessing(comparisons, main?.auc.taste),
    sentence: verdict,
    models: Object.entries(main?.auc ?? {}).map(([name, { mean, low, high }]) => ({
      name,
      auc: { value: mean, low, high },
    })),
    protocol:
      'learned from the songs heard in the first three quarters of the time, asked about what was first heard later and kept, among songs of the world; 95 % bootstrap intervals.',
  };
}

function calibrationInTime({ calibration }: EvaluationInTime): CalibrationData {
  return {
    ...calibration,
    note: 'Preset taste, on songs first heard later, as if there were as many that you keep as others.',
  };
}

/** `once`, or `3 times`. */
function timesInWords(repeats: number): string {
  return repeats === 1 ? 'once' : `${repeats} times`;
}

function strongestPreset(comparisons: readonly Comparison[]): Preset | undefined {
  return STRONGEST_FIRST.find((name) => comparisons.some(({ preset }) => preset === name));
}

/** The strongest preset beside a coin and the guesses; nearest neighbours are a model too, and stand in the table. */
function beatsGuessing(comparisons: readonly Comparison[], auc: Interval | undefined): boolean | null {
  if (auc !== undefined && auc.low <= 0.5) return auc.high < 0.5 ? false : null;
  const preset = strongestPreset(comparisons);
  const answers = comparisons
    .filter((comparison) => comparison.preset === preset && comparison.baseline !== 'nearest neighbours')
    .map(({ isBetter }) => isBetter);
  if (answers.includes('no')) return false;
  return answers.includes('unclear') || answers.length === 0 ? null : true;
}
