import { checkArtifact } from '@ssrm/features';
import type { Evaluation } from '@ssrm/model';
import type { CalibrationData, VerdictData } from '../commands/report/page/report-data.ts';
import { OUTPUT_FILES } from './output-files.ts';
import { readOptionalOutput } from './read-output.ts';

/** What `ssrm evaluate` measured, as the report shows it: `evaluation.json`. */
export interface SavedEvaluation {
  readonly verdict: VerdictData;
  readonly calibration?: CalibrationData;
}

/** What the report shows of the calibration; `undefined` where preset `taste` was not measured. */
export function calibrationData({ calibration, folds, repeats }: Evaluation): CalibrationData | undefined {
  return calibration === null
    ? undefined
    : {
        ...calibration,
        note: `Preset taste, on songs that it had not seen, by artists that it had not met (${folds} folds, ${timesInWords(repeats)}), as if there were as many songs that you like as others.`,
      };
}

/** `once`, or `3 times`. */
export function timesInWords(repeats: number): string {
  return repeats === 1 ? 'once' : `${repeats} times`;
}

/** The evaluation in the output folder, if there is one. */
export async function readEvaluation(out: string): Promise<SavedEvaluation | undefined> {
  const text = await readOptionalOutput(out, OUTPUT_FILES.evaluation);
  if (text === undefined) return undefined;
  return checkArtifact(JSON.parse(text), 'ssrm-evaluation', 1) as unknown as SavedEvaluation;
}
