import type { Matrix, Track } from '@ssrm/features';
import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { TrainedModels } from '../run-folder/saved-models.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/** Songs to score. */
export interface SongsToScore {
  readonly tracks: readonly Track[];
  /** The songs as rows of the encoder of `original`, where they are encoded already: shape `[n, 16]`. */
  readonly matrix?: Matrix;
}

/** The scores of each track by every model, in the order of the tracks. */
export async function predict(
  { tracks, matrix }: SongsToScore,
  { original, taste }: TrainedModels,
  { signal }: Pick<StageContext, 'signal'>,
): Promise<Prediction[]> {
  const byOriginal =
    matrix === undefined ? await original?.predict(tracks, { signal }) : original?.predictEncoded(matrix);
  const byTaste = await taste?.predict(tracks, { signal });
  return tracks.map(({ id, name, artistName }, index) => ({
    id,
    name,
    artistName,
    scoreOriginal: byOriginal?.[index] ?? null,
    scoreTaste: byTaste?.[index] ?? null,
  }));
}
