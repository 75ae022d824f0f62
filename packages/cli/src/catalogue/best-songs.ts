import { songKey, type Track } from '@ssrm/features';

/** A song with its score. */
export interface ScoredSong {
  readonly track: Track;
  readonly score: number;
}

/** The best of any number of songs, each once. */
export class BestSongs {
  readonly #most: number;
  /** Best first. */
  readonly #songs: ScoredSong[] = [];
  readonly #keys = new Set<string>();

  constructor(most: number, songs: readonly ScoredSong[] = []) {
    this.#most = most;
    for (const { track, score } of songs) this.add(track, score);
  }

  /** Best first. */
  get songs(): readonly ScoredSong[] {
    return this.#songs;
  }

  /** Whether a song of this score would be among the best now. */
  wouldKeep(score: number): boolean {
    return this.#songs.length < this.#most || score > (this.#songs.at(-1)?.score ?? 0);
  }

  /** Adds a song, unless it is there: of the same song the first with the highest score stays. */
  add(track: Track, score: number): void {
    if (!this.wouldKeep(score)) return;
    const key = keyOf(track);
    if (this.#keys.has(key)) {
      const at = this.#songs.findIndex((song) => keyOf(song.track) === key);
      if ((this.#songs[at]?.score ?? 0) >= score) return;
      this.#songs.splice(at, 1);
    }
    this.#keys.add(key);
    this.#songs.splice(this.#placeOf(score), 0, { track, score });
    const last = this.#songs.length > this.#most ? this.#songs.pop() : undefined;
    if (last !== undefined) this.#keys.delete(keyOf(last.track));
  }

  /** Behind all that are as good. */
  #placeOf(score: number): number {
    let low = 0;
    let high = this.#songs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#songs[middle] as ScoredSong).score >= score) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function keyOf(track: Track): string {
  return track.artistName === null ? track.id || track.name : songKey(track);
}
