import type { Matrix, Track } from '@ssrm/features';
import type { Preset } from '@ssrm/model';
import { listModels, type TrainedModels } from '../presets/trained-models.ts';
import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/** Songs to score. */
export interface SongsToScore {
  readonly tracks: readonly Track[];
  /** The songs as rows of the encoder of the network, where they are encoded already: shape `[n, 16]`. */
  readonly matrix?: Matrix;
}

/** The scores of each track by every model, in the order of the tracks. */
export async function predict(
  { tracks, matrix }: SongsToScore,
  models: TrainedModels,
  { signal }: Pick<StageContext, 'signal'>,
): Promise<Prediction[]> {
  const scores = tracks.map((): Partial<Record<Preset, number>> => ({}));
  for (const model of listModels(models)) {
    const { network, preset } = model;
    const own =
      matrix && network ? Array.from(network.predict(matrix)) : await model.predict(tracks, { signal });
    for (const [index, score] of own.entries()) (scores[index] as (typeof scores)[number])[preset] = score;
  }
  return tracks.map(({ id, name, artistName }, index) => ({
    id,
    name,
    artistName,
    scores: scores[index] ?? {},
  }));
}
