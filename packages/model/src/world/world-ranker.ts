import { createMatrix, type Matrix } from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';

/** How far a song is known: the artist was heard, is in the world, has a style, or is a name alone. */
export type Acquaintance = 'heard' | 'world' | 'style' | 'name';

/** What each column of {@link WorldColumns} is worth for whether somebody keeps a song; plain JSON. */
export interface WorldRanker {
  readonly names: readonly string[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  /** For each acquaintance 2 · AUC − 1 of songs known so far, kept against others', of people it was not learned from; 0 … 1. */
  readonly confidences: Readonly<Record<Acquaintance, number>>;
}

/** Standardised numbers count no further from the mean than this. */
const LARGEST = 3;

/** The columns by the ranker's means and deviations, in place. */
export function standardise(
  columns: Matrix,
  { means, deviations }: Pick<WorldRanker, 'means' | 'deviations'>,
): void {
  const { values, columnCount } = columns;
  for (let row = 0; row < values.length; row += columnCount) {
    for (let column = 0; column < columnCount; column++) {
      const value =
        ((values[row + column] as number) - (means[column] as number)) / (deviations[column] as number);
      values[row + column] = Math.min(LARGEST, Math.max(-LARGEST, value));
    }
  }
}

/** What a song that is known counts: hand-set, for the ranker is learned from songs that nobody had heard yet. */
const OWN_SONG = { plays: 0.85, rejected: -5 };

/** One sigmoid unit over the standardised columns, the plays of the song itself and whether it was rejected. */
export function rankerLayer({ weights, bias }: WorldRanker): DenseLayer {
  const kernel = Float64Array.from([...weights, OWN_SONG.plays, OWN_SONG.rejected]);
  return { inputDim: kernel.length, units: 1, activation: 'sigmoid', kernel, bias: Float64Array.of(bias) };
}

/** The matrix with columns of zeros behind. */
export function widened(matrix: Matrix, more: number): Matrix {
  const wide = createMatrix(matrix.rowCount, matrix.columnCount + more);
  for (let row = 0; row < matrix.rowCount; row++) {
    const own = matrix.values.subarray(row * matrix.columnCount, (row + 1) * matrix.columnCount);
    wide.values.set(own, row * wide.columnCount);
  }
  return wide;
}
