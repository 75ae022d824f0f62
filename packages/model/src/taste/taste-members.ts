import { artistKey, createMatrix, type Matrix, type Track } from '@ssrm/features';
import type { TimeSlices } from '../training/time-slices.ts';
import type { World } from '../world/world.ts';
import { widened } from '../world/world-ranker.ts';
import { artistFolds } from './artist-folds.ts';
import { type BoostedTreesJson, fitBoostedTrees, predictBoostedTrees } from './boosted-trees.ts';
import { fitKernelMachine, type KernelMachineJson, predictKernelMachine } from './kernel-machine.ts';
import { type ArtistCounts, countArtists, NearArtists } from './near-artists.ts';
import { type NeighbourQuantiles, neighbourQuantiles, neighbourSpace } from './neighbour-space.ts';
import type { ScoringParts } from './scoring-parts.ts';
import { countStyles, type StyleCounts } from './style-rates.ts';
import {
  fitTextRidge,
  type HashedTexts,
  hashTexts,
  predictTextRidge,
  type TextRidgeJson,
} from './text-ridge.ts';
import {
  COLUMN_OFFSETS,
  numberMedians,
  type RatesOf,
  ratesBy,
  scoringColumns,
  setRates,
  TRACK_COLUMN_NAMES,
  trackColumns,
} from './track-columns.ts';
import { trackNumbers } from './track-numbers.ts';
import type { OnTree } from './tree-losses.ts';

/** Tracks with what is known of them: the input of a fit. */
export interface LabelledTracks {
  readonly tracks: readonly Track[];
  /** Of {@link trackNumbers}, shape `[n, d]`. */
  readonly numbers: Matrix;
  /** Length n, of {@link hashTexts}. */
  readonly texts: readonly HashedTexts[];
  /** Length n: 1 liked, 0 not. */
  readonly targets: Float64Array;
  /** Length n: how much each counts, > 0. */
  readonly weights: Float64Array;
}

/** The models whose outputs are blended into the score; plain JSON. */
export interface TasteMembersJson {
  readonly medians: readonly number[];
  readonly styleCounts: StyleCounts;
  readonly trees: readonly BoostedTreesJson[];
  readonly quantiles: NeighbourQuantiles;
  readonly neighbours: KernelMachineJson;
  readonly texts: TextRidgeJson;
  readonly artists: ArtistCounts;
}

/** Options of {@link fitMembers}. */
export interface MembersOptions {
  readonly world: World;
  /** Sets of trees. */
  readonly bags: number;
  readonly seed: number;
  /** Asked between trees and members, so that the thread is left to others. */
  readonly slices: TimeSlices;
  readonly onTree?: OnTree;
}

/** Fits the members: boosted trees `bags` times, a kernel machine, a text ridge, and counts by style and artist. */
export async function fitMembers(data: LabelledTracks, options: MembersOptions): Promise<TasteMembersJson> {
  const { tracks, targets, numbers } = data;
  const medians = numberMedians(numbers);
  const columns = trackColumns(tracks, numbers, medians);
  const trees: BoostedTreesJson[] = [];
  const gentle = balanced(data, 0.5);
  for (let bag = 0; bag < options.bags; bag++) {
    setOutOfFoldRates(columns, data, options.world, options.seed + bag);
    trees.push(
      await fitBoostedTrees(
        columns,
        targets,
        gentle,
        {
          loss: 'logistic',
          trees: 150,
          depth: bag % 2 === 0 ? 6 : 4,
          learningRate: 0.065,
          rowShare: Math.min(0.6, 1500 / tracks.length),
          columnsPerSplit: 15,
          minLeaf: 5,
          leafPenalty: 1,
          seed: options.seed + bag,
          onTree: options.onTree,
        },
        options.slices,
      ),
    );
  }
  const quantiles = neighbourQuantiles(columns);
  const signs = targets.map((target) => 2 * target - 1);
  const even = balanced(data, 1);
  const neighbours = await fitKernelMachine(neighbourSpace(columns, quantiles), signs, even, {
    gamma: 0.4,
    penalty: 4,
    centres: 180,
    seed: options.seed,
  });
  if (options.slices.isOver()) await options.slices.pause();
  const texts = await fitTextRidge(data.texts, signs, even, 5);
  const everyRow = tracks.map((_, row) => row);
  const styleCounts = countStyles(tracks, targets, everyRow);
  const artists = countArtists(tracks, targets, everyRow);
  return { medians, styleCounts, artists, trees, quantiles, neighbours, texts };
}

/** Names of the columns of {@link memberColumns}. */
const MEMBER_COLUMN_NAMES: readonly string[] = [...TRACK_COLUMN_NAMES, 'texts', 'artist'];

/**
 * What the members read of each track: the columns of the trees, the text ridge (about −1 … 1), and c / (c + 1) for c
 * liked tracks of the artist.
 *
 * @returns Shape `[n, MEMBER_COLUMN_NAMES.length]`, finite.
 */
export function memberColumns(
  members: TasteMembersJson,
  near: NearArtists,
  tracks: readonly Track[],
  numbers: Matrix = trackNumbers(tracks),
  hashed: readonly HashedTexts[] = hashTexts(tracks),
): Matrix {
  const ratesOf = ratesBy(members.styleCounts, near);
  const columns = widened(scoringColumns(tracks, numbers, members.medians, ratesOf), 2);
  const texts = predictTextRidge(members.texts, hashed);
  const liked = new Map(members.artists.map(([name, count]) => [artistKey(name), count]));
  for (const [row, { artistName }] of tracks.entries()) {
    const known = artistName === null ? 0 : (liked.get(artistKey(artistName)) ?? 0);
    columns.values.set([texts[row] as number, known / (known + 1)], (row + 1) * columns.columnCount - 2);
  }
  return columns;
}

/** How the outputs of {@link memberOutputs} come about. */
export function memberParts({ trees, quantiles, neighbours }: TasteMembersJson): ScoringParts {
  return {
    columns: MEMBER_COLUMN_NAMES,
    trees,
    neighbours: { quantiles, machine: neighbours },
    passed: [
      TRACK_COLUMN_NAMES[COLUMN_OFFSETS.substyleRate] as string,
      TRACK_COLUMN_NAMES[COLUMN_OFFSETS.nearestRate] as string,
      'texts',
      'artist',
    ],
  };
}

/**
 * What each member says of each track.
 *
 * @param columns - Of {@link memberColumns}.
 * @returns Shape `[n, bags + 5]`: log odds of each bag of trees, the kernel machine (about −1 … 1), log odds of the sub-style, the
 *   nearest artists, the text ridge (about −1 … 1), and c / (c + 1) for c liked tracks of the artist.
 */
export function memberOutputs(members: TasteMembersJson, columns: Matrix, onTree?: OnTree): Matrix {
  const neighbours = predictKernelMachine(members.neighbours, neighbourSpace(columns, members.quantiles));
  const trees = members.trees.map((bag) => predictBoostedTrees(bag, columns, onTree));
  const outputs = createMatrix(columns.rowCount, trees.length + 5);
  for (let row = 0; row < columns.rowCount; row++) {
    const at = row * columns.columnCount;
    const values = [
      ...trees.map((bag) => bag[row] as number),
      neighbours[row] as number,
      columns.values[at + COLUMN_OFFSETS.substyleRate] as number,
      columns.values[at + COLUMN_OFFSETS.nearestRate] as number,
      ...columns.values.subarray(at + columns.columnCount - 2, at + columns.columnCount),
    ];
    outputs.values.set(values, row * outputs.columnCount);
  }
  return outputs;
}

/** Writes rates into each row that were counted without the artists of its fold: a row must not see its own answer. */
function setOutOfFoldRates(columns: Matrix, data: LabelledTracks, world: World, seed: number): void {
  const { tracks, targets } = data;
  const folds = 10;
  const foldOf = artistFolds(tracks, { folds, seed });
  for (let fold = 0; fold < folds; fold++) {
    const others = tracks.flatMap((_, row) => (foldOf[row] === fold ? [] : [row]));
    const near = new NearArtists(countArtists(tracks, targets, others), world);
    const ratesOf: RatesOf = ratesBy(countStyles(tracks, targets, others), near);
    for (const [row, own] of foldOf.entries()) {
      if (own === fold) setRates(columns, row, ratesOf((tracks[row] as Track).artistName));
    }
  }
}

/** The weights, with those of liked tracks times (other / liked)^power: 1 gives both kinds the same sum, 0.5 goes half the way. */
function balanced(data: LabelledTracks, power: number): Float64Array {
  const { targets, weights } = data;
  let liked = 0;
  let other = 0;
  for (const [row, target] of targets.entries()) {
    if (target > 0.5) liked += weights[row] as number;
    else other += weights[row] as number;
  }
  const factor = (other / liked) ** power;
  return weights.map((weight, row) => ((targets[row] as number) > 0.5 ? weight * factor : weight));
}
