import type { MapSong } from './map-world.ts';

/** Songs nearer to each other than this on the screen, in px, cannot be told apart. */
const leastDistance = 5.5;

/**
 * The songs that there is room for at this scale (px between two songs): of each little square of the map the first.
 * The squares stay where they are while the map is moved, and halve in steps while it grows.
 */
export function songsWithRoom(songs: readonly MapSong[], scale: number): readonly MapSong[] {
  if (scale >= leastDistance) return songs;
  const side = 2 ** (Math.ceil(2 * Math.log2(leastDistance / scale)) / 2);
  const taken = new Set<string>();
  return songs.filter(({ x, y }) => {
    const square = `${Math.floor(x / side)} ${Math.floor(y / side)}`;
    if (taken.has(square)) return false;
    taken.add(square);
    return true;
  });
}

/** Half the size of a mark, in px. */
export function markSize(scale: number): number {
  return Math.min(7, Math.max(2.2, 0.34 * scale));
}
