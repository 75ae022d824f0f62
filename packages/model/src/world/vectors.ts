/** Adds weight times the vector that begins at a place. */
export function addVector(sum: Float64Array, vectors: ArrayLike<number>, at: number, weight: number): void {
  for (let place = 0; place < sum.length; place++) {
    sum[place] = (sum[place] as number) + weight * (vectors[at + place] as number);
  }
}

/** The vector brought to length 1; the very one if it is all zeros. */
export function toUnit(vector: Float64Array): Float64Array {
  const length = Math.hypot(...vector);
  return length < 1e-9 ? vector : vector.map((value) => value / length);
}

export function dotProduct(left: ArrayLike<number>, right: ArrayLike<number>, rightAt = 0): number {
  let sum = 0;
  for (let place = 0; place < left.length; place++) {
    sum += (left[place] as number) * (right[rightAt + place] as number);
  }
  return sum;
}
