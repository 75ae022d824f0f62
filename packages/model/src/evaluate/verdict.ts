import { isPreset, type Preset } from '../model/presets.ts';
import type { BaselineInTime, CandidateName, Comparison } from './evaluation.ts';
import type { Measured } from './quality.ts';
import { intervalOf } from './resampling.ts';

/** A candidate's deciding metric. */
export interface Deciding {
  readonly name: CandidateName | BaselineInTime;
  readonly measured: Measured;
}

const guesses: Partial<Readonly<Record<CandidateName | BaselineInTime, string>>> = {
  popularity: 'guessing by popularity',
  'artist average': 'guessing by artist',
  'style rate': 'guessing by style',
  'nearest neighbours': 'guessing by the most similar songs',
};

type DecidingPreset = Deciding & { readonly name: Preset };

function isOfPreset(candidate: Deciding): candidate is DecidingPreset {
  return isPreset(candidate.name);
}

/** Every preset beside every baseline, on the same resamples. */
export function compare(candidates: readonly Deciding[], metric: 'auc' | 'spearman'): Comparison[] {
  const presets = candidates.filter(isOfPreset);
  return presets.flatMap((preset) =>
    candidates.flatMap((baseline) => {
      const guess = guesses[baseline.name];
      return guess === undefined ? [] : [compareTwo(preset, baseline, guess, metric)];
    }),
  );
}

function compareTwo(
  preset: DecidingPreset,
  baseline: Deciding,
  guess: string,
  metric: 'auc' | 'spearman',
): Comparison {
  const differences = preset.measured.resampled.map(
    (value, index) => value - (baseline.measured.resampled[index] as number),
  );
  const difference = intervalOf(preset.measured.mean - baseline.measured.mean, differences);
  const isBetter = difference.low > 0 ? 'yes' : difference.high < 0 ? 'no' : 'unclear';
  const answer = isBetter === 'unclear' ? 'not clearly' : isBetter;
  const figures = `${twoDigits(preset.measured.mean)} against ${twoDigits(baseline.measured.mean)}`;
  return {
    preset: preset.name,
    baseline: baseline.name,
    metric,
    difference,
    isBetter,
    text: `Preset ${preset.name} is better than ${guess}: ${answer}, ${figures}.`,
  };
}

/** The verdict: what the deciding metric says of each preset, then the comparisons of the best. */
export function verdictOf(
  candidates: readonly Deciding[],
  comparisons: readonly Comparison[],
  metric: 'auc' | 'spearman',
): string {
  const presets = candidates.filter(isOfPreset);
  const best = presets.reduce((a, b) => (b.measured.mean > a.measured.mean ? b : a));
  const sentences = presets.map(({ name, measured }) => describe(name, measured, metric));
  const reasons = comparisons.filter(({ preset }) => preset === best.name).map(({ text }) => text);
  return [...sentences, ...reasons].join(' ');
}

function describe(name: string, measured: Measured, metric: 'auc' | 'spearman'): string {
  const { mean, low, high } = intervalOf(measured.mean, measured.resampled);
  const range = `${twoDigits(mean)} (${twoDigits(low)} to ${twoDigits(high)})`;
  if (metric === 'auc') {
    const worth = low > 0.5 ? 'tells' : high < 0.5 ? 'tells the wrong way round' : 'cannot tell';
    return `Preset ${name} ${worth} songs that this person likes from others: AUC ${range}, where 0.5 is a coin toss.`;
  }
  const worth = low > 0 ? 'orders' : high < 0 ? 'orders the wrong way round' : 'cannot order';
  return `Preset ${name} ${worth} this person's songs by how much they like them: Spearman ${range}, where 0 is no order.`;
}

function twoDigits(value: number): string {
  return value.toFixed(2);
}
