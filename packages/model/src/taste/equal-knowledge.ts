import {
  createRandom,
  isDetailKnown,
  type Random,
  shuffledIndices,
  TRACK_DETAILS,
  type Track,
  type TrackDetail,
  unequallyKnown,
  withhold,
} from '@ssrm/features';

/** Shares of songs with a detail may differ so much between lists; with more it is left out for all. */
const WITHHELD_DIFFERENCE = 0.25;

/** Lists of which as much is known of one as of the other. */
export interface EqualKnowledge {
  readonly lists: readonly (readonly Track[])[];
  /** What was left out for all, and is to be left out of songs to be scored. */
  readonly withheld: readonly TrackDetail[];
}

/**
 * Lists of songs with the same share of songs of which a detail is known, so that knowing it says nothing of the list: one source may say more than another. Where
 * shares lie near each other, values of songs drawn at random are hidden; where they are far apart, all are. Days of release dates are never hidden one by one, for old
 * records have none in any source.
 */
export function equalKnowledge(lists: readonly (readonly Track[])[], seed: number): EqualKnowledge {
  const random = createRandom(seed);
  const withheld = unequallyKnown(lists, WITHHELD_DIFFERENCE);
  let equal = lists.map((tracks) => tracks.map((track) => withhold(track, withheld)));
  for (const detail of TRACK_DETAILS) {
    if (detail === 'release_day' || withheld.includes(detail)) continue;
    const shares = equal.filter(({ length }) => length > 0).map((tracks) => shareKnown(tracks, detail));
    const least = Math.min(...shares);
    equal = equal.map((tracks) => hideSome(tracks, detail, least, random));
  }
  return { lists: equal, withheld };
}

function shareKnown(tracks: readonly Track[], detail: TrackDetail): number {
  return tracks.filter((track) => isDetailKnown(track, detail)).length / tracks.length;
}

/** Hides the detail of tracks drawn at random, until so large a share is left. */
function hideSome(tracks: readonly Track[], detail: TrackDetail, share: number, random: Random): Track[] {
  const known = tracks.flatMap((track, index) => (isDetailKnown(track, detail) ? [index] : []));
  const surplus = known.length - Math.round(share * tracks.length);
  const hidden = new Set(
    shuffledIndices(known.length, random)
      .slice(0, Math.max(0, surplus))
      .map((position) => known[position]),
  );
  return tracks.map((track, index) => (hidden.has(index) ? withhold(track, [detail]) : track));
}
