import type { TrainingResult } from './train-presets.ts';

/** What `--json` says of a training. */
export function trainingSummary({ models, predictions }: TrainingResult): object {
  const training = models.original?.training;
  return {
    training: training && {
      trainTracks: training.trainCount,
      testTracks: training.testCount,
      epochs: training.epochs,
      lastMeasurement: training.history.at(-1),
    },
    predictions: predictions.map(({ id, name, scoreOriginal, scoreTaste }) => ({
      id,
      name,
      score_original: scoreOriginal,
      score_taste: scoreTaste,
    })),
  };
}
