import {
  checkArtifact,
  createMatrix,
  createRandom,
  InvalidArtifactError,
  type Matrix,
  matrixRow,
  ShapeError,
} from '@ssrm/features';
import { UMAP } from 'umap-js';
import { readCount, readNumberList, toNumberList } from '../numbers-json.ts';
import type { SparseMatrix } from '../sparse-matrix.ts';
import { Pca } from './pca.ts';
import type { Reducer } from './reducer.ts';
import { checkComponents, checkRows } from './reducer-input.ts';
import { ReferenceRows, type ReferenceRowsJson } from './reference-rows.ts';
import { FEWEST_ROWS, placeBetween } from './umap-placement.ts';

export interface UmapOptions {
  /** How many numbers a row becomes; at least 1. Default 3. */
  readonly components?: number;
  /** How many near rows shape the place of each; at least 2. Default 15. */
  readonly neighbours?: number;
  /** How often the layout is improved. Default that of umap-js: 500 for up to 2500 rows, 200 for more than 7500. */
  readonly epochs?: number;
  /** Default 42, as in the published code. */
  readonly seed?: number;
}

export interface UmapJson {
  readonly kind: 'umap';
  readonly version: 1;
  readonly components: number;
  readonly neighbours: number;
  readonly seed: number;
  readonly rows: ReferenceRowsJson;
  /** Row by row, shape `[rows, components]`. */
  readonly coordinates: readonly number[];
}

const DEFAULT_COMPONENTS = 3;
const DEFAULT_NEIGHBOURS = 15;
const DEFAULT_SEED = 42;

/**
 * UMAP: places rows in few dimensions so that near rows stay near, whatever happens to far ones.
 *
 * The layout of the training rows is umap-js's, from exact nearest neighbours and a seeded start; vectors count
 * in single precision. Equal rows are placed once and have equal coordinates, and the order of the rows does not
 * matter. A training row keeps its coordinates in `transform`; a new row is placed between its nearest training
 * rows by UMAP's own rule, which are not moved, each row on its own and always the same way. With fewer than five
 * different rows the coordinates are those of {@link Pca}, and one row alone is at 0.
 *
 * Time grows with the square of the number of different rows: meant for some thousands.
 *
 * @see McInnes, Healy and Melville, "UMAP: Uniform Manifold Approximation and Projection", arXiv:1802.03426
 */
export class Umap implements Reducer<UmapJson> {
  static readonly kind = 'umap';

  /** `umap1` … */
  readonly featureNames: readonly string[];
  readonly #rows: ReferenceRows;
  readonly #coordinates: Matrix;
  readonly #neighbours: number;
  readonly #seed: number;

  private constructor(rows: ReferenceRows, coordinates: Matrix, neighbours: number, seed: number) {
    this.#rows = rows;
    this.#coordinates = coordinates;
    this.#neighbours = neighbours;
    this.#seed = seed;
    this.featureNames = Array.from({ length: coordinates.columnCount }, (_, index) => `umap${index + 1}`);
    Object.freeze(this);
  }

  /**
   * The layout of the rows.
   *
   * @param matrix - Shape `[n, d]`, n ≥ 1, finite.
   * @throws {@link InvalidDataError} if it has no rows or a number is not finite.
   */
  static fit(matrix: Matrix | SparseMatrix, options: UmapOptions = {}): Umap {
    const components = checkComponents(options.components ?? DEFAULT_COMPONENTS);
    const seed = options.seed ?? DEFAULT_SEED;
    checkRows(matrix);
    const rows = ReferenceRows.from(matrix);
    const neighbours = Math.min(Math.max(2, options.neighbours ?? DEFAULT_NEIGHBOURS), rows.rowCount - 1);
    const coordinates =
      rows.rowCount < FEWEST_ROWS
        ? Pca.fit(rows.toMatrix(), { components }).transform(rows.toMatrix())
        : layOut(rows, components, neighbours, { ...options, seed });
    return new Umap(rows, coordinates, neighbours, seed);
  }

  /** The layout that {@link Umap.toJSON} saved; it gives the same numbers to the last bit. */
  static fromJSON(json: unknown): Umap {
    const fields = checkArtifact(json, Umap.kind, 1);
    const components = readCount(fields.components, 'components of umap', 1);
    const rows = ReferenceRows.fromJSON(fields.rows);
    const { seed } = fields;
    if (typeof seed !== 'number') {
      throw new InvalidArtifactError('Expected seed of umap to be a number. The saved JSON is damaged.');
    }
    const values = readNumberList(fields.coordinates, 'coordinates of umap', rows.rowCount * components);
    return new Umap(
      rows,
      { rowCount: rows.rowCount, columnCount: components, values },
      readCount(fields.neighbours, 'neighbours of umap'),
      seed,
    );
  }

  /**
   * The place of each row, in the layout of `fit`.
   *
   * @param matrix - Shape `[n, d]`, n ≥ 0.
   * @returns Shape `[n, components]`.
   * @throws {@link ShapeError} if the width is not that of `fit`.
   */
  transform(matrix: Matrix | SparseMatrix): Matrix {
    if (matrix.columnCount !== this.#rows.columnCount) {
      throw new ShapeError(
        `Expected rows of ${this.#rows.columnCount} numbers, as in fit, but they have ${matrix.columnCount}.`,
      );
    }
    const placed = createMatrix(matrix.rowCount, this.#coordinates.columnCount);
    for (let row = 0; row < matrix.rowCount; row++) {
      placed.values.set(this.#place(matrix, row), row * placed.columnCount);
    }
    return placed;
  }

  toJSON(): UmapJson {
    return {
      kind: Umap.kind,
      version: 1,
      components: this.#coordinates.columnCount,
      neighbours: this.#neighbours,
      seed: this.#seed,
      rows: this.#rows.toJSON(),
      coordinates: toNumberList(this.#coordinates.values, 'a UMAP layout'),
    };
  }

  #place(matrix: Matrix | SparseMatrix, row: number): Float64Array {
    const known = this.#rows.indexOf(matrix, row);
    if (known !== -1) return matrixRow(this.#coordinates, known);
    const near = this.#rows.nearest(matrix, row, Math.max(1, this.#neighbours));
    return placeBetween(near, this.#coordinates, this.#seed);
  }
}

function layOut(
  rows: ReferenceRows,
  components: number,
  neighbours: number,
  { epochs, seed }: { readonly epochs?: number; readonly seed: number },
): Matrix {
  const near = Array.from({ length: rows.rowCount }, (_, row) => rows.nearestToOwn(row, neighbours));
  const umap = new UMAP({
    nComponents: components,
    nNeighbors: neighbours,
    ...(epochs !== undefined && { nEpochs: epochs }),
    random: createRandom(seed),
  });
  umap.setPrecomputedKNN(
    near.map((one) => one.rows),
    near.map((one) => one.distances),
  );
  // With the neighbours given, umap-js reads nothing of the rows but their number.
  const coordinates = umap.fit(near.map(() => []));
  return {
    rowCount: rows.rowCount,
    columnCount: components,
    values: Float64Array.from(coordinates.flat()),
  };
}
