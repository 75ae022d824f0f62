/**
 * A set of plays, each known by its song, a time and the milliseconds played, where plays that lie close together in time are one; an open-addressing hash
 * table over columns. Times are put into intervals as long as plays may lie apart, so that only neighbouring intervals need to be looked into.
 */
export class PlaySet {
  private readonly apart: number;
  private count = 0;
  private songs = new Int32Array(1024);
  private times = new Uint32Array(1024);
  private msPlayed = new Int32Array(1024);
  private files = new Int32Array(1024);
  /** Position of the entry plus 1; 0 = free. */
  private slots = new Int32Array(2048);

  /** @param apart - So many units of time apart, plays of a song for the same milliseconds are one. */
  constructor(apart: number) {
    this.apart = apart;
  }

  /**
   * The file of a play that this one repeats; if there is none, the play is added, and the result is −1.
   *
   * @param time - Whole, 0 to 2³² − 1.
   */
  add(song: number, time: number, msPlayed: number, file: number): number {
    const interval = this.intervalOf(time);
    for (let step = -1; step <= 1; step++) {
      const entry = this.slots[this.findSlot(song, interval + step, msPlayed)] as number;
      if (entry !== 0 && Math.abs((this.times[entry - 1] as number) - time) <= this.apart) {
        return this.files[entry - 1] as number;
      }
    }
    this.insert(song, time, msPlayed, file);
    return -1;
  }

  private insert(song: number, time: number, msPlayed: number, file: number): void {
    if (this.count === this.songs.length) this.grow();
    const slot = this.findSlot(song, this.intervalOf(time), msPlayed);
    this.songs[this.count] = song;
    this.times[this.count] = time;
    this.msPlayed[this.count] = msPlayed;
    this.files[this.count] = file;
    this.count++;
    this.slots[slot] = this.count;
  }

  private intervalOf(time: number): number {
    return Math.floor(time / (this.apart + 1));
  }

  private findSlot(song: number, interval: number, msPlayed: number): number {
    const mask = this.slots.length - 1;
    let hash =
      Math.imul(song, 0x9e3779b1) ^ Math.imul(interval | 0, 0x85ebca6b) ^ Math.imul(msPlayed, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const entry = (this.slots[slot] as number) - 1;
      const same =
        this.songs[entry] === song &&
        this.msPlayed[entry] === msPlayed &&
        this.intervalOf(this.times[entry] as number) === interval;
      if (entry < 0 || same) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    const { songs, times, msPlayed, files, count } = this;
    this.songs = new Int32Array(count * 2);
    this.times = new Uint32Array(count * 2);
    this.msPlayed = new Int32Array(count * 2);
    this.files = new Int32Array(count * 2);
    this.slots = new Int32Array(count * 4);
    this.count = 0;
    for (let entry = 0; entry < count; entry++) {
      this.insert(
        songs[entry] as number,
        times[entry] as number,
        msPlayed[entry] as number,
        files[entry] as number,
      );
    }
  }
}
