import type { Matrix } from '@ssrm/features';

/** At most so many bins a column; one byte each. */
const MAX_BINS = 64;

/** Columns as bin numbers: value ≤ edges[0] is bin 0, value > the last edge is the last bin. */
export interface BinnedColumns {
  readonly rowCount: number;
  /** One array of length n a column. */
  readonly columns: readonly Uint8Array[];
  /** Rising edges of each column; a constant column has none. */
  readonly edges: readonly Float64Array[];
}

/**
 * Each column cut into at most 64 bins: between all its values where they are few, else at its quantiles.
 *
 * @param matrix - Shape `[n, d]`, finite.
 */
export function binColumns(matrix: Matrix): BinnedColumns {
  const { rowCount, columnCount, values } = matrix;
  const columns: Uint8Array[] = [];
  const edges: Float64Array[] = [];
  const column = new Float64Array(rowCount);
  for (let j = 0; j < columnCount; j++) {
    for (let i = 0; i < rowCount; i++) column[i] = values[i * columnCount + j] as number;
    const cuts = columnEdges(column.slice().sort());
    edges.push(cuts);
    columns.push(Uint8Array.from(column, (value) => binOf(cuts, value)));
  }
  return { rowCount, columns, edges };
}

function columnEdges(sorted: Float64Array): Float64Array {
  const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
  if (distinct.length <= MAX_BINS) {
    return distinct.slice(1).map((value, index) => (value + (distinct[index] as number)) / 2);
  }
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

/** Number of the bin of a value: how many edges are below it. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}
