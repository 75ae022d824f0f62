import type { Matrix } from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';

/**
 * How far the sets of trees agree on each track: 1 − 2 · standard deviation of the scores that each set alone would give.
 * 1: all say the same; near 0: some say surely, some surely not. 1 for all where there is only one set.
 *
 * @param outputs - Shape `[n, d]`, of the encoder, the first `bagCount` columns those of the trees.
 * @returns Length n, 0 … 1.
 */
export function tasteConfidence(outputs: Matrix, layer: DenseLayer, bagCount: number): Float64Array {
  const width = outputs.columnCount;
  return Float64Array.from({ length: outputs.rowCount }, (_, row) => {
    const at = row * width;
    let rest = layer.bias[0] as number;
    for (let column = bagCount; column < width; column++) {
      rest += (layer.kernel[column] as number) * (outputs.values[at + column] as number);
    }
    const scores = Array.from({ length: bagCount }, (_, bag) => {
      const own = bagCount * (layer.kernel[bag] as number) * (outputs.values[at + bag] as number);
      return 1 / (1 + Math.exp(-(rest + own)));
    });
    const mean = scores.reduce((sum, score) => sum + score, 0) / bagCount;
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / bagCount;
    return 1 - 2 * Math.sqrt(variance);
  });
}
