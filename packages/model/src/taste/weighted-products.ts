import type { Matrix } from '@ssrm/features';
import { FIRST_ADDRESS, roomFor } from '../fused/wasm-kernels.ts';

/** Rows that are worked on at a time, so that each sum is fetched once for all of them. */
const ROWS = 4;

/**
 * Aᵀ W A, in WebAssembly where there is such a thing, else in TypeScript, with the same bits.
 *
 * @param matrix - A, shape `[n, d]`.
 * @param weights - Length n, the diagonal of W.
 * @returns Shape `[width, width]`, width being d or d + 1, whichever is even; only the lower triangle means something.
 */
export async function weightedProducts(
  matrix: Matrix,
  weights: ArrayLike<number>,
): Promise<{ readonly width: number; readonly values: Float64Array }> {
  const { rowCount, columnCount } = matrix;
  const width = columnCount + (columnCount % 2);
  const bytes = FIRST_ADDRESS + 8 * (ROWS + ROWS * width + width * width);
  const { buffer, kernels } = await roomFor(bytes);
  const factors = new Float64Array(buffer, FIRST_ADDRESS, ROWS);
  const block = new Float64Array(buffer, FIRST_ADDRESS + factors.byteLength, ROWS * width);
  const values = new Float64Array(buffer, block.byteOffset + block.byteLength, width * width);
  for (let first = 0; first < rowCount; first += ROWS) {
    for (let own = 0; own < ROWS; own++) {
      const row = first + own;
      factors[own] = row < rowCount ? (weights[row] as number) : 0;
      if (row < rowCount)
        block.set(matrix.values.subarray(row * columnCount, (row + 1) * columnCount), own * width);
    }
    if (kernels) kernels.addProducts(block.byteOffset, width, factors.byteOffset, values.byteOffset);
    else addProducts(block, width, factors, values);
  }
  return { width, values };
}

/** Adds Σ w v vᵀ of the rows of a block to the lower triangle. The readable one, which says what `assembly/products.ts` does. */
function addProducts(block: Float64Array, width: number, factors: Float64Array, system: Float64Array): void {
  const at = (row: number, column: number): number => block[row * width + column] as number;
  for (let i = 0; i < width; i++) {
    const [s0, s1, s2, s3] = Array.from(factors, (factor, row) => factor * at(row, i)) as [
      number,
      number,
      number,
      number,
    ];
    for (let j = 0; j <= i; j++) {
      const sum = s0 * at(0, j) + s1 * at(1, j) + s2 * at(2, j) + s3 * at(3, j);
      system[i * width + j] = (system[i * width + j] as number) + sum;
    }
  }
}
