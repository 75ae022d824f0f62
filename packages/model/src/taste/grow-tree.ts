import type { Random } from '@ssrm/features';
import type { BinnedColumns } from './binned-columns.ts';

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
export interface TreeOptions {
  readonly depth: number;
  readonly columnsPerSplit: number;
  readonly minLeaf: number;
  readonly leafPenalty: number;
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
 * @param sample - The rows it sees; the array is reordered.
 */
export function growTree(
  binned: BinnedColumns,
  sample: Int32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
  options: TreeOptions,
  random: Random,
): TreeNodes {
  const nodes: TreeNodes = { column: [], bin: [], value: [], left: [] };
  const order = Int32Array.from(binned.columns, (_, column) => column);
  const finder = new SplitFinder(binned, gradients, curvatures, options, random, order);
  addNode(nodes);
  const pending = [{ node: 0, from: 0, to: sample.length, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, from, to, depth } = next;
    const rows = sample.subarray(from, to);
    const split = depth < options.depth && rows.length >= 2 * options.minLeaf ? finder.find(rows) : undefined;
    if (split === undefined) {
      nodes.value[node] = leafValue(rows, gradients, curvatures, options);
      continue;
    }
    const middle = from + partition(rows, binned.columns[split.column] as Uint8Array, split.bin);
    const left = addNode(nodes);
    addNode(nodes);
    nodes.column[node] = split.column;
    nodes.bin[node] = split.bin;
    nodes.value[node] = (binned.edges[split.column] as Float64Array)[split.bin] as number;
    nodes.left[node] = left;
    pending.push({ node: left + 1, from: middle, to, depth: depth + 1 });
    pending.push({ node: left, from, to: middle, depth: depth + 1 });
  }
  return nodes;
}

function addNode(nodes: TreeNodes): number {
  nodes.column.push(-1);
  nodes.bin.push(0);
  nodes.value.push(0);
  nodes.left.push(0);
  return nodes.column.length - 1;
}

/** −learningRate · G / (H + λ), kept to 32 bits so that it is short in JSON and exact when read. */
function leafValue(
  rows: Int32Array,
  gradients: Float64Array,
  curvatures: Float64Array,
  options: TreeOptions,
): number {
  let gradient = 0;
  let curvature = 0;
  for (const row of rows) {
    gradient += gradients[row] as number;
    curvature += curvatures[row] as number;
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

/** True where all rows are in one bin. */
function isConstant(rows: Int32Array, bins: Uint8Array): boolean {
  const first = bins[rows[0] as number] as number;
  for (let position = 1; position < rows.length; position++) {
    if (bins[rows[position] as number] !== first) return false;
  }
  return true;
}

/** Finds the best split of a node; holds the histograms, so that they are allocated once a tree. */
class SplitFinder {
  readonly #gradientSums = new Float64Array(64);
  readonly #curvatureSums = new Float64Array(64);
  readonly #counts = new Int32Array(64);
  readonly #binned: BinnedColumns;
  readonly #gradients: Float64Array;
  readonly #curvatures: Float64Array;
  readonly #options: TreeOptions;
  readonly #random: Random;
  readonly #order: Int32Array;

  constructor(
    binned: BinnedColumns,
    gradients: Float64Array,
    curvatures: Float64Array,
    options: TreeOptions,
    random: Random,
    order: Int32Array,
  ) {
    this.#binned = binned;
    this.#gradients = gradients;
    this.#curvatures = curvatures;
    this.#options = options;
    this.#random = random;
    this.#order = order;
  }

  find(rows: Int32Array): Split | undefined {
    const order = this.#order;
    let best: Split | undefined;
    let bestGain = 1e-9;
    let tried = 0;
    for (let position = 0; position < order.length && tried < this.#options.columnsPerSplit; position++) {
      const other = position + Math.floor(this.#random() * (order.length - position));
      const column = order[other] as number;
      order[other] = order[position] as number;
      order[position] = column;
      const edgeCount = (this.#binned.edges[column] as Float64Array).length;
      const bins = this.#binned.columns[column] as Uint8Array;
      if (edgeCount === 0 || isConstant(rows, bins)) continue;
      this.#fill(rows, bins, edgeCount);
      tried++;
      const { gain, bin } = this.#bestBin(edgeCount);
      if (gain > bestGain) {
        bestGain = gain;
        best = { column, bin };
      }
    }
    return best;
  }

  #fill(rows: Int32Array, bins: Uint8Array, edgeCount: number): void {
    const gradientSums = this.#gradientSums.fill(0, 0, edgeCount + 1);
    const curvatureSums = this.#curvatureSums.fill(0, 0, edgeCount + 1);
    const counts = this.#counts.fill(0, 0, edgeCount + 1);
    const gradients = this.#gradients;
    const curvatures = this.#curvatures;
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position] as number;
      const bin = bins[row] as number;
      gradientSums[bin] = (gradientSums[bin] as number) + (gradients[row] as number);
      curvatureSums[bin] = (curvatureSums[bin] as number) + (curvatures[row] as number);
      counts[bin] = (counts[bin] as number) + 1;
    }
  }

  #bestBin(edgeCount: number): { gain: number; bin: number } {
    const { leafPenalty, minLeaf } = this.#options;
    let gradient = 0;
    let curvature = 0;
    let count = 0;
    for (let bin = 0; bin <= edgeCount; bin++) {
      gradient += this.#gradientSums[bin] as number;
      curvature += this.#curvatureSums[bin] as number;
      count += this.#counts[bin] as number;
    }
    const whole = (gradient * gradient) / (curvature + leafPenalty);
    let best = { gain: 0, bin: -1 };
    let leftGradient = 0;
    let leftCurvature = 0;
    let leftCount = 0;
    for (let bin = 0; bin < edgeCount; bin++) {
      leftGradient += this.#gradientSums[bin] as number;
      leftCurvature += this.#curvatureSums[bin] as number;
      leftCount += this.#counts[bin] as number;
      if (leftCount < minLeaf) continue;
      if (count - leftCount < minLeaf) break;
      const rightGradient = gradient - leftGradient;
      const gain =
        (leftGradient * leftGradient) / (leftCurvature + leafPenalty) +
        (rightGradient * rightGradient) / (curvature - leftCurvature + leafPenalty) -
        whole;
      if (gain > best.gain) best = { gain, bin };
    }
    return best;
  }
}
