import {
  createMatrix,
  createRandom,
  type Matrix,
  matrixRow,
  selectRows,
  shuffledIndices,
} from '@ssrm/features';
import { decayInPlace } from '../fused/activations.ts';
import { CentreSpace } from './centre-space.ts';
import { solveCholesky } from './cholesky.ts';
import { weightedProducts } from './weighted-products.ts';

/** Options of {@link fitKernelMachine}. */
export interface KernelMachineOptions {
  /** Sharpness γ of the kernel e^(−γ ‖x − z‖²). */
  readonly gamma: number;
  /** Ridge penalty λ > 0. */
  readonly penalty: number;
  /** At most so many rows serve as centres. */
  readonly centres: number;
  readonly seed: number;
}

/** f(x) = Σ coefficients · e^(−γ ‖x − centre‖²). */
export interface KernelMachineJson {
  readonly gamma: number;
  readonly coefficients: readonly number[];
  /** Shape `[m, d]`. */
  readonly centres: readonly (readonly number[])[];
}

/**
 * Weighted kernel ridge regression on centres drawn from the rows (Nyström): minimises Σ w (y − f)² + λ cᵀ K c.
 *
 * @param rows - Shape `[n, d]`, finite.
 * @param targets - Length n, such as −1 … 1.
 * @param weights - Length n, ≥ 0.
 * @see C. K. I. Williams and M. Seeger, Using the Nyström method to speed up kernel machines (NIPS 2000)
 */
export async function fitKernelMachine(
  rows: Matrix,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  options: KernelMachineOptions,
): Promise<KernelMachineJson> {
  const chosen = shuffledIndices(rows.rowCount, createRandom(options.seed)).slice(0, options.centres);
  const centres = selectRows(rows, chosen);
  const m = centres.rowCount;
  const between = kernelMatrix(centres, centres, options.gamma).values;
  const kernel = kernelMatrix(rows, centres, options.gamma);
  const products = await weightedProducts(kernel, weights);
  const system = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      const penalty = options.penalty * (between[i * m + j] as number) + (i === j ? 1e-6 : 0);
      system[i * m + j] = penalty + (products.values[i * products.width + j] as number);
    }
  }
  const right = new Float64Array(m);
  for (let row = 0; row < rows.rowCount; row++) {
    const pull = (weights[row] as number) * (targets[row] as number);
    for (let i = 0; i < m; i++)
      right[i] = (right[i] as number) + pull * (kernel.values[row * m + i] as number);
  }
  const coefficients = Array.from(solveCholesky(system, right), (value) => Number(value.toPrecision(8)));
  return {
    gamma: options.gamma,
    coefficients,
    centres: chosen.map((row) => Array.from(matrixRow(rows, row))),
  };
}

/** f of each row, length n. */
export function predictKernelMachine(machine: KernelMachineJson, rows: Matrix): Float64Array {
  const centres = createMatrix(machine.centres.length, rows.columnCount);
  for (const [index, centre] of machine.centres.entries()) {
    centres.values.set(centre, index * rows.columnCount);
  }
  const kernel = kernelMatrix(rows, centres, machine.gamma);
  const result = new Float64Array(rows.rowCount);
  for (let row = 0; row < rows.rowCount; row++) {
    let sum = 0;
    for (let index = 0; index < centres.rowCount; index++) {
      sum +=
        (kernel.values[row * centres.rowCount + index] as number) * (machine.coefficients[index] as number);
    }
    result[row] = sum;
  }
  return result;
}

/** e^(−γ ‖x − z‖²) of each row with each centre. */
function kernelMatrix(rows: Matrix, centres: Matrix, gamma: number): Matrix {
  const result = createMatrix(rows.rowCount, centres.rowCount);
  const space = new CentreSpace(centres);
  for (let row = 0; row < rows.rowCount; row++) {
    const own = matrixRow(result, row);
    space.writeDistances(matrixRow(rows, row), own);
    decayInPlace(own, gamma);
  }
  return result;
}
