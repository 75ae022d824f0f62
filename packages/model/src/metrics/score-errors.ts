import { checkPairs } from './check-pairs.ts';

/** Mean absolute error, mean |p − y|, of n ≥ 1 pairs; 0 is perfect. */
export function meanAbsoluteError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  checkPairs(predictions, targets);
  return meanOf(predictions, (prediction, index) => Math.abs(prediction - (targets[index] as number)));
}

/** Root of the mean squared error, √ mean (p − y)², of n ≥ 1 pairs; 0 is perfect. */
export function rootMeanSquaredError(predictions: ArrayLike<number>, targets: ArrayLike<number>): number {
  checkPairs(predictions, targets);
  return Math.sqrt(
    meanOf(predictions, (prediction, index) => (prediction - (targets[index] as number)) ** 2),
  );
}

function meanOf(values: ArrayLike<number>, map: (value: number, index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += map(values[index] as number, index);
  return sum / values.length;
}
