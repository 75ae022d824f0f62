import { mean } from '../metrics/mean.ts';

/** Called with the number of trees so far, from 0, and the sum of these trees for each row: log odds. Not to be kept or changed. */
export type OnTree = (trees: number, logOdds: Float64Array) => void;

/** How well the trees of preset `taste` told liked tracks from others once there were so many of them. */
export interface TreeLoss {
  readonly trees: number;
  /**
   * Mean logarithmic loss on the tracks that the trees learned from, the liked and the others each weighing ½; 0 is perfect,
   * ln 2 ≈ 0.69 says nothing.
   */
  readonly trainLoss: number;
  /** The same on tracks that were kept aside, mostly by artists that the trees had not met. */
  readonly heldOutLoss: number;
}

/** Every so many trees the loss is taken. */
const interval = 5;

/** Takes the losses while trees are grown in each fold and applied to its held-out tracks; then the mean over the folds. */
export class TreeLosses {
  readonly #train = new Map<number, number[]>();
  readonly #heldOut = new Map<number, number[]>();

  /** @param targets - Length n: 1 liked, 0 not. */
  onTrainingTree(targets: Float64Array): OnTree {
    return recorder(this.#train, targets);
  }

  /** @param targets - Length n: 1 liked, 0 not. */
  onHeldOutTree(targets: Float64Array): OnTree {
    return recorder(this.#heldOut, targets);
  }

  /** In rising order of trees; empty where no fold held tracks of both kinds. */
  means(): TreeLoss[] {
    return [...this.#heldOut].flatMap(([trees, heldOut]) => {
      const train = this.#train.get(trees);
      return train === undefined ? [] : [{ trees, trainLoss: mean(train), heldOutLoss: mean(heldOut) }];
    });
  }
}

function recorder(losses: Map<number, number[]>, targets: Float64Array): OnTree {
  return (trees, logOdds) => {
    if (trees % interval !== 0) return;
    const loss = evenLogLoss(logOdds, targets);
    // A fold may hold tracks of one kind only.
    if (!Number.isNaN(loss)) losses.set(trees, [...(losses.get(trees) ?? []), loss]);
  };
}

/** Mean of −ln(probability of what is true), the liked and the others each weighing ½; `NaN` without one kind. */
export function evenLogLoss(logOdds: ArrayLike<number>, targets: ArrayLike<number>): number {
  const sums = { liked: 0, other: 0 };
  const counts = { liked: 0, other: 0 };
  for (let row = 0; row < targets.length; row++) {
    const kind = targets[row] === 1 ? 'liked' : 'other';
    const margin = kind === 'liked' ? (logOdds[row] as number) : -(logOdds[row] as number);
    // ln(1 + e^−margin), without overflow.
    sums[kind] += Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin)));
    counts[kind] += 1;
  }
  return sums.liked / counts.liked / 2 + sums.other / counts.other / 2;
}
