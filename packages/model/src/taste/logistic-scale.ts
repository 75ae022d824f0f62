/** σ(slope · x + offset). */
export interface LogisticScale {
  readonly slope: number;
  readonly offset: number;
}

/**
 * Slope and offset that turn a score into a probability (Platt scaling), by Newton's method on the weighted log loss with a slight pull
 * of the slope to 1. With weights of equal sum for both classes the probability holds for an equal mix of both.
 *
 * @param scores - Length n, on a scale where a slope near 1 is plausible.
 * @param targets - Length n, 0 … 1.
 * @param weights - Length n, ≥ 0.
 * @see J. Platt, Probabilistic outputs for support vector machines (1999)
 */
export function fitLogisticScale(
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
): LogisticScale {
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < 50; step++) {
    // Gradient and curvature of the loss plus ½ (slope − 1)² + ½ · 10⁻³ · offset².
    let g0 = slope - 1;
    let g1 = 1e-3 * offset;
    let h00 = 1;
    let h01 = 0;
    let h11 = 1e-3;
    for (let row = 0; row < scores.length; row++) {
      const score = scores[row] as number;
      const weight = weights[row] as number;
      const fitted = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = weight * (fitted - (targets[row] as number));
      const curvature = weight * fitted * (1 - fitted);
      g0 += error * score;
      g1 += error;
      h00 += curvature * score * score;
      h01 += curvature * score;
      h11 += curvature;
    }
    const determinant = h00 * h11 - h01 * h01;
    const slopeStep = (h11 * g0 - h01 * g1) / determinant;
    const offsetStep = (h00 * g1 - h01 * g0) / determinant;
    slope -= slopeStep;
    offset -= offsetStep;
    if (Math.abs(slopeStep) + Math.abs(offsetStep) < 1e-10) break;
  }
  return { slope: Math.max(slope, 1e-3), offset };
}
