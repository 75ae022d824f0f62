import { numberCell, toSafeCell, writeCsv } from '@ssrm/features';

/** Scores of one song, 0 … 1; `null` where that model was not trained. */
export interface Prediction {
  readonly id: string;
  readonly name: string;
  readonly artistName: string | null;
  readonly scoreOriginal: number | null;
  readonly scoreTaste: number | null;
}

/** `predictions.csv`: a row for each song, in the order of the few-songs file. */
export function predictionsToCsv(predictions: readonly Prediction[]): string {
  return writeCsv(
    ['id', 'name', 'score_original', 'score_taste'],
    predictions.map(({ id, name, scoreOriginal, scoreTaste }) => [
      toSafeCell(id),
      toSafeCell(name),
      numberCell(scoreOriginal),
      numberCell(scoreTaste),
    ]),
  );
}
