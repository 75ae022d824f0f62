import { artistKey, type ScoredTrack, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { foldText } from '../artists/fold-text.ts';
import { STYLES } from '../artists/styles.ts';
import { mean } from '../metrics/mean.ts';

interface Grouping {
  readonly name: string;
  /** As if so many tracks more, of the mean score, had been counted in each group. */
  readonly priorCount: number;
  readonly keysOf: (track: Track) => readonly string[];
}

/** The ways in which tracks are put together. */
const GROUPINGS: readonly Grouping[] = [
  {
    name: 'artist',
    priorCount: 2,
    keysOf: ({ artistName }) => (artistName === null ? [] : [artistKey(artistName)]),
  },
  {
    name: 'album',
    priorCount: 1,
    keysOf: ({ artistName, albumName }) =>
      albumName === null ? [] : [`${artistKey(artistName ?? '')}\n${foldText(albumName)}`],
  },
  {
    name: 'release day',
    priorCount: 2,
    keysOf: ({ releaseDate }) => (releaseDate?.length === 10 ? [releaseDate] : []),
  },
  {
    name: 'style',
    priorCount: 10,
    keysOf: ({ artistName }) => stylesOfArtist(artistName).styles.map((style) => STYLES[style] as string),
  },
  { name: 'title words', priorCount: 5, keysOf: (track) => words(`${track.name} ${track.albumName ?? ''}`) },
  { name: 'artist words', priorCount: 4, keysOf: ({ artistName }) => words(artistName ?? '') },
];

/** Names of the numbers of {@link groupMeans}, in order. */
export const GROUP_MEAN_NAMES: readonly string[] = GROUPINGS.flatMap(({ name }) => [
  `score of ${name}`,
  `tracks of ${name}`,
]);

/** How many groupings there are. */
export const GROUPING_COUNT: number = GROUPINGS.length;

/** Score and number of tracks by group, as JSON: for each grouping, keys with sum and count. */
export interface GroupSumsJson {
  readonly mean: number;
  readonly groups: readonly (readonly (readonly [string, number, number])[])[];
}

/** Sums of scores by group; looked up by {@link groupMeans}. */
export interface GroupSums {
  readonly mean: number;
  readonly groups: readonly ReadonlyMap<string, readonly [number, number]>[];
}

/** Sums the scores of tracks by group. An empty list has mean ½. */
export function sumGroups(tracks: readonly ScoredTrack[]): GroupSums {
  const total = tracks.reduce((sum, { score }) => sum + score, 0);
  const groups = GROUPINGS.map(({ keysOf }) => {
    const sums = new Map<string, [number, number]>();
    for (const track of tracks) {
      for (const key of keysOf(track)) {
        const sum = sums.get(key);
        if (sum === undefined) sums.set(key, [track.score, 1]);
        else {
          sum[0] += track.score;
          sum[1] += 1;
        }
      }
    }
    return sums;
  });
  return { mean: tracks.length === 0 ? 0.5 : total / tracks.length, groups };
}

/**
 * For each grouping the mean over the track's groups of (sum + prior · mean) / (count + prior), and the mean count.
 *
 * @returns Length {@link GROUP_MEAN_NAMES}.length; a track without groups has the overall mean and 0.
 */
export function groupMeans(sums: GroupSums, track: Track): number[] {
  return GROUPINGS.flatMap(({ keysOf, priorCount }, index) => {
    const groups = sums.groups[index] as ReadonlyMap<string, readonly [number, number]>;
    const found = keysOf(track).map((key) => groups.get(key) ?? ([0, 0] as const));
    if (found.length === 0) return [sums.mean, 0];
    const means = found.map(([sum, count]) => (sum + priorCount * sums.mean) / (count + priorCount));
    const counts = found.map(([, count]) => count);
    return [mean(means), mean(counts)];
  });
}

/** The sums as plain JSON. */
export function groupSumsToJson(sums: GroupSums): GroupSumsJson {
  return {
    mean: sums.mean,
    groups: sums.groups.map((group) => [...group].map(([key, [sum, count]]) => [key, sum, count] as const)),
  };
}

function words(text: string): readonly string[] {
  return [...new Set(foldText(text).match(/[\p{L}\p{N}_]{3,}/gu) ?? [])];
}
