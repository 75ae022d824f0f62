import { artistKey, type ListeningHistory, type ScoredTrack, songKey, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { presetNamed } from '../model/presets.ts';
import { startTimeSlices, type TimeSlices, throwIfAborted } from '../training/time-slices.ts';
import { ListenerProfile } from '../world/listener-profile.ts';
import { styleNumbers } from '../world/style-numbers.ts';
import { loadWorld } from '../world/world.ts';
import { heardSongs } from '../world/world-encoder.ts';
import { equalMixCalibration } from './calibration.ts';
import { artistOf } from './candidates.ts';
import type { BaselineInTime, Calibration, Comparison, Interval } from './evaluation.ts';
import { type DatedTrack, heardBy, skippedAfter } from './heard-by.ts';
import { likingMetrics, type Measured, measure } from './quality.ts';
import { drawResamples, intervalOf } from './resampling.ts';
import { sampleWorld } from './sample-world.ts';
import { compare, type Deciding, verdictOf } from './verdict.ts';

/** Shares of the time that the history covers: the first decides, the others say whether it holds at other moments. */
const CUTS = [0.75, 0.6, 0.45] as const;
const FEWEST_PAST = 50;
const FEWEST_KEPT = 20;
const FEWEST_SKIPPED = 20;
/** Fewest kept songs by artists not heard before, for a figure of them. */
const FEWEST_NEW = 10;
/** A song first heard later is kept if it was heard so often. */
const KEPT_PLAYS = 2;

/** Who is measured: the preset, and guesses. */
type InTimeName = 'taste' | BaselineInTime;

/** What a model of the songs heard by a moment says of those heard first after it. */
export interface CutQuality {
  /** The moment, ISO 8601. */
  readonly at: string;
  readonly pastCount: number;
  readonly keptCount: number;
  readonly otherCount: number;
  /** Songs first met later and always left soon after the start; 0 without a history. */
  readonly skippedCount: number;
  /** Kept songs against others: 0.5 is a coin toss, 1 perfect. */
  readonly auc: Readonly<Record<InTimeName, Interval>>;
  /** Of `taste`, by artists not heard before; `null` with fewer than 10 such songs. */
  readonly aucNewArtists: Interval | null;
  /** Of `taste`, kept songs against skipped ones; `null` with fewer than 20 of these. */
  readonly aucSkipped: Interval | null;
}

/** Is it worth anything? Asked in the past, answered by what followed. */
export interface EvaluationInTime {
  /** The deciding moment first. */
  readonly cuts: readonly CutQuality[];
  readonly comparisons: readonly Comparison[];
  /** Of `taste` at the deciding moment. */
  readonly calibration: Calibration;
  readonly verdict: string;
}

/** Options of {@link evaluateInTime}. */
export interface EvaluateInTimeOptions {
  /** When what was played: the past is then learned from with its plays, and songs that were always left are asked about too. Without it each song counts alike. */
  readonly history?: ListeningHistory | undefined;
  /** @default 42 */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Foresees the past: a model of preset `taste`, beside the built-in world, learns from the songs that were heard by a moment and is asked
 * about those that were first heard later and then at least twice, among songs of the world that were never heard, and among those that were first met later and always left soon after
 * the start. Intervals are from 200 resamples of whole artists.
 *
 * @param tracks - Those with `listening.firstPlay` count.
 * @returns `null` where fewer than 50 songs were heard by three quarters of the time, or fewer than 20 were kept after.
 */
export async function evaluateInTime(
  tracks: readonly ScoredTrack[],
  options: EvaluateInTimeOptions = {},
): Promise<EvaluationInTime | null> {
  const { history, seed = 42, signal } = options;
  const dated = tracks.filter(isDated);
  const first = dated.reduce(
    (least, { listening }) => Math.min(least, listening.firstPlay),
    Number.POSITIVE_INFINITY,
  );
  const last = dated.reduce((most, { listening }) => Math.max(most, listening.firstPlay), 0);
  const skipped = history === undefined ? [] : skippedAfter(history, 0);
  const others = await sampleWorld(tracks, skipped, seed);
  const slices = startTimeSlices(signal);
  const measured: MeasuredCut[] = [];
  for (const share of CUTS) {
    throwIfAborted(signal);
    const moment = first + share * (last - first);
    const cut = await measureCut({ dated, others, history, moment, seed, slices });
    if (cut !== null) measured.push(cut);
    else if (share === CUTS[0]) return null;
  }
  const [main, ...earlier] = measured as [MeasuredCut, ...MeasuredCut[]];
  const comparisons = compare(main.deciding, 'auc');
  return {
    cuts: measured.map(({ quality }) => quality),
    comparisons,
    calibration: main.calibration,
    verdict: inWords(
      main.quality,
      verdictOf(main.deciding, comparisons, 'auc'),
      earlier.map(({ quality }) => quality),
    ),
  };
}

function inWords(
  { at, keptCount, otherCount, skippedCount, aucNewArtists, aucSkipped }: CutQuality,
  verdict: string,
  earlier: readonly CutQuality[],
): string {
  return [
    `Asked as of ${at.slice(0, 10)} about ${keptCount} songs that you first heard and kept later, among ${otherCount} that many people keep and you never heard. ${verdict}`,
    ...(aucNewArtists === null ? [] : [`By artists you had not heard before: ${range(aucNewArtists)}.`]),
    ...(aucSkipped === null
      ? []
      : [`Beside ${skippedCount} songs that you then met and always skipped: ${range(aucSkipped)}.`]),
    ...(earlier.length === 0
      ? []
      : [`At earlier moments: ${earlier.map(({ auc }) => auc.taste.mean.toFixed(2)).join(' and ')}.`]),
  ].join(' ');
}

function range({ mean, low, high }: Interval): string {
  return `${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function isDated(track: ScoredTrack): track is DatedTrack {
  return (track.listening?.firstPlay ?? null) !== null;
}

interface Cut {
  readonly dated: readonly DatedTrack[];
  readonly others: readonly Track[];
  readonly history: ListeningHistory | undefined;
  readonly moment: number;
  readonly seed: number;
  readonly slices: TimeSlices;
}

interface MeasuredCut {
  readonly quality: CutQuality;
  readonly deciding: readonly Deciding[];
  readonly calibration: Calibration;
}

async function measureCut({
  dated,
  others,
  history,
  moment,
  seed,
  slices,
}: Cut): Promise<MeasuredCut | null> {
  const past = heardBy(dated, moment, history);
  const kept = dated.filter(({ listening }) => listening.firstPlay > moment && listening.plays >= KEPT_PLAYS);
  if (past.length < FEWEST_PAST || kept.length < FEWEST_KEPT) return null;
  const skipped = history === undefined ? [] : skippedAfter(history, moment);
  const asked = [...kept, ...others, ...skipped];
  const scores = await scoresOf(past, asked);
  const resamples = await drawResamples(asked.map(artistOf), 1, seed, slices);
  const foldOf = asked.map(() => 0);
  const { auc } = likingMetrics;
  const measureAuc = async (of: InTimeName, truth: readonly number[]): Promise<Measured> =>
    (await measure([{ scores: scores[of], foldOf }], truth, { auc }, resamples, slices)).auc;

  // 1 for kept songs, 0 for those that they are to be told from; rows without a number are not asked about.
  const firstSkipped = kept.length + others.length;
  const amongOthers = asked.map((_, row) => (row < kept.length ? 1 : row < firstSkipped ? 0 : Number.NaN));
  const amongSkipped = asked.map((_, row) => (row < kept.length ? 1 : row < firstSkipped ? Number.NaN : 0));
  const ofNewArtists = amongOthers.map((answer, row) =>
    scores['artist average'][row] === 0 ? answer : Number.NaN,
  );
  const deciding: Deciding[] = [];
  for (const name of Object.keys(scores) as InTimeName[]) {
    deciding.push({ name, measured: await measureAuc(name, amongOthers) });
  }
  const tasteInterval = async (truth: readonly number[]): Promise<Interval> => {
    const { mean, resampled } = await measureAuc('taste', truth);
    return intervalOf(mean, resampled);
  };
  const newCount = ofNewArtists.filter((answer) => answer === 1).length;
  return {
    quality: {
      at: new Date(moment * 1000).toISOString(),
      pastCount: past.length,
      keptCount: kept.length,
      otherCount: others.length,
      skippedCount: skipped.length,
      auc: Object.fromEntries(
        deciding.map(({ name, measured }) => [name, intervalOf(measured.mean, measured.resampled)]),
      ) as CutQuality['auc'],
      aucNewArtists: newCount < FEWEST_NEW ? null : await tasteInterval(ofNewArtists),
      aucSkipped: skipped.length < FEWEST_SKIPPED ? null : await tasteInterval(amongSkipped),
    },
    deciding,
    calibration: equalMixCalibration(scores.taste.slice(0, firstSkipped), amongOthers.slice(0, firstSkipped)),
  };
}

async function scoresOf(
  past: readonly ScoredTrack[],
  asked: readonly Track[],
): Promise<Record<InTimeName, number[]>> {
  const model = await presetNamed('taste').fit({ liked: past, background: 'world' }, {});
  const taste = await model.predict(asked);
  const profile = new ListenerProfile(heardSongs(past, []), await loadWorld());
  return {
    taste,
    popularity: asked.map((song) => profile.world.songListeners.get(songKey(song)) ?? 0),
    'artist average': asked.map(({ artistName }) => Number(profile.artists.has(artistKey(artistName ?? '')))),
    'style rate': asked.map(({ artistName }) => {
      const { substyles } = stylesOfArtist(artistName);
      return substyles.length === 0 ? 0 : (styleNumbers(profile, substyles)['sub-style'] as number);
    }),
  };
}
