import { artistKey, createRandom, shuffledIndices, type Track } from '@ssrm/features';

/**
 * A fold for each track, such that the tracks of one artist share theirs: what is learned outside a fold then knows none of its artists.
 * A track without an artist stands alone.
 *
 * @param options.folds - At least 2.
 * @param options.scattered - Share (0…1) of the artists with a track among the first `rows` whose tracks are all spread over the folds
 * instead. Nobody unless given.
 * @returns Length n, each 0 … folds − 1.
 */
export function artistFolds(
  tracks: readonly Track[],
  options: {
    readonly folds: number;
    readonly seed: number;
    readonly scattered?: { readonly share: number; readonly rows: number };
  },
): Int32Array {
  const { folds, seed, scattered } = options;
  const random = createRandom(seed);
  const groups = new Map<string, number[]>();
  for (const [index, track] of tracks.entries()) {
    const key = track.artistName === null ? `\0${index}` : artistKey(track.artistName);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  const members = [...groups.values()];
  const result = new Int32Array(tracks.length);
  for (const [position, number] of shuffledIndices(members.length, random).entries()) {
    const group = members[number] as number[];
    const scatter =
      scattered !== undefined && (group[0] as number) < scattered.rows && random() < scattered.share;
    for (const index of group) {
      result[index] = scatter ? Math.floor(random() * folds) : position % folds;
    }
  }
  return result;
}
