import { checkArtifact } from '@ssrm/features';
import { OUTPUT_FILES } from '../../files/output-files.ts';
import { readOptionalOutput } from '../../files/read-output.ts';
import type { CalibrationData, VerdictData } from '../../report/index.ts';

/** What `ssrm evaluate` measured, as the report shows it: `evaluation.json`. */
export interface SavedEvaluation {
  readonly verdict: VerdictData;
  readonly calibration?: CalibrationData;
}

/** The evaluation in the output folder, if there is one. */
export async function readEvaluation(out: string): Promise<SavedEvaluation | undefined> {
  const text = await readOptionalOutput(out, OUTPUT_FILES.evaluation);
  if (text === undefined) return undefined;
  return checkArtifact(JSON.parse(text), 'ssrm-evaluation', 1) as unknown as SavedEvaluation;
}
