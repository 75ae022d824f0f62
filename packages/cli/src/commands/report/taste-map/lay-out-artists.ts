import type { Matrix } from '@ssrm/features';
import { type Island, layOutIslands } from './lay-out-islands.ts';
import { targetsOfArtists } from './targets-of-artists.ts';

/** Artists of the map with what tells how near they are. */
export interface ArtistsToLayOut {
  readonly artists: readonly Pick<Island, 'name' | 'style' | 'songCount'>[];
  /** A row for each artist. */
  readonly rows: Matrix;
}

/** The islands of the artists, in order. */
export function layOutArtists({ artists, rows }: ArtistsToLayOut): Island[] {
  const targets = targetsOfArtists(rows);
  return layOutIslands(
    artists.map((artist, index) => ({ ...artist, x: targets[index]?.[0] ?? 0, y: targets[index]?.[1] ?? 0 })),
  );
}
