import type { Matrix } from '@ssrm/features';

/** A dimension in which so few centres have a number other than 0 is sparse. */
const SPARSE_SHARE = 0.25;

/**
 * Squared distances from points to centres, most of whose numbers are 0 in most dimensions: Σ (x − z)² over the others, and Σ z² + x² − 2 x z over the sparse ones,
 * which is work only where a number is not 0.
 */
export class CentreSpace {
  readonly #count: number;
  readonly #dense: readonly number[];
  /** Numbers of the dense dimensions, one dimension after the other: shape `[dense, centres]`. */
  readonly #numbers: Float64Array;
  /** Of each centre, Σ z² over the sparse dimensions. */
  readonly #squares: Float64Array;
  /** Of each sparse dimension the centres that have a number in it, and the numbers. */
  readonly #sparse: readonly {
    readonly dimension: number;
    readonly centres: Int32Array;
    readonly numbers: Float64Array;
  }[];

  /** @param centres - Shape `[m, d]`, finite. */
  constructor({ rowCount, columnCount, values }: Matrix) {
    const dimensions = Array.from({ length: columnCount }, (_, dimension) => {
      const numbers = Float64Array.from(
        { length: rowCount },
        (_, centre) => values[centre * columnCount + dimension] as number,
      );
      const filled = Int32Array.from(numbers.keys()).filter((centre) => numbers[centre] !== 0);
      return { dimension, numbers, filled };
    });
    const dense = dimensions.filter(({ filled }) => filled.length > SPARSE_SHARE * rowCount);
    const sparse = dimensions.filter(({ filled }) => filled.length <= SPARSE_SHARE * rowCount);
    this.#count = rowCount;
    this.#dense = dense.map(({ dimension }) => dimension);
    this.#numbers = new Float64Array(dense.length * rowCount);
    for (const [place, { numbers }] of dense.entries()) this.#numbers.set(numbers, place * rowCount);
    this.#sparse = sparse.map(({ dimension, numbers, filled }) => ({
      dimension,
      centres: filled,
      numbers: Float64Array.from(filled, (centre) => numbers[centre] as number),
    }));
    this.#squares = new Float64Array(rowCount);
    for (const { centres, numbers } of this.#sparse) {
      for (const [at, centre] of centres.entries()) {
        this.#squares[centre] = (this.#squares[centre] as number) + (numbers[at] as number) ** 2;
      }
    }
  }

  /**
   * @param point - Length d, finite.
   * @param distances - Length m; overwritten.
   */
  writeDistances(point: Float64Array, distances: Float64Array): void {
    const count = this.#count;
    distances.set(this.#squares);
    for (const { dimension, centres, numbers } of this.#sparse) {
      const own = point[dimension] as number;
      if (own === 0) continue;
      for (let centre = 0; centre < count; centre++)
        distances[centre] = (distances[centre] as number) + own * own;
      for (let at = 0; at < centres.length; at++) {
        const centre = centres[at] as number;
        distances[centre] = (distances[centre] as number) - 2 * own * (numbers[at] as number);
      }
    }
    for (let place = 0; place < this.#dense.length; place++) {
      const own = point[this.#dense[place] as number] as number;
      const first = place * count;
      for (let centre = 0; centre < count; centre++) {
        const difference = own - (this.#numbers[first + centre] as number);
        distances[centre] = (distances[centre] as number) + difference * difference;
      }
    }
  }
}
