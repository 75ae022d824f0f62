import type { Verdict } from '../../history/listening-history.ts';
import type { SongIndex } from '../songs/song-index.ts';
import { COMPLETE, NEUTRAL, type PlayLog, UNTIMED } from './play-log.ts';
import type { SongListening } from './score-by-plays.ts';
import { stretchesOf } from './stretches.ts';

/** A song of a history: what was heard of it. */
export interface HeardSong extends SongListening {
  readonly song: number;
  /** Seconds since 1970 of the first play in which it was heard; `null` without one. */
  readonly firstPlay: number | null;
  /** Plays in a loop of the song alone, which do not count beyond the first few; 0 for most. */
  readonly looped: number;
}

/** Everything a history says, song by song, in the order in which songs first appear. */
export interface PlaySummary {
  readonly songs: readonly HeardSong[];
  /** How each play of the log went. */
  readonly verdicts: readonly Verdict[];
  /** Plays in which a song was heard. */
  readonly plays: number;
  readonly skips: number;
  /** Plays that ended soon after the start, for no reason of the listener's. */
  readonly undecided: number;
  readonly msPlayed: number;
  /** Seconds since 1970 of the first and last play in which a song was heard; `null` without one. */
  readonly from: number | null;
  readonly to: number | null;
}

export interface SummariseOptions {
  readonly halfLifeDays: number;
  /** Seconds since 1970 from which ages are counted; `null` = the last play. */
  readonly now: number | null;
  /** So long a play counts as heard, whatever the length of the song. */
  readonly minimumPlayMs: number;
  /** Whether each play of a loop counts like any other. */
  readonly countLoops: boolean;
}

/** A song that follows itself so often is in a loop, of which the first few plays count. */
const LOOP_PLAYS = 15;
const COUNTED_OF_LOOP = 3;

const secondsPerDay = 86_400;
/** A song whose length no play shows is taken to be at least this long. */
const usualLengthMs = 180_000;

/** What the plays say of each song: how often and how much of it was heard, and how often it was left soon after the start. */
export function summarisePlays(log: PlayLog, index: SongIndex, options: SummariseOptions): PlaySummary {
  const grouped = groupBySong(log, index);
  const verdicts = new Array<Verdict>(log.length);
  const lengths = grouped.map(([song, plays]) => {
    const known = index.track(song).durationMs ?? findLength(log, plays);
    for (const play of plays) verdicts[play] = judge(log, play, known, options.minimumPlayMs);
    return known;
  });
  const total = { plays: 0, skips: 0, undecided: 0, msPlayed: 0 };
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let play = 0; play < log.length; play++) {
    if (verdicts[play] !== 'heard') {
      total[verdicts[play] === 'skipped' ? 'skips' : 'undecided']++;
      continue;
    }
    total.plays++;
    total.msPlayed += log.msPlayed[play] as number;
    from = Math.min(from, log.times[play] as number);
    to = Math.max(to, log.times[play] as number);
  }
  const origin = options.now ?? to;
  const halfLife = options.halfLifeDays * secondsPerDay;
  const songs = grouped.map(([song, plays], at) =>
    summariseSong(log, song, plays, verdicts, {
      lengthMs: lengths[at] ?? null,
      halfLife,
      origin,
      countLoops: options.countLoops,
    }),
  );
  return {
    songs,
    verdicts,
    ...total,
    from: total.plays === 0 ? null : from,
    to: total.plays === 0 ? null : to,
  };
}

/** Positions in the log of the plays of each song. */
function groupBySong(log: PlayLog, index: SongIndex): [song: number, plays: Int32Array][] {
  const counts = new Int32Array(index.size);
  const order: number[] = [];
  for (let play = 0; play < log.length; play++) {
    const song = index.find(log.songs[play] as number);
    if (counts[song] === 0) {
      order.push(song);
    }
    counts[song] = (counts[song] as number) + 1;
  }
  const groups = new Map(order.map((song) => [song, new Int32Array(counts[song] as number)]));
  for (let play = log.length - 1; play >= 0; play--) {
    const song = index.find(log.songs[play] as number);
    counts[song] = (counts[song] as number) - 1;
    (groups.get(song) as Int32Array)[counts[song] as number] = play;
  }
  return [...groups];
}

/** A play is heard if it was long enough, or went to the end, or to the middle of a short song. */
function judge(log: PlayLog, play: number, lengthMs: number | null, minimumPlayMs: number): Verdict {
  const flags = log.flags[play] as number;
  const msPlayed = log.msPlayed[play] as number;
  const half = lengthMs === null ? Number.POSITIVE_INFINITY : lengthMs / 2;
  if ((flags & (COMPLETE | UNTIMED)) !== 0 || msPlayed >= Math.min(minimumPlayMs, half)) return 'heard';
  return (flags & NEUTRAL) !== 0 ? 'undecided' : 'skipped';
}

function summariseSong(
  log: PlayLog,
  song: number,
  positions: Int32Array,
  verdicts: readonly Verdict[],
  options: {
    readonly lengthMs: number | null;
    readonly halfLife: number;
    readonly origin: number;
    readonly countLoops: boolean;
  },
): HeardSong {
  const { lengthMs, halfLife, origin, countLoops } = options;
  let firstPlay: number | null = null;
  const sums = { plays: 0, recentPlays: 0, skips: 0, recentSkips: 0, msPlayed: 0 };
  const yardstick =
    lengthMs ?? positions.reduce((most, play) => Math.max(most, log.msPlayed[play] as number), usualLengthMs);
  const looped = countLoops ? none : playsInLoops(log, positions, verdicts, yardstick);
  for (const play of positions) {
    const msPlayed = log.msPlayed[play] as number;
    // A play after `now` is as fresh as can be.
    const weight = 2 ** (-Math.max(0, origin - (log.times[play] as number)) / halfLife);
    sums.msPlayed += msPlayed;
    if (looped.has(play)) continue;
    if (verdicts[play] === 'heard') {
      const isUntimed = ((log.flags[play] as number) & UNTIMED) !== 0;
      sums.plays++;
      firstPlay = Math.min(firstPlay ?? Number.POSITIVE_INFINITY, log.times[play] as number);
      sums.recentPlays += weight * (isUntimed ? 1 : Math.min(1, msPlayed / yardstick));
    } else if (verdicts[play] === 'skipped') {
      sums.skips++;
      sums.recentSkips += weight;
    }
  }
  return { song, firstPlay, looped: looped.size, ...sums };
}

const none: ReadonlySet<number> = new Set();
/** Between two plays of a loop; account data gives whole minutes. */
const loopPauseS = 120;

/** The plays of a song that follow at least two others of it without anything between, where it goes round fifteen times or more. */
function playsInLoops(
  log: PlayLog,
  positions: Int32Array,
  verdicts: readonly Verdict[],
  lengthMs: number,
): ReadonlySet<number> {
  if (positions.length < LOOP_PLAYS) return none;
  const timeOf = (play: number): number => log.times[play] as number;
  const heard = Array.from(positions)
    .filter((play) => verdicts[play] === 'heard')
    .sort((left, right) => timeOf(left) - timeOf(right));
  const longest = lengthMs / 1000 + loopPauseS;
  const loops = stretchesOf(heard.map(timeOf), (pause) => pause <= longest).filter(
    ({ start, end }) => end - start >= LOOP_PLAYS,
  );
  return new Set(loops.flatMap(({ start, end }) => heard.slice(start + COUNTED_OF_LOOP, end)));
}

/**
 * The length of a song as its plays show it: the time that plays to the end have in common; without such plays, a time of at least 30 s that occurs twice.
 * `null` if they show none. It serves to judge plays and never becomes a feature: only songs that were heard to the end have one.
 */
function findLength(log: PlayLog, positions: Int32Array): number | null {
  const complete: number[] = [];
  const long: number[] = [];
  for (const play of positions) {
    const msPlayed = log.msPlayed[play] as number;
    if (((log.flags[play] as number) & COMPLETE) !== 0) complete.push(msPlayed);
    else if (msPlayed >= 30_000) long.push(msPlayed);
  }
  return commonTime(complete, 1) ?? commonTime(long, 2);
}

/** Players do not stop to the millisecond. */
const sameTimeMs = 1500;

/** The longest of the times around which most lie, within {@link sameTimeMs}; `null` if no so many do. */
function commonTime(times: readonly number[], least: number): number | null {
  const sorted = [...times].sort((left, right) => left - right);
  let best: number | null = null;
  let bestCount = least;
  let start = 0;
  for (const [end, time] of sorted.entries()) {
    while (time - (sorted[start] as number) > sameTimeMs) start++;
    if (time > 0 && end - start + 1 >= bestCount) {
      best = time;
      bestCount = end - start + 1;
    }
  }
  return best;
}
