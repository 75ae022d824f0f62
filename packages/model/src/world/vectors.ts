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

/** Four sums side by side, which a processor adds up at once. */
export function dotProduct(left: ArrayLike<number>, right: ArrayLike<number>, rightAt = 0): number {
  const fourths = left.length - (left.length % 4);
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let place = 0; place < fourths; place += 4) {
    const at = rightAt + place;
    first += (left[place] as number) * (right[at] as number);
    second += (left[place + 1] as number) * (right[at + 1] as number);
    third += (left[place + 2] as number) * (right[at + 2] as number);
    fourth += (left[place + 3] as number) * (right[at + 3] as number);
  }
  let sum = first + second + (third + fourth);
  for (let place = fourths; place < left.length; place++) {
    sum += (left[place] as number) * (right[rightAt + place] as number);
  }
  return sum;
}
