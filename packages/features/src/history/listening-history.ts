import { checkArtifact } from '../artifact.ts';
import type { Track } from '../track.ts';

/** What a history says of one song. */
export interface HistorySong {
  readonly id: string;
  readonly name: string;
  readonly artistName: string | null;
  /** Only where the source gives it. */
  readonly albumName: string | null;
  /** How often it was heard. */
  readonly plays: number;
  /** How often it was left soon after the start. */
  readonly skips: number;
  readonly msPlayed: number;
  /** Days (UTC, `YYYY-MM-DD`) on which it was first and last heard; `null` if it never was. */
  readonly firstHeard: string | null;
  readonly lastHeard: string | null;
  /** It stands in a playlist or among the saved songs. */
  readonly isListed: boolean;
  /** It was banned, or skipped again and again. */
  readonly isDisliked: boolean;
}

/** When a person heard what, as counts: what a portrait and finds are made of. Plain JSON; times are UTC. */
export interface ListeningHistory {
  readonly kind: 'ssrm-history';
  readonly version: 1;
  /** Every song that occurs, in the order of the source. */
  readonly songs: readonly HistorySong[];
  /** Days on which anything was heard, in order. */
  readonly days: readonly { readonly day: string; readonly plays: number; readonly msPlayed: number }[];
  /** Milliseconds heard in each hour of the day, 0 to 23. */
  readonly msByHour: readonly number[];
  /** Months (`YYYY-MM`) in order, each with pairs of a song's position in `songs` and how often it was heard. */
  readonly months: readonly {
    readonly month: string;
    readonly plays: readonly (readonly [song: number, plays: number])[];
  }[];
}

/** How one play went. */
export type Verdict = 'heard' | 'skipped' | 'undecided';

/** One play of a history. */
export interface HistoryPlay {
  readonly song: number;
  /** Its end, in seconds since 1970. */
  readonly time: number;
  readonly msPlayed: number;
  readonly verdict: Verdict;
}

interface Sums {
  plays: number;
  skips: number;
  msPlayed: number;
  first: number;
  last: number;
}

/**
 * The history of these plays and lists.
 *
 * @param songs - Numbers of the songs, in the order of the history; plays of others do not count.
 * @param sets - Numbers of the songs that stand in a list, and of those that are disliked.
 */
export function createHistory(
  songs: readonly number[],
  plays: Iterable<HistoryPlay>,
  trackOf: (song: number) => Track,
  { listed, disliked }: { readonly listed: ReadonlySet<number>; readonly disliked: ReadonlySet<number> },
): ListeningHistory {
  const position = new Map(songs.map((song, at) => [song, at]));
  const sums: Sums[] = songs.map(() => ({
    plays: 0,
    skips: 0,
    msPlayed: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
  }));
  const days = new Map<string, { plays: number; msPlayed: number }>();
  const months = new Map<string, Map<number, number>>();
  const msByHour = new Array<number>(24).fill(0);
  for (const { song, time, msPlayed, verdict } of plays) {
    const at = position.get(song);
    if (at === undefined) continue;
    addTo(sums[at] as Sums, time, msPlayed, verdict);
    if (verdict !== 'heard') continue;
    const moment = new Date(time * 1000);
    const day = moment.toISOString().slice(0, 10);
    const ofDay = days.get(day) ?? { plays: 0, msPlayed: 0 };
    days.set(day, { plays: ofDay.plays + 1, msPlayed: ofDay.msPlayed + msPlayed });
    const ofMonth = months.get(day.slice(0, 7)) ?? new Map<number, number>();
    months.set(day.slice(0, 7), ofMonth.set(at, (ofMonth.get(at) ?? 0) + 1));
    msByHour[moment.getUTCHours()] = (msByHour[moment.getUTCHours()] ?? 0) + msPlayed;
  }
  return {
    kind: 'ssrm-history',
    version: 1,
    songs: songs.map((song, at) =>
      historySong(trackOf(song), sums[at] as Sums, {
        isListed: listed.has(song),
        isDisliked: disliked.has(song),
      }),
    ),
    days: inOrder(days).map(([day, ofDay]) => ({ day, ...ofDay })),
    msByHour,
    months: inOrder(months).map(([month, counts]) => ({ month, plays: Array.from(counts) })),
  };
}

/** The history that was saved as JSON. @throws {@link InvalidArtifactError} if it is something else. */
export function historyFromJSON(json: unknown): ListeningHistory {
  return checkArtifact(json, 'ssrm-history', 1) as unknown as ListeningHistory;
}

function addTo(sums: Sums, time: number, msPlayed: number, verdict: Verdict): void {
  sums.msPlayed += msPlayed;
  if (verdict === 'skipped') sums.skips++;
  if (verdict !== 'heard') return;
  sums.plays++;
  sums.first = Math.min(sums.first, time);
  sums.last = Math.max(sums.last, time);
}

function historySong(
  track: Track,
  sums: Sums,
  marks: Pick<HistorySong, 'isListed' | 'isDisliked'>,
): HistorySong {
  const { id, name, artistName, albumName } = track;
  const { plays, skips, msPlayed, first, last } = sums;
  const [firstHeard, lastHeard] = [first, last].map(dayOf) as [string | null, string | null];
  return { id, name, artistName, albumName, plays, skips, msPlayed, firstHeard, lastHeard, ...marks };
}

function dayOf(seconds: number): string | null {
  return Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString().slice(0, 10) : null;
}

function inOrder<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return Array.from(map).sort(([left], [right]) => (left < right ? -1 : 1));
}
