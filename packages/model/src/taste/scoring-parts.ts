import type { BoostedTreesJson } from './boosted-trees.ts';
import type { KernelMachineJson } from './kernel-machine.ts';
import type { NeighbourQuantiles } from './neighbour-space.ts';

/** How a row of columns becomes the outputs of an encoder, in their order: what other engines compute. */
export interface ScoringParts {
  /** Names of the columns of a row; those of a track's own come first, in the order of `TRACK_COLUMN_NAMES`. */
  readonly columns: readonly string[];
  /** First outputs: sets of trees that split on the columns by their numbers. */
  readonly trees: readonly BoostedTreesJson[];
  /** Next output: the kernel machine in the space of neighbours. */
  readonly neighbours: { readonly quantiles: NeighbourQuantiles; readonly machine: KernelMachineJson } | null;
  /** Last outputs: columns as they are. */
  readonly passed: readonly string[];
}
