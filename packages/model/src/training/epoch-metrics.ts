/** Loss and accuracy on the whole training and test set after an epoch. */
export interface EpochMetrics {
  /** Counted from 0. */
  readonly epoch: number;
  readonly trainLoss: number;
  /** Share (0 … 1) of rows whose prediction and score, both rounded to 0 or 1, are equal. */
  readonly trainAccuracy: number;
  /** `null` where there is no test row. */
  readonly testLoss: number | null;
  readonly testAccuracy: number | null;
}
