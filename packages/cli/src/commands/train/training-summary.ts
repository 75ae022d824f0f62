import { scoresToJson } from '../../presets/preset-scores.ts';
import { networkOfModels } from '../../presets/trained-models.ts';
import type { TrainingResult } from './train-presets.ts';

/** What `--json` says of a training. */
export function trainingSummary({ models, predictions }: TrainingResult): object {
  const training = networkOfModels(models)?.training;
  return {
    training: training && {
      trainTracks: training.trainCount,
      testTracks: training.testCount,
      epochs: training.epochs,
      lastMeasurement: training.history.at(-1),
    },
    predictions: predictions.map(({ id, name, scores }) => ({ id, name, ...scoresToJson(scores) })),
  };
}
