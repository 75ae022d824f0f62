import type { Track } from './track.ts';

/** What a source may leave unsaid of a song, by its feature; `release_day` where it says more of the date than the year. */
export type TrackDetail =
  | 'album_name'
  | 'release_date'
  | 'release_day'
  | 'duration_ms'
  | 'explicit'
  | 'popularity'
  | 'album_type';

interface DetailField {
  readonly field: Exclude<keyof Track, 'id' | 'name' | 'artistName'>;
  readonly isKnown: (track: Track) => boolean;
  /** What is left of the field without it. */
  readonly without: (track: Track) => string | null;
}

function whole(field: DetailField['field']): DetailField {
  return { field, isKnown: (track) => track[field] !== null, without: () => null };
}

const fields: Readonly<Record<TrackDetail, DetailField>> = {
  album_name: whole('albumName'),
  release_date: whole('releaseDate'),
  release_day: {
    field: 'releaseDate',
    isKnown: ({ releaseDate }) => (releaseDate?.length ?? 0) > 4,
    without: ({ releaseDate }) => releaseDate?.slice(0, 4) ?? null,
  },
  duration_ms: whole('durationMs'),
  explicit: whole('explicit'),
  popularity: whole('popularity'),
  album_type: whole('albumType'),
};

export const TRACK_DETAILS: readonly TrackDetail[] = Object.keys(fields) as TrackDetail[];

/** Whether the source says it of this track. */
export function isDetailKnown(track: Track, detail: TrackDetail): boolean {
  return fields[detail].isKnown(track);
}

/**
 * Details that are known for some groups of songs and unknown for others. Groups are made by how much songs are liked, so that having a value would say how
 * much a song is liked; a model would learn that instead of what the value says.
 *
 * @param leastDifference - From this difference on between the shares of songs with the detail, 0 … 1; groups without songs do not count.
 */
export function unequallyKnown(
  groups: readonly (readonly Track[])[],
  leastDifference: number,
): TrackDetail[] {
  const filled = groups.filter((group) => group.length > 0);
  return TRACK_DETAILS.filter((detail) => {
    const shares = filled.map(
      (group) => group.filter((track) => isDetailKnown(track, detail)).length / group.length,
    );
    return shares.some((share) => share - Math.min(...shares) >= leastDifference);
  });
}

/** The track without these details. */
export function withhold<Item extends Track>(track: Item, details: readonly TrackDetail[]): Item {
  const known = details.filter((detail) => isDetailKnown(track, detail));
  if (known.length === 0) return track;
  const changes = known.map((detail) => [fields[detail].field, fields[detail].without(track)]);
  return { ...track, ...Object.fromEntries(changes) };
}
