import { auc } from '../metrics/auc.ts';
import { ndcgAt } from '../metrics/ndcg.ts';
import { meanAbsoluteError, rootMeanSquaredError } from '../metrics/score-errors.ts';
import { spearman } from '../metrics/spearman.ts';
import type { TimeSlices } from '../training/time-slices.ts';
import { roundHalfToEven } from '../training/training-engine.ts';
import { equalMixCalibration } from './calibration.ts';
import type { Interval, LikingQuality, RankingQuality } from './evaluation.ts';
import { intervalOf, type Resample } from './resampling.ts';

/** A figure of predictions beside what is true. */
export interface Metric {
  readonly of: (predictions: readonly number[], truth: readonly number[]) => number;
  /**
   * True for orders, which are measured inside each fold and then averaged by size: models of different folds have
   * different levels, and a fold's level falls when its songs are the better ones.
   */
  readonly isOfOrder: boolean;
}

export const rankingMetrics: Readonly<Record<keyof RankingQuality, Metric>> = {
  spearman: { of: orderAgreement, isOfOrder: true },
  meanAbsoluteError: { of: meanAbsoluteError, isOfOrder: false },
  rootMeanSquaredError: { of: rootMeanSquaredError, isOfOrder: false },
  accuracy: { of: roundedAccuracy, isOfOrder: false },
};

export const likingMetrics: Readonly<Record<keyof LikingQuality, Metric>> = {
  auc: { of: auc, isOfOrder: true },
  ndcg25: { of: (predictions, liked) => ndcgAt(25, predictions, liked), isOfOrder: true },
  calibrationError: { of: (scores, liked) => equalMixCalibration(scores, liked).error, isOfOrder: false },
};

/** A candidate's predictions of all songs in one repeat, and which fold each song was in. */
export interface RepeatPredictions {
  readonly scores: readonly number[];
  readonly foldOf: readonly number[];
}

/** A metric's mean over the repeats, and its value on every resample. */
export interface Measured {
  readonly mean: number;
  readonly resampled: readonly number[];
}

/**
 * Measures one candidate: on all rows of every repeat, and on each resample.
 *
 * @param truth - Length n; rows with `NaN` are left out.
 */
export async function measure<Name extends string>(
  repeats: readonly RepeatPredictions[],
  truth: readonly number[],
  metrics: Readonly<Record<Name, Metric>>,
  resamples: readonly Resample[],
  slices: TimeSlices,
): Promise<Record<Name, Measured>> {
  const values = {} as Record<Name, Measured>;
  const all = truth.map((_, row) => row);
  for (const [name, metric] of Object.entries(metrics) as [Name, Metric][]) {
    const whole = repeats.map((predictions) => measureRows(metric, predictions, truth, all));
    const resampled: number[] = [];
    for (const { rows, repeat } of resamples) {
      resampled.push(measureRows(metric, repeats[repeat] as RepeatPredictions, truth, rows));
      if (slices.isOver()) await slices.pause();
    }
    const answered = whole.filter((value) => !Number.isNaN(value));
    values[name] = { mean: answered.reduce((sum, value) => sum + value, 0) / answered.length, resampled };
  }
  return values;
}

/** The intervals of measured metrics. */
export function toIntervals<Name extends string>(
  measured: Readonly<Record<Name, Measured>>,
): Record<Name, Interval> {
  const entries = Object.entries(measured) as [Name, Measured][];
  return Object.fromEntries(
    entries.map(([name, { mean, resampled }]) => [name, intervalOf(mean, resampled)]),
  ) as Record<Name, Interval>;
}

function measureRows(
  metric: Metric,
  { scores, foldOf }: RepeatPredictions,
  truth: readonly number[],
  rows: readonly number[],
): number {
  const known = rows.filter((row) => !Number.isNaN(truth[row]));
  const value = (part: readonly number[]) =>
    metric.of(
      part.map((row) => scores[row] as number),
      part.map((row) => truth[row] as number),
    );
  if (!metric.isOfOrder) return known.length === 0 ? Number.NaN : value(known);
  const parts = new Map<number, number[]>();
  for (const row of known) {
    const fold = foldOf[row] as number;
    const part = parts.get(fold);
    if (part === undefined) parts.set(fold, [row]);
    else part.push(row);
  }
  return meanBySize([...parts.values()].map((part) => ({ size: part.length, value: value(part) })));
}

/** Folds in which the question has no answer, such as those without a liked song, are left out. */
function meanBySize(parts: readonly { readonly size: number; readonly value: number }[]): number {
  const answered = parts.filter(({ value }) => !Number.isNaN(value));
  const size = answered.reduce((sum, part) => sum + part.size, 0);
  return answered.reduce((sum, part) => sum + part.size * part.value, 0) / size;
}

/** Equal predictions say nothing of an order that there is: 0. */
function orderAgreement(predictions: readonly number[], scores: readonly number[]): number {
  const correlation = spearman(predictions, scores);
  return Number.isNaN(correlation) && scores.some((score) => score !== scores[0]) ? 0 : correlation;
}

function roundedAccuracy(predictions: readonly number[], scores: readonly number[]): number {
  const equal = predictions.filter(
    (prediction, index) => roundHalfToEven(prediction) === roundHalfToEven(scores[index] as number),
  );
  return equal.length / predictions.length;
}
