import { createRandom } from '@ssrm/features';
import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';

/** The largest eigenvalues, falling, and their eigenvectors of length 1 as rows. */
export interface LeadingEigenpairs {
  readonly values: Float64Array;
  readonly vectors: Float64Array[];
}

export interface LanczosOptions {
  readonly dimension: number;
  readonly count: number;
  /** Writes the product of the symmetric, positive semi-definite matrix and `vector` to `product`. */
  readonly multiply: (vector: Float64Array, product: Float64Array) => void;
}

/** The fewest and most steps, and those between two looks at the error. */
const MINIMUM_STEPS = 32;
const MAXIMUM_STEPS = 240;
const CHECK_INTERVAL = 8;
/** Largest residual that passes, in parts of the largest eigenvalue. */
const TOLERANCE = 1e-5;
const BREAKDOWN = 1e-13;
/** The random start is always the same: the result must not depend on chance. */
const START_SEED = 20_260_101;

/**
 * The leading eigenpairs of a large symmetric matrix that is known by its products only: Lanczos' method from a
 * random start, with full reorthogonalisation, for 32 steps and on until the residual of every wanted pair is
 * below 1e-5 of the largest eigenvalue (at most 240). On few rows that is exact to rounding. Fewer pairs than
 * asked come back where the dimension is smaller.
 *
 * @see Golub and Van Loan, "Matrix Computations", 4th edition, section 10.3
 */
export function leadingEigenpairs(options: LanczosOptions): LeadingEigenpairs {
  const { dimension, multiply } = options;
  const count = Math.min(options.count, dimension);
  const random = createRandom(START_SEED);
  const first = nextDirection([], options, random);
  if (first === null) return { values: new Float64Array(0), vectors: [] };
  const basis: Float64Array[] = [first];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  let scale = 0;
  for (;;) {
    const current = basis[basis.length - 1] as Float64Array;
    const product = new Float64Array(dimension);
    multiply(current, product);
    diagonal.push(dot(current, product));
    orthogonalise(product, basis);
    const norm = Math.sqrt(dot(product, product));
    scale = Math.max(scale, Math.abs(diagonal[diagonal.length - 1] as number), norm);
    const steps = basis.length;
    const isLast = steps === Math.min(dimension, MAXIMUM_STEPS);
    if (isLast || (steps >= Math.max(count, MINIMUM_STEPS) && steps % CHECK_INTERVAL === 0)) {
      const pairs = ritzPairs(diagonal, offDiagonal, count);
      if (isLast || hasConverged(pairs, norm)) return toEigenpairs(pairs, basis);
    }
    if (norm > BREAKDOWN * scale) {
      offDiagonal.push(norm);
      basis.push(product.map((value) => value / norm));
      continue;
    }
    // The space reached so far is invariant: go on from a direction outside of it, if there is one.
    const next = nextDirection(basis, options, random);
    if (next === null) return toEigenpairs(ritzPairs(diagonal, offDiagonal, count), basis);
    offDiagonal.push(0);
    basis.push(next);
  }
}

interface RitzPairs {
  readonly values: number[];
  /** `coordinates[pair][step]` */
  readonly coordinates: number[][];
}

function ritzPairs(diagonal: readonly number[], offDiagonal: readonly number[], count: number): RitzPairs {
  const steps = diagonal.length;
  const tridiagonal = MlMatrix.zeros(steps, steps);
  for (const [step, value] of diagonal.entries()) tridiagonal.set(step, step, value);
  for (let step = 0; step + 1 < steps; step++) {
    tridiagonal.set(step, step + 1, offDiagonal[step] as number);
    tridiagonal.set(step + 1, step, offDiagonal[step] as number);
  }
  const decomposition = new EigenvalueDecomposition(tridiagonal, { assumeSymmetric: true });
  const order = Array.from({ length: Math.min(count, steps) }, (_, rank) => steps - 1 - rank);
  return {
    values: order.map((column) => decomposition.realEigenvalues[column] as number),
    coordinates: order.map((column) => decomposition.eigenvectorMatrix.getColumn(column)),
  };
}

function hasConverged(pairs: RitzPairs, nextNorm: number): boolean {
  const largest = pairs.values[0] as number;
  return pairs.coordinates.every(
    (coordinates) => nextNorm * Math.abs(coordinates.at(-1) as number) <= TOLERANCE * largest,
  );
}

function toEigenpairs(pairs: RitzPairs, basis: readonly Float64Array[]): LeadingEigenpairs {
  const vectors = pairs.coordinates.map((coordinates) => {
    const vector = new Float64Array((basis[0] as Float64Array).length);
    for (const [step, coordinate] of coordinates.entries()) {
      addScaled(vector, basis[step] as Float64Array, coordinate);
    }
    return normalised(vector);
  });
  return { values: Float64Array.from(pairs.values), vectors };
}

/**
 * The image of a random vector, at right angles to all of `basis`; `null` if the whole image lies in the basis.
 * Being an image it is exactly 0 wherever the matrix is.
 */
function nextDirection(
  basis: readonly Float64Array[],
  { dimension, multiply }: LanczosOptions,
  random: () => number,
): Float64Array | null {
  const start = Float64Array.from({ length: dimension }, () => random() - 0.5);
  const direction = new Float64Array(dimension);
  multiply(start, direction);
  const size = Math.sqrt(dot(direction, direction));
  orthogonalise(direction, basis);
  return Math.sqrt(dot(direction, direction)) <= BREAKDOWN * size ? null : normalised(direction);
}

/** Takes away what lies along the basis; twice, because once leaves rounding errors that grow. */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) addScaled(vector, direction, -dot(vector, direction));
  }
}

function normalised(vector: Float64Array): Float64Array {
  const norm = Math.sqrt(dot(vector, vector));
  return norm === 0 ? vector : vector.map((value) => value / norm);
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] as number) * (right[index] as number);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, factor: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] as number) + factor * (source[index] as number);
  }
}
