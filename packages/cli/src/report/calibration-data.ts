import { calibrationError } from '@ssrm/model';
import type { CalibrationData } from './report-data.ts';

const binCount = 10;

/**
 * How scores and likes agree, in ten equal bins of the score, (0, 0.1] … (0.9, 1]; bins without songs are left out.
 *
 * @param scores - 0 … 1, at least one, of songs that the model has not seen.
 * @param liked - 1 liked, 0 not; as many.
 */
export function calibrationData(scores: ArrayLike<number>, liked: ArrayLike<number>): CalibrationData {
  const bins = Array.from({ length: binCount }, () => ({ scores: 0, liked: 0, count: 0 }));
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] as number;
    const bin = bins[Math.min(binCount - 1, Math.max(0, Math.ceil(score * binCount) - 1))];
    if (bin === undefined) continue;
    bin.scores += score;
    bin.liked += liked[index] as number;
    bin.count++;
  }
  return {
    error: calibrationError(scores, liked, binCount),
    bins: bins
      .filter((bin) => bin.count > 0)
      .map((bin) => ({
        predicted: bin.scores / bin.count,
        observed: bin.liked / bin.count,
        count: bin.count,
      })),
  };
}
