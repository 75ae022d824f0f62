import { Umap } from '@ssrm/embeddings';
import { type Matrix, matrixRow, matrixToRows } from '@ssrm/features';

/** The layout's time grows with the square of their number; the others are placed between these. */
const shapingArtists = 120;
const nearestArtists = 4;
/** From so many on half of UMAP's own steps do: on three histories as many near artists stay near (trustworthiness 0.91, 10 neighbours, five seeds). */
const manyArtists = 60;
const fewerSteps = { epochs: 250 };

/** Where artists would lie if they took no room: near in taste is near on the plane. The first shape it most. */
export function targetsOfArtists(rows: Matrix): number[][] {
  if (rows.rowCount === 0) return [];
  const rowCount = Math.min(shapingArtists, rows.rowCount);
  const shaping = { ...rows, rowCount, values: rows.values.subarray(0, rowCount * rows.columnCount) };
  const reducer = Umap.fit(shaping, { components: 2, ...(rowCount < manyArtists ? {} : fewerSteps) });
  const places = matrixToRows(reducer.transform(shaping));
  return Array.from({ length: rows.rowCount }, (_, index) =>
    index < places.length
      ? (places[index] as number[])
      : placeBetween(matrixRow(rows, index), shaping, places),
  );
}

/** The middle of the places of the nearest rows, the nearer the more: quick, and the islands make room for each other afterwards. */
function placeBetween(row: Float64Array, shaping: Matrix, places: readonly number[][]): number[] {
  const nearest = places
    .map((place, index) => ({ place, distance: squaredDistance(row, matrixRow(shaping, index)) }))
    .sort((left, right) => left.distance - right.distance)
    .slice(0, nearestArtists);
  const weights = nearest.map(({ distance }) => 1 / (distance + 1e-3));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return [0, 1].map((axis) =>
    nearest.reduce(
      (sum, { place }, index) => sum + ((weights[index] as number) / total) * (place[axis] as number),
      0,
    ),
  );
}

function squaredDistance(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let column = 0; column < left.length; column++) {
    sum += ((left[column] as number) - (right[column] as number)) ** 2;
  }
  return sum;
}
