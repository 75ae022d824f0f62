import {
  createRandom,
  kFold,
  type Random,
  type ScoredTrack,
  shuffledIndices,
  type Track,
  type TrainTestSplit,
} from '@ssrm/features';
import { FEATURES, type Feature } from '../explain/explanation.ts';
import { fieldOfFeature, withoutFeatures } from '../explain/without-features.ts';
import { auc } from '../metrics/auc.ts';
import { mean } from '../metrics/mean.ts';
import { PRESETS, presetNamed } from '../model/presets.ts';
import type { TasteModel } from '../model/taste-model.ts';
import { throwIfAborted } from '../training/time-slices.ts';
import { artistOf } from './candidates.ts';
import { rankingMetrics } from './quality.ts';
import { sampleWorld } from './sample-world.ts';

/** A model of half the songs, by artist, is asked about the other half. */
const HALVES = 2;
const SHUFFLES = 10;
/** Fewest and most songs of a kind that are asked about in a half. */
const FEWEST = 10;
const MOST = 75;
/** A feature without which so many songs have the same scores is none that the model uses. */
const IDLE_SONGS = 20;
/** A smaller difference is none. */
const LEAST_DIFFERENCE = 0.01;

/** What a feature's values say, beside what they say when they have changed places. */
export interface ShuffledFeature {
  readonly feature: Feature;
  /** How well what the feature does to the scores goes with the truth: AUC, or Spearman's correlation. */
  readonly real: number;
  /** The same with shuffled values, on average. */
  readonly shuffled: number;
  /** `real` is above all shuffles, and by 0.01 above their mean. */
  readonly tells: boolean;
}

/** Songs that the model was not learned from. */
export interface ShuffleTestOptions {
  readonly background?: readonly Track[] | 'world';
  readonly dislikes?: readonly Track[];
  /** @default 42 */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Which features of songs say what the person likes, by such a model. Models like it learn from half the songs and are asked about the other half, by artists that they
 * have not met. What a feature does there is the score less the score without it; it is compared with what is true of the songs: with the AUC that tells the person's from the
 * others where the preset learns from others, else with Spearman's correlation with the scores. Then the known values are shuffled among the songs that have one. What is unknown stays
 * unknown, so that a feature does not pass of which only *whether* it is known goes with liking.
 *
 * @returns The eight features; `null` with too few songs or artists to tell.
 * @throws {@link SsrmError} `aborted` after `signal`.
 */
export async function shuffleTest(
  model: TasteModel,
  tracks: readonly ScoredTrack[],
  options: ShuffleTestOptions = {},
): Promise<ShuffledFeature[] | null> {
  const { dislikes = [], seed = 42, signal } = options;
  const { usesOthers } = PRESETS[model.preset];
  const background = usesOthers ? (options.background ?? []) : [];
  const rejected = usesOthers ? dislikes : [];
  const asked = background === 'world' ? await sampleWorld(tracks, dislikes, seed) : background;
  const songs = [...tracks, ...asked, ...rejected];
  const halves = splitByArtist(songs, tracks.length, seed);
  if (halves === null) return null;
  const hasOthers = songs.length > tracks.length;
  const truth = songs.map((_, row) => (hasOthers ? Number(row < tracks.length) : (tracks[row]?.score ?? 0)));
  const agreement = hasOthers ? auc : rankingMetrics.spearman.of;
  const random = createRandom(seed);
  const found = new Map<Feature, Agreements>(FEATURES.map((feature) => [feature, noAgreements()]));
  for (const { train, test } of halves) {
    const isTrained = new Set(train);
    const trained = <Item>(list: readonly Item[], first: number): Item[] =>
      list.filter((_, index) => isTrained.has(first + index));
    const learned = {
      liked: trained(tracks, 0),
      background: background === 'world' ? background : trained(background, tracks.length),
      dislikes: trained(rejected, tracks.length + asked.length),
    };
    const half = await fitLike(model, learned, seed, signal);
    const rows = [
      ...sample(
        test.filter((row) => row < tracks.length),
        random,
      ),
      ...sample(
        test.filter((row) => row >= tracks.length),
        random,
      ),
    ];
    await askHalf(
      {
        tested: rows.map((row) => songs[row] as Track),
        truth: rows.map((row) => truth[row] as number),
        predict: (asked) => {
          throwIfAborted(signal);
          return half.predict(asked, signal);
        },
        agreement,
        random,
      },
      found,
    );
  }
  return Array.from(found, ([feature, agreements]) => ({ feature, ...compare(agreements) }));
}

/** Songs that a model of the other half is asked about. */
interface AskedHalf {
  readonly tested: readonly Track[];
  readonly truth: readonly number[];
  readonly predict: (tracks: readonly Track[]) => Promise<number[]>;
  readonly agreement: (values: readonly number[], truth: readonly number[]) => number;
  readonly random: Random;
}

/** Adds what this half says of each feature. */
async function askHalf(
  { tested, truth, predict, agreement, random }: AskedHalf,
  found: ReadonlyMap<Feature, Agreements>,
): Promise<void> {
  const scores = await predict(tested);
  for (const [feature, { real, shuffled }] of found) {
    const withoutIt = tested.map((track) => withoutFeatures(track, [feature]));
    const first = await predict(withoutIt.slice(0, IDLE_SONGS));
    const isIdle = first.every((score, index) => score === scores[index]);
    const without = isIdle ? scores : await predict(withoutIt);
    const agreementOf = (own: readonly number[]): number =>
      agreement(
        own.map((score, index) => score - (without[index] as number)),
        truth,
      );
    real.push(agreementOf(scores));
    for (const values of shuffled) {
      const own = isIdle ? scores : await predict(shuffleValues(tested, feature, random));
      values.push(agreementOf(own));
    }
  }
}

/** One for each half; of the shuffles, for each half of each. */
interface Agreements {
  readonly real: number[];
  readonly shuffled: readonly number[][];
}

function noAgreements(): Agreements {
  return { real: [], shuffled: Array.from({ length: SHUFFLES }, () => []) };
}

function compare(agreements: Agreements): Omit<ShuffledFeature, 'feature'> {
  const real = mean(agreements.real);
  const all = agreements.shuffled.map(mean);
  const shuffled = mean(all);
  return { real, shuffled, tells: real > Math.max(...all) && real - shuffled >= LEAST_DIFFERENCE };
}

function sample(rows: readonly number[], random: Random): number[] {
  return shuffledIndices(rows.length, random)
    .slice(0, MOST)
    .map((index) => rows[index] as number);
}

function splitByArtist(songs: readonly Track[], likedCount: number, seed: number): TrainTestSplit[] | null {
  const groups = songs.map(artistOf);
  if (new Set(groups).size < HALVES) return null;
  const halves = kFold(songs.length, { folds: HALVES, seed, groups });
  const isEnough = halves.every(({ test }) => {
    const liked = test.filter((row) => row < likedCount).length;
    return liked >= FEWEST && (songs.length === likedCount || test.length - liked >= FEWEST);
  });
  return isEnough ? halves : null;
}

/** A model of the same kind, without what it needs for other purposes than scores. */
function fitLike(
  { preset, network }: TasteModel,
  songs: {
    readonly liked: readonly ScoredTrack[];
    readonly background: readonly Track[] | 'world';
    readonly dislikes: readonly Track[];
  },
  seed: number,
  signal: AbortSignal | undefined,
) {
  const quiet = { testSize: 0, ensembleSize: 0, seed, ...(signal && { signal }) };
  if (network === undefined) return presetNamed(preset).fit(songs, quiet);
  const { learningRate, epochs, batches } = network.training;
  const training = {
    learningRate,
    epochs,
    batches: Math.min(batches, songs.liked.length),
    testFrequency: epochs,
  };
  return presetNamed(preset).fit(songs, { ...quiet, ...training, encoder: network.encoder });
}

/** The tracks with the known values of a feature in another order among those that have one. */
function shuffleValues(tracks: readonly Track[], feature: Feature, random: Random): Track[] {
  const field = fieldOfFeature(feature);
  const known = tracks.flatMap((track, index) => (track[field] === null ? [] : [index]));
  const order = shuffledIndices(known.length, random);
  const shuffled = [...tracks];
  for (const [position, index] of known.entries()) {
    const from = tracks[known[order[position] as number] as number] as Track;
    shuffled[index] = { ...(tracks[index] as Track), [field]: from[field] };
  }
  return shuffled;
}
