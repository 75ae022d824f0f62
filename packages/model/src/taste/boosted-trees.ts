import { createRandom, type Matrix, type Random } from '@ssrm/features';
import type { TimeSlices } from '../training/time-slices.ts';
import { binColumns } from './binned-columns.ts';
import { growTree, type TreeNodes } from './grow-tree.ts';
import { createSplitSearch, type SplitSearch } from './split-search.ts';
import type { OnTree } from './tree-losses.ts';

/** Rows that are scored at a time. */
const BLOCK_ROWS = 128;

/** Options of {@link fitBoostedTrees}. */
export interface BoostedTreesOptions {
  readonly loss: 'logistic' | 'squared';
  readonly trees: number;
  /** Levels of splits, ≥ 1. */
  readonly depth: number;
  readonly learningRate: number;
  /** Share of the rows that each tree sees, 0 < share ≤ 1. */
  readonly rowShare: number;
  /** How many columns each split may choose from. */
  readonly columnsPerSplit: number;
  readonly minLeaf: number;
  /** L2 penalty on the value of a leaf, ≥ 0. */
  readonly leafPenalty: number;
  readonly seed: number;
  /** Watches the fit; gets the rows that are fitted on. */
  readonly onTree?: OnTree | undefined;
}

/** Trees in a row: node i splits on `column[i]` at `threshold[i]` (≤ goes to `left[i]`, else to the node after it). Leaf: column −1. */
export interface BoostedTreesJson {
  readonly start: number;
  readonly roots: readonly number[];
  readonly column: readonly number[];
  /** The threshold of a split, the value of a leaf. */
  readonly value: readonly number[];
  readonly left: readonly number[];
}

/**
 * Stochastic gradient boosting: f = start + Σ trees, each tree a Newton step on the loss of a random part of the rows.
 *
 * @param rows - Shape `[n, d]`, n ≥ 2, finite.
 * @param targets - Length n, 0 … 1.
 * @param weights - Length n, > 0.
 * @param slices - Between two trees the thread is left to others.
 * @see J. H. Friedman, Stochastic gradient boosting, Computational Statistics & Data Analysis 38 (2002)
 */
export async function fitBoostedTrees(
  rows: Matrix,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  options: BoostedTreesOptions,
  slices: TimeSlices,
): Promise<BoostedTreesJson> {
  const count = rows.rowCount;
  const search = await createSplitSearch(count, rows.columnCount, options);
  const edges = binColumns(rows, search.columns);
  const random = createRandom(options.seed);
  const start = startValue(targets, weights, options.loss);
  const scores = new Float64Array(count).fill(start);
  const forest = {
    roots: [] as number[],
    column: [] as number[],
    value: [] as number[],
    left: [] as number[],
  };
  options.onTree?.(0, scores);
  for (let round = 0; round < options.trees; round++) {
    const sampleSize = sampleRows(search.rows, options.rowShare, random);
    setDerivatives(options.loss, scores, targets, weights, search, sampleSize);
    const tree = growTree(search, edges, sampleSize, options, random, scores);
    addLeaves(scores, tree, search.columns, search.rows.subarray(sampleSize));
    append(forest, tree);
    options.onTree?.(round + 1, scores);
    if (slices.isOver()) await slices.pause();
  }
  return { start, ...forest };
}

/**
 * The sum of the trees for each row: log odds after logistic loss, the target itself after squared loss.
 *
 * @param rows - Shape `[n, d]` with the columns of the fit, finite.
 * @returns Length n.
 */
export function predictBoostedTrees(trees: BoostedTreesJson, rows: Matrix, onTree?: OnTree): Float64Array {
  const { rowCount, columnCount, values } = rows;
  const column = Int32Array.from(trees.column);
  const value = Float64Array.from(trees.value);
  const left = Int32Array.from(trees.left);
  const result = new Float64Array(rowCount).fill(trees.start);
  onTree?.(0, result);
  // Rows that lie near each other stay in the processor's cache from tree to tree.
  const blockRows = onTree === undefined ? BLOCK_ROWS : rowCount;
  for (let first = 0; first < rowCount; first += blockRows) {
    const end = Math.min(rowCount, first + blockRows);
    for (const [index, root] of trees.roots.entries()) {
      for (let row = first; row < end; row++) {
        const at = row * columnCount;
        let node = root;
        let split = column[node] as number;
        while (split >= 0) {
          node = (left[node] as number) + Number((values[at + split] as number) > (value[node] as number));
          split = column[node] as number;
        }
        result[row] = (result[row] as number) + (value[node] as number);
      }
      onTree?.(index + 1, result);
    }
  }
  return result;
}

function startValue(targets: ArrayLike<number>, weights: ArrayLike<number>, loss: string): number {
  let sum = 0;
  let total = 0;
  for (let row = 0; row < targets.length; row++) {
    sum += (weights[row] as number) * (targets[row] as number);
    total += weights[row] as number;
  }
  const mean = sum / total;
  if (loss === 'squared') return mean;
  const bounded = Math.min(1 - 1e-3, Math.max(1e-3, mean));
  return Math.log(bounded / (1 - bounded));
}

function setDerivatives(
  loss: string,
  scores: Float64Array,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  { rows, gradients, curvatures }: SplitSearch,
  sampleSize: number,
): void {
  for (let position = 0; position < sampleSize; position++) {
    const row = rows[position] as number;
    const weight = weights[row] as number;
    const score = scores[row] as number;
    const fitted = loss === 'squared' ? score : 1 / (1 + Math.exp(-score));
    gradients[row] = weight * (fitted - (targets[row] as number));
    curvatures[row] = weight * (loss === 'squared' ? 1 : fitted * (1 - fitted));
  }
}

/** Writes the rows that are drawn, then the others; returns how many are drawn. */
function sampleRows(rows: Int32Array, share: number, random: Random): number {
  let drawn = 0;
  let left = rows.length;
  for (let row = 0; row < rows.length; row++) rows[random() < share ? drawn++ : --left] = row;
  return drawn;
}

/** Adds to the scores of these rows what the tree says of them. */
function addLeaves(
  scores: Float64Array,
  tree: TreeNodes,
  columns: readonly Uint8Array[],
  rows: Int32Array,
): void {
  const column = Int32Array.from(tree.column);
  const bin = Int32Array.from(tree.bin);
  const left = Int32Array.from(tree.left);
  const bins = tree.column.map((own) => columns[own] as Uint8Array);
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position] as number;
    let node = 0;
    while ((column[node] as number) >= 0) {
      const goesLeft = ((bins[node] as Uint8Array)[row] as number) <= (bin[node] as number);
      node = (left[node] as number) + (goesLeft ? 0 : 1);
    }
    scores[row] = (scores[row] as number) + (tree.value[node] as number);
  }
}

function append(
  forest: { roots: number[]; column: number[]; value: number[]; left: number[] },
  tree: TreeNodes,
): void {
  const offset = forest.column.length;
  forest.roots.push(offset);
  for (let node = 0; node < tree.column.length; node++) {
    forest.column.push(tree.column[node] as number);
    forest.value.push(tree.value[node] as number);
    forest.left.push((tree.column[node] as number) < 0 ? 0 : (tree.left[node] as number) + offset);
  }
}
