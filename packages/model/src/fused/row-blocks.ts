/** Rows that WebAssembly works on together, see `assembly/network.ts`. */
export const blockRows = 8;

/** How many blocks hold this many rows. */
export function blockCount(rows: number): number {
  return Math.ceil(rows / blockRows);
}

/**
 * Writes rows in blocks of eight, `[block][column][8]`; places after the last row keep what they hold.
 *
 * @param values - Shape `[rows, columns]`, from `start` on.
 */
export function writeBlocks(
  values: Float64Array,
  start: number,
  rows: number,
  columns: number,
  target: Float64Array,
): void {
  for (let first = 0; first < rows; first += blockRows) {
    const from = start + first * columns;
    const to = first * columns;
    const count = Math.min(blockRows, rows - first);
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < count; row++) {
        target[to + column * blockRows + row] = values[from + row * columns + column] as number;
      }
    }
  }
}

/** The inverse of {@link writeBlocks}: rows from blocks, written from `start` on. */
export function readBlocks(
  blocks: Float64Array,
  rows: number,
  columns: number,
  target: Float64Array,
  start: number,
): void {
  if (columns === 1) {
    target.set(blocks.subarray(0, rows), start);
    return;
  }
  for (let row = 0; row < rows; row++) {
    const lane = row % blockRows;
    const from = (row - lane) * columns + lane;
    const to = start + row * columns;
    for (let column = 0; column < columns; column++) {
      target[to + column] = blocks[from + column * blockRows] as number;
    }
  }
}
