import { describe, expect, it } from 'vitest';
import type { Artifact } from '../artifact.ts';
import { createMatrix, type Matrix, matrixFromRows, selectRows } from '../matrix.ts';
import { type FittedMatrixMaker, fittedChecks } from './index.ts';

/** Doubles, but with faults that the checks must find. */
function faulty(transform: (input: Matrix) => Matrix, json: Artifact): FittedMatrixMaker<Matrix> {
  return Object.freeze({ featureNames: ['x'], transform, toJSON: () => json });
}

async function failures(transform: (input: Matrix) => Matrix, json: () => Artifact): Promise<string[]> {
  const make = (): FittedMatrixMaker<Matrix> => faulty(transform, json());
  const failed: string[] = [];
  for (const check of fittedChecks<Matrix>({
    kind: 'doubler',
    fit: make,
    fromJSON: make,
    input: matrixFromRows([[1], [2], [3], [4]]),
    rowCount: (input) => input.rowCount,
    selectRows,
    refusedByFit: { 'no rows': createMatrix(0, 1) },
  })) {
    await check.run().catch(() => failed.push(check.name));
  }
  return failed;
}

describe('fittedChecks', () => {
  const json = (): Artifact => ({ kind: 'doubler', version: 1 });

  it('finds a class that reads any JSON and fits on nothing', async () => {
    const double = (input: Matrix): Matrix => ({ ...input, values: input.values.map((value) => 2 * value) });
    expect(await failures(double, json)).toEqual([
      'JSON of another kind, of an unknown version, or none is refused',
      'JSON with a field taken away is refused',
      'fit refuses no rows',
    ]);
  });

  it('finds a transform that changes its input, looks at other rows, or loses some', async () => {
    const change = (input: Matrix): Matrix => ({ ...input, values: input.values.fill(7) });
    const rank = (input: Matrix): Matrix => ({ ...input, values: input.values.map((_, index) => index) });
    const lose = (): Matrix => createMatrix(1, 1);
    expect(await failures(change, json)).toContain(
      'input stays as it was and the fitted object does not change',
    );
    expect(await failures(rank, json)).toContain('rows alone give the same as rows together');
    expect(await failures(lose, json)).toContain(
      'one row in gives one row out, with a name for each column, all finite',
    );
  });

  it('finds a fit that depends on more than its data', async () => {
    let count = 0;
    const counting = (): Artifact => ({ kind: 'doubler', version: count++ });
    expect(await failures((input) => input, counting)).toContain('fitting twice gives the same');
  });
});
