import { PlaySet } from './play-set.ts';

/** When a play ended, and how long it took. */
export interface PlayTime {
  /** Seconds since 1970. */
  readonly time: number;
  /** Whether the time has no seconds. */
  readonly byMinute: boolean;
  /** `null` where the source does not say. */
  readonly msPlayed: number | null;
}

/** Two plays of a song for the same milliseconds that end so close together are one, written by two requests for the same data. */
const sameSeconds = 10;

/** The plays that were read, to tell those that come again. */
export class SeenPlays {
  /** By seconds, and by minutes: account data know no more. Long plays may be a minute apart there, where one file rounds and another cuts. */
  private readonly seconds = new PlaySet(sameSeconds);
  private readonly minutes = new PlaySet(0);
  private readonly longMinutes = new PlaySet(1);

  /** True for a play that another file has too, or this one twice; else it is one from now on. */
  has(song: number, { time, byMinute, msPlayed }: PlayTime, file: number): boolean {
    const ms = msPlayed ?? -1;
    const isLong = ms >= 120_000;
    const other = (isLong ? this.longMinutes : this.minutes).add(song, Math.floor(time / 60), ms, file);
    if (!byMinute) return this.seconds.add(song, Math.floor(time), ms, file) !== -1;
    // Within a minute a short song can be heard twice.
    return other !== -1 && (other !== file || ms >= 60_000 || ms < 0);
  }
}
