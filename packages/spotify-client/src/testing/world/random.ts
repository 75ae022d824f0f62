/** Draws from one seeded source; the same seed gives the same draws everywhere. */
export interface Dice {
  /** In [0, 1). */
  readonly unit: () => number;
  /** Whole number in [low, high]. */
  readonly whole: (low: number, high: number) => number;
  /** Standard normal, by the Box–Muller transform. */
  readonly normal: () => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  readonly chance: (probability: number) => boolean;
  /** A new order, by Fisher–Yates. */
  readonly shuffled: <Item>(items: readonly Item[]) => Item[];
  /** 22 letters and digits: the form of a Spotify id. */
  readonly id: () => string;
}

const letters = [...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** @param seed - Any finite number; its lower 32 bits count. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => items[whole(0, items.length - 1)] as Item;
  return {
    unit,
    whole,
    pick,
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    chance: (probability) => unit() < probability,
    shuffled(items) {
      const result = [...items];
      for (let last = result.length - 1; last > 0; last--) {
        const other = whole(0, last);
        [result[last], result[other]] = [result[other] as never, result[last] as never];
      }
      return result;
    },
    id: () => Array.from({ length: 22 }, () => pick(letters)).join(''),
  };
}
