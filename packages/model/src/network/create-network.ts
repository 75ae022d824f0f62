import type { Sequential } from '@tensorflow/tfjs-layers';
import { publishedLayers } from './initial-layers.ts';
import { toSequential } from './sequential.ts';

export interface NetworkOptions {
  /**
   * Numbers per row.
   * @default 16
   */
  readonly inputDim?: number;
  /**
   * Width of the hidden layer.
   * @default 3
   */
  readonly hiddenUnits?: number;
  /**
   * Seed of the initial weights.
   * @default 42
   */
  readonly seed?: number;
}

/**
 * The published network as a tfjs-layers `Sequential`: y = σ(W₂ σ(W₁x + b₁) + b₂).
 * Input `[n, inputDim]`, output `[n, 1]` between 0 and 1. The Glorot-uniform initial weights depend on the seed
 * alone, not on tfjs's backend.
 *
 * @throws {@link SsrmError} `missing-dependency` if no tfjs backend has been imported.
 */
export function createNetwork(options: NetworkOptions = {}): Sequential {
  return toSequential(publishedLayers(options));
}
