import type { Random } from '@ssrm/features';
import type { SplitOptions, SplitSearch } from './split-search.ts';

/** A tree as parallel arrays; node 0 is the root. */
export interface TreeNodes {
  /** Column that the node splits on, −1 for a leaf. */
  readonly column: number[];
  /** Last bin that goes left. */
  readonly bin: number[];
  /** Threshold between the bins of a split; value of a leaf. */
  readonly value: number[];
  /** The left child; the right one follows it. */
  readonly left: number[];
}

/** What {@link growTree} needs of the options of boosting. */
export interface TreeOptions extends SplitOptions {
  readonly depth: number;
  readonly columnsPerSplit: number;
  readonly learningRate: number;
}

interface Split {
  readonly column: number;
  readonly bin: number;
}

/**
 * A regression tree on gradients: each split maximises G²_left / (H_left + λ) + G²_right / (H_right + λ) over columns drawn at random
 * (constant ones are passed over and not counted); a leaf holds −learningRate · G / (H + λ).
 *
 * @param edges - Of each column, between its bins.
 * @param sampleSize - It sees the first rows of the search; they are reordered.
 * @param scores - Length n; those of the rows that it sees get the value of their leaf added.
 */
export function growTree(
  search: SplitSearch,
  edges: readonly Float64Array[],
  sampleSize: number,
  options: TreeOptions,
  random: Random,
  scores: Float64Array,
): TreeNodes {
  const nodes: TreeNodes = { column: [], bin: [], value: [], left: [] };
  const order = Int32Array.from(edges, (_, column) => column);
  addNode(nodes);
  // 1 for columns that are constant in the rows of the node, as far as is known.
  const constant = Uint8Array.from(edges, ({ length }) => Number(length === 0));
  const pending = [{ node: 0, from: 0, to: sampleSize, depth: 0, constant }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, from, to, depth, constant } = next;
    const isSplit = depth < options.depth && to - from >= 2 * options.minLeaf;
    if (isSplit) search.enter(from, to);
    const split = isSplit ? findSplit(search, edges, order, constant, options, random) : undefined;
    const rows = search.rows.subarray(from, to);
    if (split === undefined) {
      const value = leafValue(rows, search, options);
      nodes.value[node] = value;
      for (let position = 0; position < rows.length; position++) {
        const row = rows[position] as number;
        scores[row] = (scores[row] as number) + value;
      }
      continue;
    }
    const middle = from + partition(rows, search.columns[split.column] as Uint8Array, split.bin);
    const left = addNode(nodes);
    addNode(nodes);
    nodes.column[node] = split.column;
    nodes.bin[node] = split.bin;
    nodes.value[node] = (edges[split.column] as Float64Array)[split.bin] as number;
    nodes.left[node] = left;
    pending.push({ node: left + 1, from: middle, to, depth: depth + 1, constant: constant.slice() });
    pending.push({ node: left, from, to: middle, depth: depth + 1, constant });
  }
  return nodes;
}

/** The best split of the node that was entered, by columns drawn from `order`, which is shuffled on. */
function findSplit(
  search: SplitSearch,
  edges: readonly Float64Array[],
  order: Int32Array,
  constant: Uint8Array,
  { columnsPerSplit }: TreeOptions,
  random: Random,
): Split | undefined {
  let best: Split | undefined;
  let bestGain = 1e-9;
  let tried = 0;
  for (let position = 0; position < order.length && tried < columnsPerSplit; position++) {
    const other = position + Math.floor(random() * (order.length - position));
    const column = order[other] as number;
    order[other] = order[position] as number;
    order[position] = column;
    if (constant[column] === 1) continue;
    const gain = search.search(column, (edges[column] as Float64Array).length);
    if (gain < 0) {
      constant[column] = 1;
      continue;
    }
    tried++;
    if (gain > bestGain) {
      bestGain = gain;
      best = { column, bin: search.bestBin };
    }
  }
  return best;
}

function addNode(nodes: TreeNodes): number {
  nodes.column.push(-1);
  nodes.bin.push(0);
  nodes.value.push(0);
  nodes.left.push(0);
  return nodes.column.length - 1;
}

/** −learningRate · G / (H + λ), kept to 32 bits so that it is short in JSON and exact when read. */
function leafValue(rows: Int32Array, { gradients, curvatures }: SplitSearch, options: TreeOptions): number {
  let gradient = 0;
  let curvature = 0;
  for (let position = 0; position < rows.length; position++) {
    gradient += gradients[rows[position] as number] as number;
    curvature += curvatures[rows[position] as number] as number;
  }
  const step = (-options.learningRate * gradient) / (curvature + options.leafPenalty + 1e-12);
  return Number(step.toPrecision(6));
}

/** Puts the rows that go left first; returns how many they are. */
function partition(rows: Int32Array, bins: Uint8Array, bin: number): number {
  let left = 0;
  for (let position = 0; position < rows.length; position++) {
    const row = rows[position] as number;
    if ((bins[row] as number) <= bin) {
      rows[position] = rows[left] as number;
      rows[left++] = row;
    }
  }
  return left;
}
