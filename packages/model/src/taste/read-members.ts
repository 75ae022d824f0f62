import {
  damaged,
  longestList,
  readArray,
  readIndices,
  readNumber,
  readNumbers,
  readObject,
} from '../artifact/json-fields.ts';
import { FAMILY_COUNT, STYLES, SUBSTYLES } from '../artists/styles.ts';
import type { BoostedTreesJson } from './boosted-trees.ts';
import { GROUPING_COUNT, type GroupSums } from './group-means.ts';
import type { KernelMachineJson } from './kernel-machine.ts';
import { NEIGHBOUR_DIMENSIONS, NEIGHBOUR_NUMBER_COUNT } from './neighbour-space.ts';
import type { StyleCounts } from './style-rates.ts';
import type { TasteMembersJson } from './taste-members.ts';
import type { TextRidgeJson } from './text-ridge.ts';
import { TEXT_BUCKETS } from './text-tokens.ts';
import { TRACK_COLUMN_NAMES } from './track-columns.ts';
import { TRACK_NUMBER_NAMES } from './track-numbers.ts';

/**
 * The members in saved JSON, every part checked, so that scoring with them always ends and gives numbers.
 *
 * @throws {@link InvalidArtifactError} naming the part that is damaged.
 */
export function readMembers(json: unknown): TasteMembersJson {
  const members = readObject(json, 'members');
  return {
    medians: readNumbers(members.medians, 'medians', TRACK_NUMBER_NAMES.length),
    styleCounts: readStyleCounts(members.styleCounts),
    artists: readArray(members.artists, 'artists', longestList).map(readArtist),
    trees: readArray(members.trees, 'trees').map((bag) => readTrees(bag, TRACK_COLUMN_NAMES.length)),
    quantiles: readQuantiles(members.quantiles),
    neighbours: readKernelMachine(members.neighbours),
    texts: readTextRidge(members.texts),
  };
}

/** Boosted trees in saved JSON: children stand after their parents, so no walk through a tree can go round. */
export function readTrees(json: unknown, columnCount: number): BoostedTreesJson {
  const trees = readObject(json, 'trees');
  const column = readIndices(trees.column, 'columns of the trees', -1, columnCount);
  const left = readIndices(trees.left, 'children of the trees', 0, Math.max(1, column.length));
  for (const [node, child] of left.entries()) {
    if ((column[node] as number) >= 0 && (child <= node || child + 1 >= column.length)) {
      throw damaged('children of the trees', 'nodes after their parent', left);
    }
  }
  if (left.length !== column.length) throw damaged('children of the trees', `${column.length} numbers`, left);
  return {
    start: readNumber(trees.start, 'start of the trees'),
    roots: readIndices(trees.roots, 'roots of the trees', 0, column.length),
    column,
    value: readNumbers(trees.value, 'values of the trees', column.length),
    left,
  };
}

/** Counts by style in saved JSON. */
function readStyleCounts(json: unknown): StyleCounts {
  const counts = readObject(json, 'style counts');
  const base = readNumber(counts.base, 'base rate');
  if (base <= 0 || base >= 1) throw damaged('base rate', 'a number between 0 and 1', base);
  return {
    base,
    likedByStyle: readCounts(counts.likedByStyle, STYLES.length),
    otherByStyle: readCounts(counts.otherByStyle, STYLES.length),
    likedBySubstyle: readCounts(counts.likedBySubstyle, SUBSTYLES.length),
    otherBySubstyle: readCounts(counts.otherBySubstyle, SUBSTYLES.length),
    likedByFamily: readCounts(counts.likedByFamily, FAMILY_COUNT),
    otherByFamily: readCounts(counts.otherByFamily, FAMILY_COUNT),
  };
}

function readCounts(json: unknown, length: number): readonly number[] {
  const counts = readNumbers(json, 'style counts', length);
  if (counts.some((count) => count < 0)) throw damaged('style counts', 'numbers of at least 0', counts);
  return counts;
}

/** Quantiles of the numbers in saved JSON. */
export function readQuantiles(json: unknown): readonly (readonly number[])[] {
  const quantiles = readArray(json, 'quantiles').map((column) => readNumbers(column, 'quantiles'));
  if (quantiles.length !== NEIGHBOUR_NUMBER_COUNT) {
    throw damaged('quantiles', `${NEIGHBOUR_NUMBER_COUNT} columns`, quantiles);
  }
  return quantiles;
}

/** A kernel machine in saved JSON. */
export function readKernelMachine(json: unknown): KernelMachineJson {
  const machine = readObject(json, 'neighbours');
  const centres = readArray(machine.centres, 'centres').map((centre) =>
    readNumbers(centre, 'centres', NEIGHBOUR_DIMENSIONS),
  );
  const gamma = readNumber(machine.gamma, 'gamma');
  if (gamma <= 0) throw damaged('gamma', 'a number above 0', gamma);
  return {
    gamma,
    coefficients: readNumbers(machine.coefficients, 'coefficients', centres.length),
    centres,
  };
}

function readArtist(json: unknown): readonly [string, number, number] {
  const [name, liked, other] = readArray(json, 'artists');
  if (typeof name !== 'string') throw damaged('the name of an artist', 'a text', name);
  const counts = [readNumber(liked, 'artists'), readNumber(other, 'artists')] as const;
  if (counts.some((count) => count < 0)) throw damaged('the counts of an artist', 'at least 0', counts);
  return [name, ...counts];
}

/** Sums by group in saved JSON. */
export function readGroupSums(json: unknown): GroupSums {
  const sums = readObject(json, 'group sums');
  const groups = readArray(sums.groups, 'group sums').map((group) => {
    const entries = readArray(group, 'group sums', longestList).map((entry) => {
      const [key, sum, count] = readArray(entry, 'group sums');
      if (typeof key !== 'string') throw damaged('the name of a group', 'a text', key);
      const counted = readNumber(count, 'group sums');
      if (counted < 0) throw damaged('the count of a group', 'at least 0', counted);
      return [key, [readNumber(sum, 'group sums'), counted] as const] as const;
    });
    return new Map(entries);
  });
  if (groups.length !== GROUPING_COUNT) throw damaged('group sums', `${GROUPING_COUNT} groupings`, groups);
  return { mean: readNumber(sums.mean, 'mean score'), groups };
}

/** A text ridge in saved JSON. */
export function readTextRidge(json: unknown): TextRidgeJson {
  const ridge = readObject(json, 'texts');
  return {
    rarity: readNumbers(ridge.rarity, 'rarities', TEXT_BUCKETS),
    weights: readNumbers(ridge.weights, 'weights of texts', TEXT_BUCKETS),
  };
}
