import type { Track } from '@ssrm/features';
import { FEATURES, type TasteModel } from '@ssrm/model';
import type { DriversData } from '../../report/index.ts';
import type { StageContext } from '../stage-context.ts';

/** Explaining a track asks the model 256 times; this many tell what there is to know. */
const sampleSize = 60;

/** What share of the scores' differences each feature makes, over a sample spread evenly over the list. */
export async function findDrivers(
  model: TasteModel,
  tracks: readonly Track[],
  { signal }: StageContext,
): Promise<DriversData> {
  const step = Math.max(1, Math.floor(tracks.length / sampleSize));
  const sample = tracks.filter((_, index) => index % step === 0).slice(0, sampleSize);
  const effects = new Map<string, number>(FEATURES.map((feature) => [feature, 0]));
  for (const track of sample) {
    const { contributions } = await model.explain(track, { signal });
    for (const { feature, contribution } of contributions) {
      effects.set(feature, (effects.get(feature) ?? 0) + Math.abs(contribution));
    }
  }
  const total = Array.from(effects.values()).reduce((sum, effect) => sum + effect, 0);
  return {
    features: Array.from(effects, ([feature, effect]) => ({
      feature,
      share: total === 0 ? 0 : effect / total,
    })).sort((left, right) => right.share - left.share),
    note: `The mean size of each feature's part in the score (Shapley value), over ${sample.length} of your tracks, preset ${model.preset}.`,
  };
}
