import { meanRanks, scoreByValue } from './score-by-plays.ts';

/** What one source says of how much songs are liked. */
export interface SongList {
  readonly songs: readonly number[];
  /** One for each song; only their order counts, unless they are final. */
  readonly values: readonly number[];
  /** True where the values are scores that stay as they are if this is the only list. */
  readonly final: boolean;
}

/** Songs with their scores, 1 first. */
export interface CombinedSongs {
  readonly songs: readonly number[];
  readonly scores: readonly number[];
}

/**
 * Several lists of one person as one. In each list of m songs, the song of rank r (from 0, equal values share the mean) gets
 * `(m − r) / m` points (Borda's count as shares); points are added over the lists, and the sums scored by {@link scoreByValue}.
 * One list alone keeps its order, and its scores if they are final.
 */
export function combineLists(lists: readonly SongList[]): CombinedSongs {
  const filled = lists.filter((list) => list.songs.length > 0);
  const [only] = filled;
  if (filled.length === 1 && only?.final) {
    return sorted(only.songs, only.values);
  }
  const points = new Map<number, number>();
  for (const { songs, values } of filled) {
    for (const [position, rank] of meanRanks(values).entries()) {
      const song = songs[position] as number;
      points.set(song, (points.get(song) ?? 0) + (songs.length - rank) / songs.length);
    }
  }
  return sorted([...points.keys()], scoreByValue([...points.values()]));
}

function sorted(songs: readonly number[], scores: readonly number[]): CombinedSongs {
  const order = songs
    .map((_, index) => index)
    .sort((left, right) => (scores[right] as number) - (scores[left] as number));
  return {
    songs: order.map((index) => songs[index] as number),
    scores: order.map((index) => scores[index] as number),
  };
}
