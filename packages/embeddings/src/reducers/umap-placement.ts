import { createRandom, type Matrix, matrixRow, type Random } from '@ssrm/features';
import type { Neighbours } from './reference-rows.ts';

/** With fewer different rows than this there is no neighbourhood to speak of. */
export const FEWEST_ROWS = 5;

/** The curve that turns distances in the layout into closeness, for UMAP's spread 1 and minimum distance 0.1. */
const CURVE_A = 1.5769434603113077;
const CURVE_B = 0.8950608779109733;
const EPOCHS = 100;
const LEARNING_RATE = 0.25;
const NEGATIVE_SAMPLES = 5;
const LARGEST_STEP = 4;

/**
 * The place of a new row in a finished UMAP layout: the mean of its neighbours' places, weighted by closeness,
 * then 100 epochs in which the neighbours attract it and rows drawn at random repel it. The draw starts from
 * `seed` for every row, so that no row depends on another.
 *
 * @param layout - Places of the training rows, shape `[n, components]`.
 * @see umap-learn 0.5, `UMAP.transform` and `optimize_layout_euclidean`
 */
export function placeBetween(near: Neighbours, layout: Matrix, seed: number): Float64Array {
  const closeness = closenessOf(near.distances);
  const total = closeness.reduce((sum, value) => sum + value, 0);
  const place = new Float64Array(layout.columnCount);
  for (const [index, row] of near.rows.entries()) {
    for (const [axis, coordinate] of matrixRow(layout, row).entries()) {
      place[axis] = (place[axis] as number) + (coordinate * (closeness[index] as number)) / total;
    }
  }
  if (layout.rowCount >= FEWEST_ROWS) settle(place, near.rows, closeness, layout, createRandom(seed));
  return place;
}

/** Moves `place` by UMAP's forces; the layout stays as it is. */
function settle(
  place: Float64Array,
  rows: readonly number[],
  closeness: readonly number[],
  layout: Matrix,
  random: Random,
): void {
  const closest = Math.max(...closeness);
  // The closest neighbour pulls in every epoch, one half as close in every second.
  const epochsPerPull = closeness.map((value) => closest / value);
  const nextPull = [...epochsPerPull];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = LEARNING_RATE * (1 - epoch / EPOCHS);
    for (const [index, row] of rows.entries()) {
      if ((nextPull[index] as number) > epoch) continue;
      nextPull[index] = (nextPull[index] as number) + (epochsPerPull[index] as number);
      step(place, layout, row, rate, attraction);
      for (let sample = 0; sample < NEGATIVE_SAMPLES; sample++) {
        step(place, layout, Math.floor(random() * layout.rowCount), rate, repulsion);
      }
    }
  }
}

function step(
  place: Float64Array,
  { values, columnCount }: Matrix,
  row: number,
  rate: number,
  force: (squaredDistance: number) => number,
): void {
  const at = row * columnCount;
  let squaredDistance = 0;
  for (let axis = 0; axis < columnCount; axis++) {
    squaredDistance += ((place[axis] as number) - (values[at + axis] as number)) ** 2;
  }
  if (squaredDistance === 0) return;
  const strength = force(squaredDistance);
  for (let axis = 0; axis < columnCount; axis++) {
    const pull = strength * ((place[axis] as number) - (values[at + axis] as number));
    place[axis] = (place[axis] as number) + rate * Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, pull));
  }
}

function attraction(squaredDistance: number): number {
  const numerator = -2 * CURVE_A * CURVE_B * squaredDistance ** (CURVE_B - 1);
  return numerator / (CURVE_A * squaredDistance ** CURVE_B + 1);
}

function repulsion(squaredDistance: number): number {
  return (2 * CURVE_B) / ((0.001 + squaredDistance) * (CURVE_A * squaredDistance ** CURVE_B + 1));
}

/** UMAP's closeness, 0 … 1: exp(−d/σ), with σ such that the sum is log₂ of the number of neighbours. */
function closenessOf(distances: readonly number[]): number[] {
  const target = Math.log2(distances.length);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let sigma = 1;
  const sumFor = (width: number): number =>
    distances.reduce((sum, distance) => sum + Math.exp(-distance / width), 0);
  for (let step = 0; step < 64; step++) {
    const excess = sumFor(sigma) - target;
    if (Math.abs(excess) < 1e-5) break;
    if (excess > 0) high = sigma;
    else low = sigma;
    sigma = high === Number.POSITIVE_INFINITY ? sigma * 2 : (low + high) / 2;
  }
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
  const width = Math.max(sigma, 1e-3 * mean, Number.MIN_VALUE);
  // Taken relative to the nearest, so that far rows do not all become 0; it cancels in the weights.
  const nearest = distances[0] as number;
  return distances.map((distance) => Math.exp(-(distance - nearest) / width));
}
