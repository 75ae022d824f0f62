import type { DenseLayer } from '../network/dense-layer.ts';

/** Rows and their targets, in flat arrays. */
export interface TrainingRows {
  readonly rowCount: number;
  /** Shape `[rowCount, inputDim]`. */
  readonly inputs: Float64Array;
  /** Shape `[rowCount, outputDim]`. */
  readonly targets: Float64Array;
}

/** What differs between the fused loop and tfjs: one batch, one measurement, and the weights. */
export interface TrainingEngine {
  /** Updates the weights by one batch; returns its loss before the update, without the L2 term. */
  trainBatch(rows: TrainingRows, firstRow: number, rowCount: number): number;
  measure(rows: TrainingRows): { readonly loss: number; readonly accuracy: number };
  /** All parameters, copied, in the order of checkpoints. */
  parameters(): Float64Array;
  setParameters(parameters: ArrayLike<number>): void;
  optimizerState(): { readonly slots: readonly Float64Array[]; readonly steps: number };
  restoreOptimizer(slots: readonly (readonly number[])[], steps: number): void;
  toLayers(): DenseLayer[];
  dispose(): void;
}

/** To the nearest whole number, halves to the even one, as PyTorch and tfjs round. */
export function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
