import { checkPairs } from './check-pairs.ts';

/**
 * Expected calibration error: predictions are put into `bins` equal bins over 0 … 1, (0, 0.1], (0.1, 0.2] …; the mean,
 * weighted by the tracks in each, of |mean prediction − share liked|. 0 is perfect: of the tracks scored 0.8, 80 % are liked.
 *
 * @param predictions - From 0 to 1.
 * @param liked - 1 liked, 0 not.
 * @see Naeini, Cooper and Hauskrecht 2015
 */
export function calibrationError(
  predictions: ArrayLike<number>,
  liked: ArrayLike<number>,
  bins: number = 10,
): number {
  checkPairs(predictions, liked);
  const surplus = new Float64Array(bins);
  for (let index = 0; index < predictions.length; index++) {
    const prediction = predictions[index] as number;
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(prediction * bins) - 1));
    surplus[bin] = (surplus[bin] as number) + prediction - (liked[index] as number);
  }
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0) / predictions.length;
}
