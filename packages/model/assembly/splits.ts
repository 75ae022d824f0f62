// Splits of regression trees: the same sums as `src/taste/split-search.ts` in the same order, so that the bits are the same.

/** A bin: the sums of gradients and of curvatures, and how many rows there are. */
const BIN_BYTES: usize = 32;
const COUNT: usize = 16;
/** As in `src/taste/split-search.ts`. */
const MAX_BINS: usize = 64;

/** Puts the gradient and the curvature of each of a node's rows next to each other. */
export function enterNode(
  rows: usize,
  count: i32,
  gradients: usize,
  curvatures: usize,
  ofRows: usize,
): void {
  for (let position: usize = 0; position < <usize>count; position++) {
    const row = <usize>load<i32>(rows + 4 * position);
    store<f64>(ofRows + 16 * position, load<f64>(gradients + 8 * row));
    store<f64>(ofRows + 16 * position, load<f64>(curvatures + 8 * row), 8);
  }
}

/** The gain of the best split of a column, whose bin is then behind the sums; −1 where all rows are in one bin. */
export function searchColumn(
  bins: usize,
  rows: usize,
  count: i32,
  ofRows: usize,
  edgeCount: i32,
  sums: usize,
  leafPenalty: f64,
  minLeaf: i32,
): f64 {
  if (isConstant(bins, rows, count)) return -1;
  const end = sums + <usize>(edgeCount + 1) * BIN_BYTES;
  if (edgeCount == 1) {
    sumTwoBins(bins, rows, count, ofRows, sums);
    return bestSplit(sums, end, count, leafPenalty, minLeaf);
  }
  memory.fill(sums, 0, end - sums);
  for (let position: usize = 0; position < <usize>count; position++) {
    const bin = <usize>load<u8>(bins + <usize>load<i32>(rows + 4 * position));
    const at = sums + bin * BIN_BYTES;
    v128.store(at, f64x2.add(v128.load(at), v128.load(ofRows + 16 * position)));
    store<i32>(at, load<i32>(at, COUNT) + 1, COUNT);
  }
  return bestSplit(sums, end, count, leafPenalty, minLeaf);
}

/** Two bins have their sums in registers: in memory each row would wait for the one before. */
function sumTwoBins(bins: usize, rows: usize, count: i32, ofRows: usize, sums: usize): void {
  let first = f64x2.splat(0);
  let second = f64x2.splat(0);
  let inSecond = 0;
  for (let position: usize = 0; position < <usize>count; position++) {
    const bin = <i32>load<u8>(bins + <usize>load<i32>(rows + 4 * position));
    const own = v128.load(ofRows + 16 * position);
    const mask = i64x2.splat(-(<i64>bin));
    first = f64x2.add(first, v128.andnot(own, mask));
    second = f64x2.add(second, v128.and(own, mask));
    inSecond += bin;
  }
  v128.store(sums, first);
  v128.store(sums + BIN_BYTES, second);
  store<i32>(sums, count - inSecond, COUNT);
  store<i32>(sums + BIN_BYTES, inSecond, COUNT);
}

function isConstant(bins: usize, rows: usize, count: i32): bool {
  const first = load<u8>(bins + <usize>load<i32>(rows));
  for (let position: usize = 1; position < <usize>count; position++) {
    if (load<u8>(bins + <usize>load<i32>(rows + 4 * position)) != first) return false;
  }
  return true;
}

function bestSplit(sums: usize, end: usize, count: i32, leafPenalty: f64, minLeaf: i32): f64 {
  let gradient: f64 = 0;
  let curvature: f64 = 0;
  for (let at = sums; at < end; at += BIN_BYTES) {
    gradient += load<f64>(at);
    curvature += load<f64>(at, 8);
  }
  const whole = (gradient * gradient) / (curvature + leafPenalty);
  let bestGain: f64 = 0;
  let bestBin = -1;
  let leftGradient: f64 = 0;
  let leftCurvature: f64 = 0;
  let leftCount = 0;
  for (let at = sums; at < end - BIN_BYTES; at += BIN_BYTES) {
    const own = load<i32>(at, COUNT);
    // Without rows it parts the same rows as the bin before.
    if (own == 0) continue;
    leftGradient += load<f64>(at);
    leftCurvature += load<f64>(at, 8);
    leftCount += own;
    if (leftCount < minLeaf) continue;
    if (count - leftCount < minLeaf) break;
    const rightGradient = gradient - leftGradient;
    const gain =
      (leftGradient * leftGradient) / (leftCurvature + leafPenalty) +
      (rightGradient * rightGradient) / (curvature - leftCurvature + leafPenalty) -
      whole;
    if (gain > bestGain) {
      bestGain = gain;
      bestBin = <i32>((at - sums) / BIN_BYTES);
    }
  }
  store<i32>(sums + MAX_BINS * BIN_BYTES, bestBin);
  return bestGain;
}
