import type { Matrix } from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';
import { fitLogisticScale } from './logistic-scale.ts';

/** Share of each member in the blend, on outputs brought to the same spread: trees, neighbours, styles, near artists, texts. */
const MEMBER_SHARES = [0.4, 0.2, 0.1, 0.2, 0.1] as const;
/** What an artist with very many liked tracks adds to the blend. */
const ARTIST_SHARE = 1;

/**
 * The last stage: score = σ(Σ weight · output + bias), where fixed shares blend the members (a learned blend does worse for people with
 * few tracks) and slope and offset are fitted so that the score is the probability of a liked track in an equal mix.
 *
 * @param unseen - Shape `[n, 6]`: trees, neighbours, styles, near artists, texts, artist, of members that had not seen the track.
 * @param targets - Length n, 1 liked, 0 not.
 * @param bags - Sets of trees of the encoder that the stage is for; each has its own column and an equal part.
 * @returns One layer of `bags + 5` inputs and one sigmoid unit.
 */
export function fitLastStage(unseen: Matrix, targets: Float64Array, bags: number): DenseLayer {
  const width = unseen.columnCount;
  const balance = equalClasses(targets);
  const spreads = MEMBER_SHARES.map((_, member) => spreadOf(unseen, member, balance));
  const blend = Float64Array.from(targets, (_, row) => {
    let sum = ARTIST_SHARE * (unseen.values[row * width + MEMBER_SHARES.length] as number);
    for (const [member, { mean, deviation }] of spreads.entries()) {
      const output = unseen.values[row * width + member] as number;
      sum += ((MEMBER_SHARES[member] as number) * (output - mean)) / deviation;
    }
    return sum;
  });
  const { slope, offset } = fitLogisticScale(blend, targets, balance);
  const weights = spreads.map(
    ({ deviation }, member) => (slope * (MEMBER_SHARES[member] as number)) / deviation,
  );
  const centre = spreads.reduce((sum, { mean }, member) => sum + mean * (weights[member] as number), 0);
  const trees = new Array<number>(bags).fill((weights[0] as number) / bags);
  return {
    inputDim: bags + 5,
    units: 1,
    activation: 'sigmoid',
    kernel: Float64Array.from([...trees, ...weights.slice(1), slope * ARTIST_SHARE]),
    bias: Float64Array.of(offset - centre),
  };
}

/** Weights by which liked and other tracks have the same sum, together n. */
function equalClasses(targets: Float64Array): Float64Array {
  const liked = targets.reduce((sum, target) => sum + target, 0);
  const half = targets.length / 2;
  return targets.map((target) => (target > 0.5 ? half / liked : half / (targets.length - liked)));
}

/** Weighted mean and standard deviation of a column; a constant column has deviation 1. */
function spreadOf(
  matrix: Matrix,
  column: number,
  weights: Float64Array,
): { readonly mean: number; readonly deviation: number } {
  let total = 0;
  let sum = 0;
  let squares = 0;
  for (const [row, weight] of weights.entries()) {
    const value = matrix.values[row * matrix.columnCount + column] as number;
    total += weight;
    sum += weight * value;
    squares += weight * value * value;
  }
  const mean = sum / total;
  const variance = squares / total - mean * mean;
  return { mean, deviation: variance > 1e-12 ? Math.sqrt(variance) : 1 };
}
