/** The play counts: it was long enough, or the song was heard to its end. */
export const COUNTS = 1;
/** The listener went on to something else before the play was long enough. */
export const SKIPPED = 2;
/** The song was heard to its end, so that the time played is its length. */
export const COMPLETE = 4;

/** Plays in columns, a few bytes each, so that a million of them fit in memory. */
export class PlayLog {
  length = 0;
  /** Song numbers. */
  songs: Int32Array = new Int32Array(1024);
  /** End of the play in seconds since 1970. */
  times: Float64Array = new Float64Array(1024);
  msPlayed: Int32Array = new Int32Array(1024);
  /** Sum of {@link COUNTS}, {@link SKIPPED} and {@link COMPLETE}. */
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

/** A set of plays, each known by its song, a time and the milliseconds played; an open-addressing hash table over columns. */
export class PlaySet {
  private count = 0;
  private songs = new Int32Array(1024);
  private times = new Float64Array(1024);
  private msPlayed = new Int32Array(1024);
  /** Position of the entry plus 1; 0 = free. */
  private slots = new Int32Array(4096);

  /** Adds the play; false if it is there already. */
  add(song: number, time: number, msPlayed: number): boolean {
    const slot = this.findSlot(song, time, msPlayed);
    if (this.slots[slot] !== 0) {
      return false;
    }
    if (this.count === this.songs.length) {
      this.grow();
      return this.add(song, time, msPlayed);
    }
    this.songs[this.count] = song;
    this.times[this.count] = time;
    this.msPlayed[this.count] = msPlayed;
    this.count++;
    this.slots[slot] = this.count;
    return true;
  }

  private findSlot(song: number, time: number, msPlayed: number): number {
    const mask = this.slots.length - 1;
    let hash =
      Math.imul(song, 0x9e3779b1) ^ Math.imul(time | 0, 0x85ebca6b) ^ Math.imul(msPlayed, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const entry = (this.slots[slot] as number) - 1;
      const same =
        this.songs[entry] === song && this.times[entry] === time && this.msPlayed[entry] === msPlayed;
      if (entry < 0 || same) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const { songs, times, msPlayed, count } = this;
    this.songs = new Int32Array(count * 2);
    this.times = new Float64Array(count * 2);
    this.msPlayed = new Int32Array(count * 2);
    this.slots = new Int32Array(count * 8);
    this.count = 0;
    for (let entry = 0; entry < count; entry++) {
      this.add(songs[entry] as number, times[entry] as number, msPlayed[entry] as number);
    }
  }
}
