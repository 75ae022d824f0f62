import { artistKey, type Listening, type ScoredTrack, songKey, type Track } from '@ssrm/features';
import { presetNamed } from '../model/presets.ts';
import { startTimeSlices, type TimeSlices, throwIfAborted } from '../training/time-slices.ts';
import { loadWorld } from '../world/world.ts';
import { equalMixCalibration } from './calibration.ts';
import { artistOf } from './candidates.ts';
import type { Calibration, Comparison, Interval } from './evaluation.ts';
import { likingMetrics, measure } from './quality.ts';
import { drawResamples, intervalOf } from './resampling.ts';
import { sampleWorld } from './sample-world.ts';
import { compare, type Deciding, verdictOf } from './verdict.ts';

/** Shares of the time that the history covers: the first decides, the others say whether it holds at other moments. */
const CUTS = [0.75, 0.6, 0.45] as const;
const FEWEST_PAST = 50;
const FEWEST_KEPT = 20;
/** A song first heard later is kept if it was heard so often. */
const KEPT_PLAYS = 2;

/** Who is measured: the preset, and guesses by the number of people who keep the song and by whether the artist had been heard. */
type InTimeName = 'taste' | 'popularity' | 'artist average';

/** What a model of the songs heard by a moment says of those heard first after it. */
export interface CutQuality {
  /** The moment, ISO 8601. */
  readonly at: string;
  readonly pastCount: number;
  readonly keptCount: number;
  readonly otherCount: number;
  /** Kept songs against others: 0.5 is a coin toss, 1 perfect. */
  readonly auc: Readonly<Record<InTimeName, Interval>>;
  /** Of `taste`, by artists not heard before; `null` with fewer than 10 such songs. */
  readonly aucNewArtists: number | null;
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

/**
 * Foresees the past: a model of preset `taste`, beside the built-in world, learns from the songs that were heard by a moment and is asked
 * about those that were first heard later and then at least twice, among songs of the world that were never heard. Each song counts alike, for how often it was
 * played is known for the whole history only. Intervals are from 200 resamples of whole artists.
 *
 * @param tracks - Those with `listening.firstPlay` count.
 * @returns `null` where fewer than 50 songs were heard by three quarters of the time, or fewer than 20 were kept after.
 */
export async function evaluateInTime(
  tracks: readonly ScoredTrack[],
  options: { readonly seed?: number; readonly signal?: AbortSignal } = {},
): Promise<EvaluationInTime | null> {
  const { seed = 42, signal } = options;
  const dated = tracks.filter(isDated);
  const first = dated.reduce(
    (least, { listening }) => Math.min(least, listening.firstPlay),
    Number.POSITIVE_INFINITY,
  );
  const last = dated.reduce((most, { listening }) => Math.max(most, listening.firstPlay), 0);
  const others = await sampleWorld(tracks, [], seed);
  const slices = startTimeSlices(signal);
  const measured: MeasuredCut[] = [];
  for (const share of CUTS) {
    throwIfAborted(signal);
    const cut = await measureCut(dated, others, first + share * (last - first), seed, slices);
    if (cut !== null) measured.push(cut);
    else if (share === CUTS[0]) return null;
  }
  const [main, ...earlier] = measured as [MeasuredCut, ...MeasuredCut[]];
  const comparisons = compare(main.deciding, 'auc');
  const verdict = verdictOf(main.deciding, comparisons, 'auc');
  const { at, keptCount, otherCount, aucNewArtists } = main.quality;
  const sentences = [
    `Asked as of ${at.slice(0, 10)} about ${keptCount} songs that you first heard and kept later, among ${otherCount} that many people keep and you never heard. ${verdict}`,
    aucNewArtists === null ? '' : `By artists you had not heard before: ${aucNewArtists.toFixed(2)}.`,
    earlier.length === 0
      ? ''
      : `At earlier moments: ${earlier.map(({ quality }) => quality.auc.taste.mean.toFixed(2)).join(' and ')}.`,
  ];
  return {
    cuts: measured.map(({ quality }) => quality),
    comparisons,
    calibration: main.calibration,
    verdict: sentences.filter((sentence) => sentence !== '').join(' '),
  };
}

type DatedTrack = ScoredTrack & { readonly listening: Listening & { readonly firstPlay: number } };

function isDated(track: ScoredTrack): track is DatedTrack {
  return (track.listening?.firstPlay ?? null) !== null;
}

interface MeasuredCut {
  readonly quality: CutQuality;
  readonly deciding: readonly Deciding[];
  readonly calibration: Calibration;
}

async function measureCut(
  dated: readonly DatedTrack[],
  others: readonly Track[],
  moment: number,
  seed: number,
  slices: TimeSlices,
): Promise<MeasuredCut | null> {
  const past = dated.filter(({ listening }) => listening.firstPlay <= moment).map(heardOnce);
  const kept = dated.filter(({ listening }) => listening.firstPlay > moment && listening.plays >= KEPT_PLAYS);
  if (past.length < FEWEST_PAST || kept.length < FEWEST_KEPT) return null;
  const asked = [...kept, ...others];
  const isKept = asked.map((_, row) => Number(row < kept.length));
  const scores = await scoresOf(past, asked);
  const resamples = await drawResamples(asked.map(artistOf), 1, seed, slices);
  const foldOf = asked.map(() => 0);
  const { auc } = likingMetrics;
  const deciding: Deciding[] = [];
  for (const [name, own] of Object.entries(scores) as [InTimeName, number[]][]) {
    const measured = await measure([{ scores: own, foldOf }], isKept, { auc }, resamples, slices);
    deciding.push({ name, measured: measured.auc });
  }
  const isNew = scores['artist average'].map((heard) => heard === 0);
  const newRows = isKept.flatMap((_, row) => (isNew[row] ? [row] : []));
  const newKept = newRows.map((row) => isKept[row] as number);
  const intervals = deciding.map(({ name, measured }) => [
    name,
    intervalOf(measured.mean, measured.resampled),
  ]);
  return {
    quality: {
      at: new Date(moment * 1000).toISOString(),
      pastCount: past.length,
      keptCount: kept.length,
      otherCount: others.length,
      auc: Object.fromEntries(intervals),
      aucNewArtists:
        newKept.filter((value) => value === 1).length < 10
          ? null
          : auc.of(
              newRows.map((row) => scores.taste[row] as number),
              newKept,
            ),
    },
    deciding,
    calibration: equalMixCalibration(scores.taste, isKept),
  };
}

/** The song without what its later plays would give away. */
function heardOnce({ listening, ...track }: DatedTrack): ScoredTrack {
  const { firstPlay } = listening;
  return { ...track, score: 1, listening: { plays: 1, recentPlays: 1, skips: 0, firstPlay } };
}

async function scoresOf(
  past: readonly ScoredTrack[],
  asked: readonly Track[],
): Promise<Record<InTimeName, number[]>> {
  const model = await presetNamed('taste').fit({ liked: past, background: 'world' }, {});
  const { songListeners } = await loadWorld();
  const heard = new Set(past.map(({ artistName }) => artistKey(artistName ?? '')));
  return {
    taste: await model.predict(asked),
    popularity: asked.map((song) => songListeners.get(songKey(song)) ?? 0),
    'artist average': asked.map(({ artistName }) => Number(heard.has(artistKey(artistName ?? '')))),
  };
}
