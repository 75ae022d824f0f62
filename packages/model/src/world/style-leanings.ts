import { FAMILY_OF_STYLE, STYLE_OF_SUBSTYLE } from '../artists/styles.ts';

/** Weights of styles at each level. */
export interface StyleShares {
  readonly families: Float64Array;
  readonly styles: Float64Array;
  readonly substyles: Float64Array;
  readonly total: number;
}

const SUBSTYLE_COUNT = STYLE_OF_SUBSTYLE.length;
const STYLE_COUNT = FAMILY_OF_STYLE.length;
const FAMILY_COUNT = 1 + Math.max(...FAMILY_OF_STYLE);

/** The weight of each artist shared out among their sub-styles, and summed up. */
export function styleShares(
  artists: Iterable<{ readonly styles: readonly number[]; readonly weight: number }>,
): StyleShares {
  const substyles = new Float64Array(SUBSTYLE_COUNT);
  for (const { styles, weight } of artists) {
    for (const style of styles) substyles[style] = (substyles[style] as number) + weight / styles.length;
  }
  const styles = sumsOf(substyles, STYLE_OF_SUBSTYLE, STYLE_COUNT);
  const families = sumsOf(styles, FAMILY_OF_STYLE, FAMILY_COUNT);
  return { families, styles, substyles, total: substyles.reduce((sum, weight) => sum + weight, 0) };
}

/** How much more of each style one hears than others do: natural logarithms of ratios, at each level. */
export interface StyleLeanings {
  readonly families: Float64Array;
  readonly styles: Float64Array;
  readonly substyles: Float64Array;
}

/**
 * Ratios of shares, own against the world's. With little listening each level says what the one above it says; families say 1.
 *
 * @param prior - Weight of the level above, in the unit of `own`.
 */
export function styleLeanings(own: StyleShares, world: StyleShares, prior: number): StyleLeanings {
  const total = own.total + prior;
  const families = own.families.map((weight, family) => {
    const expected = (world.families[family] as number) / world.total;
    return (weight + prior * expected) / total / (expected + 1e-6);
  });
  const styles = own.styles.map((weight, style) => {
    const expected = (world.styles[style] as number) / world.total;
    const above = families[FAMILY_OF_STYLE[style] as number] as number;
    return (weight + prior * above * expected) / total / (expected + 1e-4);
  });
  const substyles = own.substyles.map((weight, substyle) => {
    const expected = (world.substyles[substyle] as number) / world.total;
    const above = styles[STYLE_OF_SUBSTYLE[substyle] as number] as number;
    return (weight + prior * above * expected) / total / (expected + 1e-4);
  });
  const logarithm = (ratio: number): number => Math.log(ratio + 1e-3);
  return {
    families: families.map(logarithm),
    styles: styles.map(logarithm),
    substyles: substyles.map(logarithm),
  };
}

function sumsOf(values: Float64Array, groupOf: readonly number[], count: number): Float64Array {
  const sums = new Float64Array(count);
  for (const [index, value] of values.entries()) {
    const group = groupOf[index] as number;
    sums[group] = (sums[group] as number) + value;
  }
  return sums;
}
