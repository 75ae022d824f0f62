/** The source says that the song was heard to its end, so that the time played is its length. */
export const COMPLETE = 1;
/** The play ended for a reason that says nothing about whether the listener liked it. */
export const NEUTRAL = 2;
/** The source does not say how long the song was heard; it only lists what was. */
export const UNTIMED = 4;

/** Plays in columns, a few bytes each, so that a million of them fit in memory. */
export class PlayLog {
  length = 0;
  /** Song numbers. */
  songs: Int32Array = new Int32Array(1024);
  /** End of the play in seconds since 1970. */
  times: Float64Array = new Float64Array(1024);
  /** 0 where the source does not say. */
  msPlayed: Int32Array = new Int32Array(1024);
  /** Sum of {@link COMPLETE}, {@link NEUTRAL} and {@link UNTIMED}. */
  flags: Uint8Array = new Uint8Array(1024);

  add(song: number, time: number, msPlayed: number, flags: number): void {
    if (this.length === this.songs.length) {
      this.grow();
    }
    this.songs[this.length] = song;
    this.times[this.length] = time;
    this.msPlayed[this.length] = msPlayed;
    this.flags[this.length] = flags;
    this.length++;
  }

  private grow(): void {
    const capacity = this.songs.length * 2;
    const songs = new Int32Array(capacity);
    const times = new Float64Array(capacity);
    const msPlayed = new Int32Array(capacity);
    const flags = new Uint8Array(capacity);
    songs.set(this.songs);
    times.set(this.times);
    msPlayed.set(this.msPlayed);
    flags.set(this.flags);
    Object.assign(this, { songs, times, msPlayed, flags });
  }
}
