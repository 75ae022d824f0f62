import type { Track } from '@ssrm/features';
import { SparseRows } from './sparse-rows.ts';
import { TEXT_BUCKETS, TOKEN_KIND_SCALES, textTokenReader } from './text-tokens.ts';

const MAX_STEPS = 15;

/** f(track) = Σ over its tokens of weight · value; plain JSON. */
export interface TextRidgeJson {
  /** Length {@link TEXT_BUCKETS}: rarity of each token, 0 for one that was never met. */
  readonly rarity: readonly number[];
  /** Length {@link TEXT_BUCKETS}. */
  readonly weights: readonly number[];
}

/** Places of a track's tokens, 0 … {@link TEXT_BUCKETS} − 1, for each kind. */
export type HashedTexts = readonly Int32Array[];

/**
 * Ridge regression on the tokens of the texts: minimises Σ weight (target − f)² + penalty ‖w‖², by conjugate gradients. Each kind of
 * token is a vector of rarities ln(1 + n / tracks with it), of length √share, so that long titles count no more than short ones.
 *
 * @param hashed - Length n, of {@link hashTexts}.
 * @param targets - Length n, best centred.
 * @param weights - Length n, ≥ 0.
 * @param penalty - Greater than 0.
 * @see M. R. Hestenes and E. Stiefel, Methods of conjugate gradients for solving linear systems (1952)
 */
export async function fitTextRidge(
  hashed: readonly HashedTexts[],
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  penalty: number,
): Promise<TextRidgeJson> {
  const rarity = rarities(hashed);
  const rows = await sparseRows(hashed, rarity);
  rows.weights = weights;
  const right = rows.transposedTimes(
    hashed.map((_, row) => (weights[row] as number) * (targets[row] as number)),
  );
  const solution = conjugateGradients(right, (vector, result) => {
    for (let place = 0; place < TEXT_BUCKETS; place++) result[place] = penalty * (vector[place] as number);
    rows.addProducts(vector, result);
  });
  const short = (value: number) => (value === 0 ? 0 : Number(value.toPrecision(6)));
  return { rarity: Array.from(rarity, short), weights: Array.from(solution, short) };
}

/** f of each hashed track, length n; 0 for one whose tokens were never met. */
export function predictTextRidge(ridge: TextRidgeJson, hashed: readonly HashedTexts[]): Float64Array {
  const rarity = Float64Array.from(ridge.rarity);
  const weights = Float64Array.from(ridge.weights);
  const result = new Float64Array(hashed.length);
  for (let row = 0; row < hashed.length; row++) {
    const kinds = hashed[row] as HashedTexts;
    let sum = 0;
    for (let kind = 0; kind < kinds.length; kind++) {
      const places = kinds[kind] as Int32Array;
      const scale = kindScale(places, kind, rarity);
      for (let at = 0; at < places.length; at++) {
        const place = places[at] as number;
        sum += scale * (rarity[place] as number) * (weights[place] as number);
      }
    }
    result[row] = sum;
  }
  return result;
}

/** The places of each track's text tokens, for each kind of token. */
export function hashTexts(tracks: readonly Track[]): HashedTexts[] {
  return tracks.map(textTokenReader());
}

function rarities(hashed: readonly HashedTexts[]): Float64Array {
  const counts = new Float64Array(TEXT_BUCKETS);
  for (const kinds of hashed) {
    for (const places of kinds) {
      for (const place of places) counts[place] = (counts[place] as number) + 1;
    }
  }
  return counts.map((count) => (count === 0 ? 0 : Math.log(1 + hashed.length / count)));
}

async function sparseRows(hashed: readonly HashedTexts[], rarity: Float64Array): Promise<SparseRows> {
  const size = hashed.reduce((all, kinds) => kinds.reduce((sum, { length }) => sum + length, all), 0);
  const rows = await SparseRows.create(hashed.length, size, TEXT_BUCKETS);
  let at = 0;
  for (const [row, kinds] of hashed.entries()) {
    for (const [kind, own] of kinds.entries()) {
      const scale = kindScale(own, kind, rarity);
      for (let token = 0; token < own.length; token++) {
        rows.places[at] = own[token] as number;
        rows.values[at++] = scale * (rarity[own[token] as number] as number);
      }
    }
    rows.starts[row + 1] = at;
  }
  return rows;
}

/** By what the rarities of a kind's tokens are multiplied; 0 where none of them was met. */
function kindScale(places: Int32Array, kind: number, rarity: ArrayLike<number>): number {
  let squares = 0;
  for (let at = 0; at < places.length; at++) squares += (rarity[places[at] as number] as number) ** 2;
  return squares === 0 ? 0 : (TOKEN_KIND_SCALES[kind] as number) / Math.sqrt(squares);
}

/** The x with A x = b for a positive definite A, given as the product with a vector. */
function conjugateGradients(
  right: Float64Array,
  multiply: (vector: Float64Array, result: Float64Array) => void,
): Float64Array {
  const size = right.length;
  const solution = new Float64Array(size);
  const residual = right.slice();
  const direction = right.slice();
  const product = new Float64Array(size);
  const inner = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let place = 0; place < size; place++) sum += (a[place] as number) * (b[place] as number);
    return sum;
  };
  let error = inner(residual, residual);
  const goal = 1e-6 * error;
  for (let step = 0; step < MAX_STEPS && error > goal; step++) {
    multiply(direction, product);
    const length = error / inner(direction, product);
    for (let place = 0; place < size; place++) {
      solution[place] = (solution[place] as number) + length * (direction[place] as number);
      residual[place] = (residual[place] as number) - length * (product[place] as number);
    }
    const next = inner(residual, residual);
    const turn = next / error;
    for (let place = 0; place < size; place++) {
      direction[place] = (residual[place] as number) + turn * (direction[place] as number);
    }
    error = next;
  }
  return solution;
}
