import { createMatrix, type Matrix, throwIfAborted } from '@ssrm/features';
import type { EmbedOptions } from './text-embedder.ts';

/**
 * The vectors of texts from a function that embeds one: each different text once, one after the other.
 * Neural networks give a text slightly different numbers beside longer ones, so batches would break the promise
 * that a vector depends on its text alone.
 *
 * @returns Shape `[texts.length, dimensions]`.
 */
export async function embedEach(
  texts: readonly string[],
  dimensions: number,
  embedOne: (text: string) => Promise<ArrayLike<number>>,
  options: EmbedOptions = {},
): Promise<Matrix> {
  const matrix = createMatrix(texts.length, dimensions);
  const firstRows = new Map<string, number>();
  for (const [row, text] of texts.entries()) {
    throwIfAborted(options.signal);
    const first = firstRows.get(text);
    if (first === undefined) {
      firstRows.set(text, row);
      matrix.values.set(await embedOne(text), row * dimensions);
    } else {
      matrix.values.copyWithin(row * dimensions, first * dimensions, (first + 1) * dimensions);
    }
  }
  return matrix;
}
