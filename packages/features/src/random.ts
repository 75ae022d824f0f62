/** A source of uniform numbers in [0, 1), like `Math.random`. */
export type Random = () => number;

/**
 * A seeded source of uniform numbers in [0, 1): the same seed gives the same numbers everywhere.
 *
 * @param seed - Any finite number; its lower 32 bits count.
 * @see mulberry32 by Tommy Ettinger (public domain)
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The numbers 0 … count − 1 in random order (Fisher–Yates). */
export function shuffledIndices(count: number, random: Random): number[] {
  const indices = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const swapped = indices[last] as number;
    indices[last] = indices[other] as number;
    indices[other] = swapped;
  }
  return indices;
}
