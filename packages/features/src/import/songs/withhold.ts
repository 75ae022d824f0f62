import type { Track } from '../../track.ts';

/** What may be unknown of a song, by its feature. */
const fields: Readonly<Record<MaybeUnknown, keyof Track>> = {
  album_name: 'albumName',
  release_date: 'releaseDate',
  duration_ms: 'durationMs',
  explicit: 'explicit',
  popularity: 'popularity',
  album_type: 'albumType',
};

type MaybeUnknown = 'album_name' | 'release_date' | 'duration_ms' | 'explicit' | 'popularity' | 'album_type';

/** Shares of songs with a known value may differ so much between groups before the difference says something. */
const mostDifference = 0.1;

/**
 * The features that are known for some groups of songs and unknown for others. Groups are made by how songs were listened to, so that having a value would say how
 * much a song is liked; a model would learn that instead of what the value says.
 */
export function findWithheld(groups: readonly (readonly Track[])[]): MaybeUnknown[] {
  const filled = groups.filter((group) => group.length > 0);
  return (Object.keys(fields) as MaybeUnknown[]).filter((feature) => {
    const shares = filled.map(
      (group) => group.filter((track) => track[fields[feature]] !== null).length / group.length,
    );
    return shares.some((share) => share - Math.min(...shares) >= mostDifference);
  });
}

/** The track without these features. */
export function withhold<Item extends Track>(track: Item, features: readonly MaybeUnknown[]): Item {
  if (features.every((feature) => track[fields[feature]] === null)) return track;
  return { ...track, ...Object.fromEntries(features.map((feature) => [fields[feature], null])) };
}
