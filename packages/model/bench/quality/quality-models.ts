import type { ScoredTrack, Track } from '@ssrm/features';
import { TasteModel } from '../../src/model/taste-model.ts';
import type { TasteListener } from './listener-files.ts';

/** A score for each test track of a listener. */
export type TestScores = (listener: TasteListener) => Promise<ArrayLike<number>>;

/** The models that are compared, by the name under which they are reported. */
export const TASTE_MODELS: Readonly<Record<string, TestScores>> = {
  original: (listener) => scoreWithOriginal(listener.liked, listener.test),
  taste: async ({ liked, background, test }) => {
    const model = await TasteModel.fit(liked, { preset: 'taste', background });
    return model.predict(test);
  },
  popularity: async ({ test }) => test.map((track) => track.popularity ?? 0),
  artist: async (listener) => artistAverage(listener),
};

/** The published model, trained on all the songs that it is given, without background. */
async function scoreWithOriginal(train: readonly ScoredTrack[], test: readonly Track[]): Promise<number[]> {
  const model = await TasteModel.fit(train, { preset: 'original', testSize: 0 });
  return model.predict(test);
}

/** Mean of 1 over the liked and 0 over the background tracks of the artist; the mean of all for an artist it does not know. */
function artistAverage({ liked, background, test }: TasteListener): number[] {
  const counts = new Map<string | null, { liked: number; all: number }>();
  for (const [index, { artistName }] of [...liked, ...background].entries()) {
    const count = counts.get(artistName) ?? { liked: 0, all: 0 };
    counts.set(artistName, {
      liked: count.liked + Number(index < liked.length),
      all: count.all + 1,
    });
  }
  const base = liked.length / (liked.length + background.length);
  return test.map(({ artistName }) => {
    const count = counts.get(artistName);
    return count === undefined ? base : count.liked / count.all;
  });
}

/** The models that are compared on how much a person likes their own songs. */
export const RANK_MODELS: Readonly<
  Record<string, (train: readonly ScoredTrack[], test: readonly Track[]) => Promise<ArrayLike<number>>>
> = {
  original: scoreWithOriginal,
  taste: async (train, test) => {
    const model = await TasteModel.fit(train, { preset: 'taste' });
    return model.predict(test);
  },
};
