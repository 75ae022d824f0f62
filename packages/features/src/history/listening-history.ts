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
  /** Day (UTC) on which it was first left soon after the start; `null` if it never was. */
  readonly firstSkipped: string | null;
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

/** Plays, made when they are asked for. */
export interface HistoryPlays {
  readonly length: number;
  at(play: number): HistoryPlay;
}

/** One play of a history. */
interface HistoryPlay {
  readonly song: number;
  /** Its end, in seconds since 1970. */
  readonly time: number;
  readonly msPlayed: number;
  readonly verdict: Verdict;
}

const secondsPerDay = 86_400;

interface DayCount {
  readonly month: number;
  readonly plays: number;
  readonly msPlayed: number;
}

interface Sums {
  plays: number;
  skips: number;
  msPlayed: number;
  first: number;
  last: number;
  firstSkip: number;
}

/**
 * The history of these plays and lists.
 *
 * @param songs - Numbers of the songs, in the order of the history; plays of others do not count.
 * @param sets - Numbers of the songs that stand in a list, and of those that are disliked.
 */
export function createHistory(
  songs: readonly number[],
  plays: HistoryPlays,
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
    firstSkip: Number.POSITIVE_INFINITY,
  }));
  const days = new Map<number, DayCount>();
  const msByHour = new Array<number>(24).fill(0);
  const heard = new Float64Array(plays.length);
  let heardCount = 0;
  for (let play = 0; play < plays.length; play++) {
    const { song, time, msPlayed, verdict } = plays.at(play);
    const at = position.get(song);
    if (at === undefined) continue;
    addTo(sums[at] as Sums, time, msPlayed, verdict);
    if (verdict !== 'heard') continue;
    const day = Math.floor(time / secondsPerDay);
    const ofDay = days.get(day) ?? { month: monthOf(day), plays: 0, msPlayed: 0 };
    days.set(day, { ...ofDay, plays: ofDay.plays + 1, msPlayed: ofDay.msPlayed + msPlayed });
    const hour = Math.floor((time - day * secondsPerDay) / 3600);
    msByHour[hour] = (msByHour[hour] as number) + msPlayed;
    heard[heardCount++] = ofDay.month * songs.length + at;
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
    days: Array.from(days)
      .sort(([left], [right]) => left - right)
      .map(([day, { plays, msPlayed }]) => ({ day: dayOf(day * secondsPerDay) as string, plays, msPlayed })),
    msByHour,
    months: countByMonth(heard.subarray(0, heardCount).sort(), songs.length),
  };
}

/** The history that was saved as JSON. @throws {@link InvalidArtifactError} if it is something else. */
export function historyFromJSON(json: unknown): ListeningHistory {
  return checkArtifact(json, 'ssrm-history', 1) as unknown as ListeningHistory;
}

function addTo(sums: Sums, time: number, msPlayed: number, verdict: Verdict): void {
  sums.msPlayed += msPlayed;
  if (verdict === 'skipped') {
    sums.skips++;
    sums.firstSkip = Math.min(sums.firstSkip, time);
  }
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
  const { plays, skips, msPlayed, first, last, firstSkip } = sums;
  const days = { firstHeard: dayOf(first), lastHeard: dayOf(last), firstSkipped: dayOf(firstSkip) };
  return { id, name, artistName, albumName, plays, skips, msPlayed, ...days, ...marks };
}

function dayOf(seconds: number): string | null {
  return Number.isFinite(seconds) ? new Date(seconds * 1000).toISOString().slice(0, 10) : null;
}

/** Months since the year 0 of a day counted from 1970. */
function monthOf(day: number): number {
  const date = new Date(day * secondsPerDay * 1000);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}

/**
 * How often each song was heard in each month. Sorted rather than counted in maps, which would take several times the memory.
 *
 * @param heard - month · songs + song of each play, ascending.
 */
function countByMonth(heard: Float64Array, songCount: number): ListeningHistory['months'] {
  const months: { month: string; plays: [song: number, plays: number][] }[] = [];
  let before = Number.NaN;
  for (const key of heard) {
    const [month, song] = [Math.floor(key / songCount), key % songCount];
    if (month !== Math.floor(before / songCount)) months.push({ month: nameOfMonth(month), plays: [] });
    const { plays } = months.at(-1) as (typeof months)[number];
    const last = plays.at(-1);
    if (last === undefined || key !== before) plays.push([song, 1]);
    else last[1]++;
    before = key;
  }
  return months;
}

function nameOfMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
