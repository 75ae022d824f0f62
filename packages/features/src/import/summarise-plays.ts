import { COMPLETE, COUNTS, type PlayLog, SKIPPED } from './play-log.ts';
import type { SongListening } from './score-by-plays.ts';
import type { SongIndex } from './song-index.ts';

/** A song of a history: what was heard of it, and its length if the history shows it. */
interface HeardSong extends SongListening {
  readonly song: number;
  /** The commonest time of a play to the end; without such plays, a time of at least 30 s that occurs twice. */
  readonly lengthMs: number | null;
}

/** Everything a history says, song by song, in the order in which songs first appear. */
export interface PlaySummary {
  readonly songs: readonly HeardSong[];
  readonly plays: number;
  readonly msPlayed: number;
  /** Seconds since 1970 of the first and last play that counts; `null` without one. */
  readonly from: number | null;
  readonly to: number | null;
}

const secondsPerDay = 86_400;

/**
 * @param now - Seconds since 1970 from which ages are counted; `null` = the last play that counts.
 */
export function summarisePlays(
  log: PlayLog,
  index: SongIndex,
  halfLifeDays: number,
  now: number | null,
): PlaySummary {
  const grouped = groupBySong(log, index);
  const counted = { plays: 0, msPlayed: 0, from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  for (let play = 0; play < log.length; play++) {
    if (((log.flags[play] as number) & COUNTS) !== 0) {
      const time = log.times[play] as number;
      counted.plays++;
      counted.msPlayed += log.msPlayed[play] as number;
      counted.from = Math.min(counted.from, time);
      counted.to = Math.max(counted.to, time);
    }
  }
  const origin = now ?? counted.to;
  const songs = grouped.map(([song, plays]) =>
    summariseSong(log, song, plays, halfLifeDays * secondsPerDay, origin),
  );
  return {
    songs,
    plays: counted.plays,
    msPlayed: counted.msPlayed,
    from: counted.plays === 0 ? null : counted.from,
    to: counted.plays === 0 ? null : counted.to,
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

function summariseSong(
  log: PlayLog,
  song: number,
  positions: Int32Array,
  halfLife: number,
  origin: number,
): HeardSong {
  const lengthMs = findLength(log, positions);
  const sums = { plays: 0, recentPlays: 0, skips: 0, recentSkips: 0, msPlayed: 0 };
  for (const play of positions) {
    const flags = log.flags[play] as number;
    const msPlayed = log.msPlayed[play] as number;
    // A play after `now` is as fresh as can be.
    const weight = 2 ** (-Math.max(0, origin - (log.times[play] as number)) / halfLife);
    sums.msPlayed += msPlayed;
    if ((flags & COUNTS) !== 0) {
      sums.plays++;
      sums.recentPlays += weight * (lengthMs === null ? 1 : Math.min(1, msPlayed / lengthMs));
    }
    if ((flags & SKIPPED) !== 0) {
      sums.skips++;
      sums.recentSkips += weight;
    }
  }
  return { song, lengthMs, ...sums };
}

function findLength(log: PlayLog, positions: Int32Array): number | null {
  const complete = new Map<number, number>();
  const long = new Map<number, number>();
  for (const play of positions) {
    const flags = log.flags[play] as number;
    const msPlayed = log.msPlayed[play] as number;
    if ((flags & COMPLETE) !== 0) {
      complete.set(msPlayed, (complete.get(msPlayed) ?? 0) + 1);
    } else if ((flags & COUNTS) !== 0 && msPlayed >= 30_000) {
      long.set(msPlayed, (long.get(msPlayed) ?? 0) + 1);
    }
  }
  return commonest(complete, 1) ?? commonest(long, 2);
}

/** The value that occurs most often, the larger of equals; `null` if none occurs so often. */
function commonest(counts: ReadonlyMap<number, number>, least: number): number | null {
  let best: number | null = null;
  let bestCount = least;
  for (const [value, count] of counts) {
    if (value > 0 && (count > bestCount || (count === bestCount && value > (best ?? 0)))) {
      best = value;
      bestCount = count;
    }
  }
  return best;
}
