import type { TrackEncoder } from '@ssrm/embeddings';
import { createMatrix, type Matrix, matrixRow, StandardScaler, type Track } from '@ssrm/features';

/** How much it counts whom an artist is heard with, beside standard scores of the tracks' own numbers. */
const vectorWeight = 2;
const numberWeight = 0.15;

interface ArtistToPlace {
  /** `null` where nothing is known of the artist. */
  readonly vector: Float64Array | null;
  readonly tracks: readonly Track[];
}

/** A row for each artist: near in taste is near in numbers. */
export async function rowsOfArtists(
  artists: readonly ArtistToPlace[],
  encoder: TrackEncoder,
): Promise<Matrix> {
  if (artists.length === 0) return createMatrix(0, 0);
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
  return rows;
}

function meanOf(rows: Matrix, first: number, count: number): Float64Array {
  const sum = new Float64Array(rows.columnCount);
  for (let row = first; row < first + count; row++) {
    for (const [column, value] of matrixRow(rows, row).entries())
      sum[column] = (sum[column] as number) + value / count;
  }
  return sum;
}
