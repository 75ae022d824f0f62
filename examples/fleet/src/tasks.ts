/** What is done for each listener, in this order; each stage has a queue and an output of its own. */
export const stages = ['import', 'train', 'score'] as const;
export type Stage = (typeof stages)[number];

/** A job says whose input is meant and which; the input itself lies in PostgreSQL. */
export interface Task {
  readonly listener: string;
  /** SHA-256 of the input: another file of the same listener is another task. */
  readonly fingerprint: string;
}

/** What a listener hands in: their songs as CSV, most played first. */
export interface Upload extends Task {
  readonly csv: string;
}

export function stageAfter(stage: Stage): Stage | undefined {
  return stages[stages.indexOf(stage) + 1];
}
