import { meanRanks, scoreByValue } from '../plays/score-by-plays.ts';

/** What one source says of how much songs are liked. */
export interface SongList {
  readonly songs: readonly number[];
  /** One for each song. */
  readonly values: readonly number[];
  /** `scores` stay as they are if this is the only list; of `ordered` ones the order counts; `saved` songs are merely there. */
  readonly kind: 'scores' | 'ordered' | 'saved';
}

/** Songs that were played, each with its value in plays. */
export interface PlayedSongs {
  readonly songs: readonly number[];
  readonly values: readonly number[];
}

/** Songs with their scores, 1 first. */
export interface CombinedSongs {
  readonly songs: readonly number[];
  readonly scores: readonly number[];
}

/** What standing in lists adds to a played song, once, in plays to the end of today. */
const savedPrior = 0.5;

/**
 * What a person played and their lists as one. Plays decide: a played song has its value, and {@link savedPrior} more if it stands in any list. Songs that were
 * never played come after all that were. Among these, a song has `(m − r) / m` points for rank r (from 0, equal values share the mean) of each ordered list of m
 * songs (Borda's count as shares) and half a point if it was saved anywhere. What is equal so far is ordered by the number of lists, and the order scored by
 * {@link scoreByValue}. One list of scores alone keeps them.
 */
export function combineLists(played: PlayedSongs, lists: readonly SongList[]): CombinedSongs {
  const filled = lists.filter((list) => list.songs.length > 0);
  const [only] = filled;
  if (played.songs.length === 0 && filled.length === 1 && only?.kind === 'scores') {
    return sorted(only.songs, only.values);
  }
  const listed = pointsOf(filled);
  const places = new Map<number, Place>();
  for (const [song, { points, lists: count }] of listed) places.set(song, [0, points, count]);
  for (const [position, song] of played.songs.entries()) {
    const count = listed.get(song)?.lists ?? 0;
    places.set(song, [1, (played.values[position] as number) + (count > 0 ? savedPrior : 0), count]);
  }
  return sorted([...places.keys()], scoreByValue(valuesOf([...places.values()])));
}

/** Played or not; value or points; number of lists. */
type Place = readonly [tier: number, value: number, lists: number];

function pointsOf(lists: readonly SongList[]): Map<number, { points: number; lists: number }> {
  const found = new Map<number, { points: number; lists: number; isSaved: boolean }>();
  for (const { songs, values, kind } of lists) {
    const ranks = kind === 'saved' ? [] : meanRanks(values);
    for (const [position, song] of songs.entries()) {
      const before = found.get(song) ?? { points: 0, lists: 0, isSaved: false };
      const isFirstSaving = kind === 'saved' && !before.isSaved;
      const points =
        kind === 'saved'
          ? Number(isFirstSaving) / 2
          : (songs.length - (ranks[position] as number)) / songs.length;
      found.set(song, {
        points: before.points + points,
        lists: before.lists + 1,
        isSaved: before.isSaved || kind === 'saved',
      });
    }
  }
  return found;
}

/** A number for each place, in their order, equal for equal ones. */
function valuesOf(places: readonly Place[]): number[] {
  const compare = (left: Place, right: Place): number =>
    left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  const order = places.map((_, index) => index);
  order.sort((left, right) => compare(places[left] as Place, places[right] as Place));
  const values = new Array<number>(places.length);
  let value = 0;
  for (const [at, index] of order.entries()) {
    const before = places[order[at - 1] ?? index] as Place;
    if (compare(before, places[index] as Place) !== 0) value = at;
    values[index] = value;
  }
  return values;
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
