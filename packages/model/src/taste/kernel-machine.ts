import {
  createMatrix,
  createRandom,
  type Matrix,
  matrixRow,
  selectRows,
  shuffledIndices,
} from '@ssrm/features';
import { solveCholesky } from './cholesky.ts';

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
export function fitKernelMachine(
  rows: Matrix,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  options: KernelMachineOptions,
): KernelMachineJson {
  const chosen = shuffledIndices(rows.rowCount, createRandom(options.seed)).slice(0, options.centres);
  const centres = selectRows(rows, chosen);
  const m = centres.rowCount;
  const system = new Float64Array(m * m);
  const right = new Float64Array(m);
  const between = kernelMatrix(centres, centres, options.gamma).values;
  for (let index = 0; index < system.length; index++)
    system[index] = options.penalty * (between[index] as number);
  const kernel = kernelMatrix(rows, centres, options.gamma);
  for (let row = 0; row < rows.rowCount; row++) {
    const values = matrixRow(kernel, row);
    const weight = weights[row] as number;
    for (let i = 0; i < m; i++) {
      const scaled = weight * (values[i] as number);
      right[i] = (right[i] as number) + scaled * (targets[row] as number);
      for (let j = 0; j <= i; j++) {
        system[i * m + j] = (system[i * m + j] as number) + scaled * (values[j] as number);
      }
    }
  }
  for (let i = 0; i < m; i++) system[i * m + i] = (system[i * m + i] as number) + 1e-6;
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

function kernelMatrix(rows: Matrix, centres: Matrix, gamma: number): Matrix {
  const count = centres.rowCount;
  const result = createMatrix(rows.rowCount, count);
  const padded = new Float64Array(4 * Math.ceil(count / 4) * rows.columnCount);
  padded.set(centres.values);
  const distances = new Float64Array(4 * Math.ceil(count / 4));
  for (let i = 0; i < rows.rowCount; i++) {
    setDistances(matrixRow(rows, i), padded, distances);
    for (let j = 0; j < count; j++) {
      result.values[i * count + j] = Math.exp(-gamma * (distances[j] as number));
    }
  }
  return result;
}

/** Writes the squared distance of a row from each centre: four at a time, whose sums need not wait for each other. */
function setDistances(row: Float64Array, centres: Float64Array, distances: Float64Array): void {
  const width = row.length;
  for (let j = 0; j < distances.length; j += 4) {
    let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
    let at = j * width;
    for (let k = 0; k < width; k++, at++) {
      const value = row[k] as number;
      const difference0 = value - (centres[at] as number);
      const difference1 = value - (centres[at + width] as number);
      const difference2 = value - (centres[at + 2 * width] as number);
      const difference3 = value - (centres[at + 3 * width] as number);
      sum0 += difference0 * difference0;
      sum1 += difference1 * difference1;
      sum2 += difference2 * difference2;
      sum3 += difference3 * difference3;
    }
    distances[j] = sum0;
    distances[j + 1] = sum1;
    distances[j + 2] = sum2;
    distances[j + 3] = sum3;
  }
}
