import { toSafeCell, writeCsv } from '@ssrm/features';
import { type PresetScores, SCORE_COLUMNS, scoreCells } from '../presets/preset-scores.ts';

/** What the trained models say of one song. */
export interface Prediction {
  readonly id: string;
  readonly name: string;
  readonly artistName: string | null;
  readonly scores: PresetScores;
}

/** `predictions.csv`: a row for each song, in the order of the few-songs file. */
export function predictionsToCsv(predictions: readonly Prediction[]): string {
  return writeCsv(
    ['id', 'name', ...SCORE_COLUMNS],
    predictions.map(({ id, name, scores }) => [toSafeCell(id), toSafeCell(name), ...scoreCells(scores)]),
  );
}
