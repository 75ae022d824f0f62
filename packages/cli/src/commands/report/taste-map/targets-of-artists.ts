import { type TrackEncoder, Umap } from '@ssrm/embeddings';
import {
  createMatrix,
  type Matrix,
  matrixRow,
  matrixToRows,
  StandardScaler,
  type Track,
} from '@ssrm/features';

/** How much it counts whom an artist is heard with, beside standard scores of the tracks' own numbers. */
const vectorWeight = 2;
const numberWeight = 0.15;
/** The layout's time grows with the square of their number; the others are placed between these. */
const shapingArtists = 120;
const nearestArtists = 4;

interface ArtistToPlace {
  /** `null` where nothing is known of the artist. */
  readonly vector: Float64Array | null;
  readonly tracks: readonly Track[];
}

/** Where artists would lie if they took no room: near in taste is near on the plane. The first shape it most. */
export async function targetsOfArtists(
  artists: readonly ArtistToPlace[],
  encoder: TrackEncoder,
): Promise<number[][]> {
  if (artists.length === 0) return [];
  const numbers = await encoder.transform(artists.flatMap(({ tracks }) => tracks));
  const scores = StandardScaler.fit(numbers).transform(numbers);
  const size = artists.find(({ vector }) => vector !== null)?.vector?.length ?? 0;
  // One column more tells the unknown from the known.
  const rows = createMatrix(artists.length, size + 1 + scores.columnCount);
  let firstTrack = 0;
  for (const [index, { vector, tracks }] of artists.entries()) {
    const row = matrixRow(rows, index);
    row.set(vector?.map((value) => vectorWeight * value) ?? []);
    row[size] = vector === null ? vectorWeight : 0;
    row.set(
      meanOf(scores, firstTrack, tracks.length).map((value) => numberWeight * value),
      size + 1,
    );
    firstTrack += tracks.length;
  }
  const rowCount = Math.min(shapingArtists, artists.length);
  const shaping = { ...rows, rowCount, values: rows.values.subarray(0, rowCount * rows.columnCount) };
  const reducer = Umap.fit(shaping, { components: 2 });
  const places = matrixToRows(reducer.transform(shaping));
  return Array.from({ length: artists.length }, (_, index) =>
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

function meanOf(rows: Matrix, first: number, count: number): Float64Array {
  const sum = new Float64Array(rows.columnCount);
  for (let row = first; row < first + count; row++) {
    for (const [column, value] of matrixRow(rows, row).entries())
      sum[column] = (sum[column] as number) + value / count;
  }
  return sum;
}
