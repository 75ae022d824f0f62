import type { Matrix } from '@ssrm/features';
import { MAX_BINS } from './split-search.ts';

/** Columns that are read together: what lies side by side in a row is fetched at once. */
const TOGETHER = 8;

/**
 * Cuts each column into at most 64 bins: between all its values where they are few, else at its quantiles. Value ≤ edges[0] is bin 0, value > the last edge is the
 * last bin.
 *
 * @param matrix - Shape `[n, d]`, finite.
 * @param bins - An array of length n for each column; overwritten.
 * @returns Rising edges of each column; a constant column has none.
 */
export function binColumns(matrix: Matrix, bins: readonly Uint8Array[]): Float64Array[] {
  const { rowCount, columnCount, values } = matrix;
  const edges: Float64Array[] = [];
  const together = Array.from({ length: TOGETHER }, () => new Float64Array(rowCount));
  for (let first = 0; first < columnCount; first += TOGETHER) {
    const count = Math.min(TOGETHER, columnCount - first);
    for (let row = 0; row < rowCount; row++) {
      const at = row * columnCount + first;
      for (let own = 0; own < count; own++) {
        (together[own] as Float64Array)[row] = values[at + own] as number;
      }
    }
    for (let own = 0; own < count; own++) {
      edges.push(binColumn(together[own] as Float64Array, bins[first + own] as Uint8Array));
    }
  }
  return edges;
}

/** Fills the bins of one column; returns its edges. */
function binColumn(column: Float64Array, bins: Uint8Array): Float64Array {
  const edges = columnEdges(column);
  let bin = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] as number;
    // Most columns repeat themselves.
    if (row === 0 || value !== column[row - 1]) bin = countBelow(edges, edges.length, value);
    bins[row] = bin;
  }
  return edges;
}

function columnEdges(column: Float64Array): Float64Array {
  const few = fewValues(column);
  if (few !== undefined) {
    return few.slice(1).map((value, index) => (value + (few[index] as number)) / 2);
  }
  const sorted = column.slice().sort();
  const cuts: number[] = [];
  for (let bin = 1; bin < MAX_BINS; bin++) {
    const position = Math.floor((bin * sorted.length) / MAX_BINS);
    const below = sorted[position - 1] as number;
    const above = sorted[position] as number;
    const cut = (below + above) / 2;
    if (below < above && cut !== cuts.at(-1)) cuts.push(cut);
  }
  return Float64Array.from(cuts);
}

/** All values that occur, rising; `undefined` if they are more than the bins. */
function fewValues(column: Float64Array): Float64Array | undefined {
  const values = new Float64Array(MAX_BINS);
  let count = 0;
  for (let row = 0; row < column.length; row++) {
    const value = column[row] as number;
    if (row > 0 && value === column[row - 1]) continue;
    const place = countBelow(values, count, value);
    if (place < count && values[place] === value) continue;
    if (count === MAX_BINS) return undefined;
    values.copyWithin(place + 1, place, count);
    values[place] = value;
    count++;
  }
  return values.slice(0, count);
}

/** How many of the first `count` of rising values are below a value: the number of its bin, where these are edges. */
function countBelow(rising: Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (rising[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
