import type { ScoredTrack } from '@ssrm/features';
import { type ShuffleTestOptions, shuffleTest, type TasteModel } from '@ssrm/model';
import { featureNoun } from '../../songs/feature-labels.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { DriversData, SectionAbsence } from './page/report-data.ts';
import { type ExplainedSong, tasteDrivers } from './taste-drivers.ts';

/** Explaining a track asks the model up to 256 times; this many tell what there is to know. */
const sampleSize = 40;

/** What drives the scores, over a sample spread evenly over the list: of features whose values say something of songs that a model like this had not seen. */
export async function findDrivers(
  model: TasteModel,
  tracks: readonly ScoredTrack[],
  others: Pick<ShuffleTestOptions, 'background' | 'dislikes'>,
  { signal }: StageContext,
): Promise<DriversData | SectionAbsence> {
  const tested = await shuffleTest(model, tracks, { ...others, signal });
  if (tested === null)
    return { absent: 'Too few songs, or artists, to tell what drives your taste from chance.' };
  const step = Math.max(1, Math.floor(tracks.length / sampleSize));
  const sample = tracks.filter((_, index) => index % step === 0).slice(0, sampleSize);
  const songs: ExplainedSong[] = [];
  for (const track of sample) songs.push({ track, explanation: await model.explain(track, { signal }) });
  const telling = new Set<string>(tested.filter(({ tells }) => tells).map(({ feature }) => feature));
  if (telling.size === 0) {
    return {
      absent:
        'On songs kept aside no property of a song goes with your taste better than the same property of other songs.',
    };
  }
  const drivers = tasteDrivers(songs);
  const silent = drivers.filter(({ feature, share }) => share > 0 && !telling.has(feature));
  const note = `The mean size of each feature's part in the score (Shapley value), over ${sample.length} of your tracks, preset ${model.preset}.`;
  return {
    features: drivers.filter(({ feature }) => telling.has(feature)),
    note: silent.length === 0 ? note : `${note} ${silentNote(silent.map(({ feature }) => feature))}`,
  };
}

function silentNote(features: readonly string[]): string {
  return `Not shown: ${features.map(featureNoun).join(', ')}. On songs kept aside the scores go with your taste no better by it than by values from other songs.`;
}
