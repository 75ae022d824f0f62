/**
 * Expected calibration error as it would be in an equal mix of liked and other tracks: the tracks of each kind weigh ½ together;
 * ten equal bins of the score; the sum over bins of |Σ weight · score − Σ weight · liked|.
 *
 * @param scores - Length n, 0 … 1.
 * @param liked - Length n, 1 liked, 0 not; some of both.
 */
export function equalMixCalibrationError(scores: ArrayLike<number>, liked: ArrayLike<number>): number {
  const likedCount = Array.from(liked).filter((value) => value === 1).length;
  const surplus = new Float64Array(10);
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row] as number;
    const weight = 0.5 / (liked[row] === 1 ? likedCount : liked.length - likedCount);
    const bin = Math.min(9, Math.max(0, Math.ceil(score * 10) - 1));
    surplus[bin] = (surplus[bin] as number) + weight * (score - (liked[row] as number));
  }
  return surplus.reduce((sum, value) => sum + Math.abs(value), 0);
}
