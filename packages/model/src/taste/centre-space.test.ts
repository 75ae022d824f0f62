import { createMatrix, createRandom, matrixRow } from '@ssrm/features';
import { expect, it } from 'vitest';
import { CentreSpace } from './centre-space.ts';

it('gives the squared distances from every centre, whichever numbers are 0', () => {
  const random = createRandom(3);
  const [centres, points] = [createMatrix(37, 20), createMatrix(25, 20)];
  for (const { values } of [centres, points]) {
    for (let at = 0; at < values.length; at++) {
      // Dimensions 0 … 4 are full, the others mostly 0, and the last always.
      const share = at % 20 < 5 ? 1 : at % 20 === 19 ? 0 : 0.1;
      values[at] = random() < share ? 3 * random() - 1 : 0;
    }
  }
  const space = new CentreSpace(centres);
  const distances = new Float64Array(37).fill(Number.NaN);
  for (let row = 0; row < points.rowCount; row++) {
    const point = matrixRow(points, row);
    space.writeDistances(point, distances);
    for (const [centre, distance] of distances.entries()) {
      const own = matrixRow(centres, centre);
      const expected = point.reduce((sum, value, at) => sum + (value - (own[at] as number)) ** 2, 0);
      expect(distance).toBeCloseTo(expected, 12);
    }
  }
});
