import {
  type Listening,
  type ListeningHistory,
  type ScoredTrack,
  songKey,
  type Track,
  toTrack,
} from '@ssrm/features';

/** A song with the moment of its first play. */
export type DatedTrack = ScoredTrack & { readonly listening: Listening & { readonly firstPlay: number } };

const HALF_LIFE_MONTHS = 12;

/**
 * The songs that were heard by a moment, as a model would have known them then. Plays are those of the months before; without a history, or within the first
 * month, one: how often a song was played since is not to be known.
 *
 * @param moment - Seconds since 1970.
 */
export function heardBy(
  dated: readonly DatedTrack[],
  moment: number,
  history: ListeningHistory | undefined,
): ScoredTrack[] {
  const plays = history === undefined ? new Map<string, Plays>() : playsBefore(history, moment);
  return dated
    .filter(({ listening }) => listening.firstPlay <= moment)
    .map((track) => {
      const { firstPlay } = track.listening;
      const known = plays.get(songKey(track)) ?? { plays: 1, recentPlays: 1 };
      return { ...track, score: 1, listening: { ...known, skips: 0, firstPlay } };
    });
}

/** Songs that were first met after a moment, and always left soon after the start. */
export function skippedAfter({ songs }: ListeningHistory, moment: number): Track[] {
  const day = new Date(moment * 1000).toISOString().slice(0, 10);
  return songs
    .filter(({ plays, firstSkipped }) => plays === 0 && firstSkipped !== null && firstSkipped > day)
    .map(({ id, name, artistName }) => toTrack({ id, name, artistName }));
}

type Plays = Pick<Listening, 'plays' | 'recentPlays'>;

/** By song, the plays of the months that had ended, in all and each the less the longer ago. */
function playsBefore({ songs, months }: ListeningHistory, moment: number): Map<string, Plays> {
  const now = new Date(moment * 1000).toISOString().slice(0, 7);
  const sums = new Map<string, Plays>();
  for (const { month, plays } of months) {
    if (month >= now) break;
    const weight = 2 ** (-monthsBetween(month, now) / HALF_LIFE_MONTHS);
    for (const [at, count] of plays) {
      const song = songs[at];
      if (song === undefined) continue;
      const key = songKey(song);
      const sum = sums.get(key) ?? { plays: 0, recentPlays: 0 };
      sums.set(key, { plays: sum.plays + count, recentPlays: sum.recentPlays + weight * count });
    }
  }
  return sums;
}

function monthsBetween(from: string, to: string): number {
  const [years, months] = [
    Number(to.slice(0, 4)) - Number(from.slice(0, 4)),
    Number(to.slice(5)) - Number(from.slice(5)),
  ];
  return 12 * years + months;
}
