// Rows in blocks of eight, `[block][column][8]`, as the layers take them: what `writeBlocks` of `src/fused/row-blocks.ts` does.
import { BLOCK_ROWS } from './network';

/** Writes whole blocks of rows that lie one behind the other. */
export function toBlocks(rows: usize, blocks: i32, columns: i32, target: usize): void {
  const bytes = <usize>columns * 8;
  for (let block = 0; block < blocks; block++) {
    for (let column = 0; column < columns; column++) {
      let from = rows + <usize>column * 8;
      for (let row = 0; row < BLOCK_ROWS; row += 2) {
        const pair = f64x2.replace_lane(v128.load64_splat(from), 1, load<f64>(from + bytes));
        v128.store(target, pair);
        target += 16;
        from += 2 * bytes;
      }
    }
    rows += <usize>BLOCK_ROWS * bytes;
  }
}
