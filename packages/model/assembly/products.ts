// Weighted products for least squares: the same sums as `src/taste/weighted-products.ts` in the same order, so that the bits are the same.

/** Adds Σ w v vᵀ of four rows to the lower triangle of `system`, whose rows begin at even places: `width` numbers each, an even number. `scaled` has room for four. */
export function addProducts(block: usize, width: i32, weights: usize, system: usize): void {
  const bytes = <usize>width * 8;
  for (let i = 0; i < width; i++) {
    const at = block + <usize>i * 8;
    const s0 = f64x2.splat(load<f64>(weights) * load<f64>(at));
    const s1 = f64x2.splat(load<f64>(weights, 8) * load<f64>(at + bytes));
    const s2 = f64x2.splat(load<f64>(weights, 16) * load<f64>(at + 2 * bytes));
    const s3 = f64x2.splat(load<f64>(weights, 24) * load<f64>(at + 3 * bytes));
    const row = system + <usize>i * bytes;
    for (let place: usize = 0; place <= <usize>i * 8; place += 16) {
      const v = block + place;
      const sum01 = f64x2.add(f64x2.mul(s0, v128.load(v)), f64x2.mul(s1, v128.load(v + bytes)));
      const sum012 = f64x2.add(sum01, f64x2.mul(s2, v128.load(v + 2 * bytes)));
      const sum = f64x2.add(sum012, f64x2.mul(s3, v128.load(v + 3 * bytes)));
      v128.store(row + place, f64x2.add(v128.load(row + place), sum));
    }
  }
}
