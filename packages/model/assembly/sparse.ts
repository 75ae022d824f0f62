// Sparse products for least squares: the same sums as `src/taste/sparse-rows.ts` in the same order, so that the bits are the same.

/** Adds Aᵀ W A v to `result`. Row r of A has its numbers, and their places in v, from `starts[r]` to `starts[r + 1] − 1`. */
export function addSparseProducts(
  starts: usize,
  places: usize,
  values: usize,
  weights: usize,
  rows: i32,
  vector: usize,
  result: usize,
): void {
  for (let row: usize = 0; row < <usize>rows; row++) {
    const from = <usize>load<i32>(starts + 4 * row);
    const to = <usize>load<i32>(starts + 4 * row, 4);
    let sum: f64 = 0;
    for (let at = from; at < to; at++) {
      sum += load<f64>(values + 8 * at) * load<f64>(vector + 8 * <usize>load<i32>(places + 4 * at));
    }
    const factor = load<f64>(weights + 8 * row) * sum;
    for (let at = from; at < to; at++) {
      const place = result + 8 * <usize>load<i32>(places + 4 * at);
      store<f64>(place, load<f64>(place) + factor * load<f64>(values + 8 * at));
    }
  }
}
