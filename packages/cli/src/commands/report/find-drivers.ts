import type { Track } from '@ssrm/features';
import type { TasteModel } from '@ssrm/model';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { DriversData } from './page/report-data.ts';
import { type ExplainedSong, tasteDrivers } from './taste-drivers.ts';

/** Explaining a track asks the model 256 times; this many tell what there is to know. */
const sampleSize = 40;

/** What drives the scores, over a sample spread evenly over the list. */
export async function findDrivers(
  model: TasteModel,
  tracks: readonly Track[],
  { signal }: StageContext,
): Promise<DriversData> {
  const step = Math.max(1, Math.floor(tracks.length / sampleSize));
  const sample = tracks.filter((_, index) => index % step === 0).slice(0, sampleSize);
  const songs: ExplainedSong[] = [];
  for (const track of sample) songs.push({ track, explanation: await model.explain(track, { signal }) });
  return {
    features: tasteDrivers(songs),
    note: `The mean size of each feature's part in the score (Shapley value), over ${sample.length} of your tracks, preset ${model.preset}.`,
  };
}
