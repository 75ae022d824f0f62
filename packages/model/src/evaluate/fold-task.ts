import type { Track } from '@ssrm/features';
import { type CandidateSettings, candidateNamed, type TrainingSongs } from './candidates.ts';
import type { CandidateName } from './evaluation.ts';

/** A candidate learns from the songs of all folds but one, and predicts that one's. */
export interface FoldTask {
  readonly kind: 'fold';
  readonly candidate: CandidateName;
  readonly settings: CandidateSettings;
  readonly songs: TrainingSongs;
  readonly tested: readonly Track[];
  readonly seed: number;
}

/** The predictions of the tested songs. */
export async function predictFold(task: FoldTask, signal?: AbortSignal): Promise<number[]> {
  const candidate = candidateNamed(task.candidate, task.settings);
  const predict = await candidate.fit(task.songs, task.seed, signal);
  return Array.from(await predict(task.tested));
}
