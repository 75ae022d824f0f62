import { checkArtifact } from '@ssrm/features';
import type { Calibration, Evaluation, EvaluationInTime } from '@ssrm/model';
import type { FolderChanges } from './folder-changes.ts';
import type { RunFolder } from './run-folder.ts';

/** An estimate with the interval that holds it. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Does the model beat guessing? From cross-validation. */
export interface VerdictData {
  /** `null` where the intervals leave it open. */
  readonly beatsGuessing: boolean | null;
  /** One sentence in plain words, such as "Better than guessing by artist: yes, 0.84 against 0.57". */
  readonly sentence: string;
  readonly models: readonly VerdictModel[];
  /** How it was measured, such as "5 folds, no artist in two folds; 95 % bootstrap intervals". */
  readonly protocol: string;
}

export interface VerdictModel {
  /** A preset, or what it is compared with, such as `popularity`. */
  readonly name: string;
  /** Chance that a liked song stands above one that is not: 0.5 is guessing, 1 is perfect. */
  readonly auc: Estimate;
}

/** Are scores honest? Of the songs that get about 0.8, about 80 % should be liked. */
export interface CalibrationData extends Calibration {
  readonly note?: string;
}

/** What `ssrm evaluate` measured, as the report shows it: `evaluation.json`. */
export interface SavedEvaluation {
  readonly verdict: VerdictData;
  readonly calibration?: CalibrationData;
}

/** Keeps it, with everything that was measured. */
export async function writeEvaluation(
  changes: FolderChanges,
  saved: SavedEvaluation,
  evaluation: Evaluation & { readonly inTime?: EvaluationInTime },
): Promise<void> {
  const json = { kind: 'ssrm-evaluation', version: 1, ...saved, evaluation };
  await changes.write('evaluation', JSON.stringify(json));
}

/** The evaluation in the folder, if there is one. */
export async function readEvaluation(folder: RunFolder): Promise<SavedEvaluation | undefined> {
  const text = await folder.read('evaluation');
  if (text === undefined) return undefined;
  return checkArtifact(JSON.parse(text), 'ssrm-evaluation', 1) as unknown as SavedEvaluation;
}
