import { STYLE_OF_SUBSTYLE, STYLES, SUBSTYLES } from '../artists/styles.ts';
import { addVector, toUnit } from './vectors.ts';

/** Each sub-style counts as if so many artists at the centre of its style were in it. */
const STYLE_PRIOR = 3;

/** Where the artists of each sub-style lie: stands in for the vector of an artist whom the world does not have. */
export class StyleCentres {
  readonly #centres: readonly Float64Array[];

  /**
   * @param styles - Sub-styles of each artist.
   * @param vectors - Shape `[artists, size]`.
   */
  constructor(styles: readonly (readonly number[])[], vectors: Float32Array, size: number) {
    const sums = SUBSTYLES.map(() => new Float64Array(size));
    const counts = new Float64Array(SUBSTYLES.length);
    for (const [artist, own] of styles.entries()) {
      for (const substyle of own) {
        addVector(sums[substyle] as Float64Array, vectors, artist * size, 1);
        counts[substyle] = (counts[substyle] as number) + 1;
      }
    }
    const styleSums = STYLES.map(() => new Float64Array(size));
    const styleCounts = new Float64Array(STYLES.length);
    for (const [substyle, style] of STYLE_OF_SUBSTYLE.entries()) {
      addVector(styleSums[style] as Float64Array, sums[substyle] as Float64Array, 0, 1);
      styleCounts[style] = (styleCounts[style] as number) + (counts[substyle] as number);
    }
    this.#centres = sums.map((sum, substyle) => {
      const style = STYLE_OF_SUBSTYLE[substyle] as number;
      const centre = sum.slice();
      const styleShare = STYLE_PRIOR / Math.max(1, styleCounts[style] as number);
      addVector(centre, styleSums[style] as Float64Array, 0, styleShare);
      return centre.map((value) => value / ((counts[substyle] as number) + STYLE_PRIOR));
    });
  }

  /** Mean of the centres of these sub-styles, of length 1; `null` where nothing is known of any. */
  of(substyles: readonly number[]): Float64Array | null {
    const [first] = this.#centres;
    if (substyles.length === 0 || first === undefined) return null;
    const sum = new Float64Array(first.length);
    for (const substyle of substyles) addVector(sum, this.#centres[substyle] as Float64Array, 0, 1);
    const unit = toUnit(sum);
    return unit === sum ? null : unit;
  }
}
