import { artistKey, songKey } from '@ssrm/features';

interface CountedSong {
  readonly name: string;
  readonly artistName: string;
  readonly listeners: number;
}

/** By how many people each song of the world was heard. Keys are made of the songs of an artist once one is asked for: of most, none is. */
export class SongListeners {
  readonly #songs = new Map<string, CountedSong[]>();
  readonly #listeners = new Map<string, ReadonlyMap<string, number>>();

  constructor(songs: readonly CountedSong[]) {
    for (const song of songs) {
      const artist = artistKey(song.artistName);
      const known = this.#songs.get(artist);
      if (known === undefined) this.#songs.set(artist, [song]);
      else known.push(song);
    }
  }

  /** @param key - {@link songKey} of a song; `undefined` for one that the world does not have. */
  get(key: string): number | undefined {
    const artist = key.slice(0, key.indexOf('\n'));
    const known = this.#listeners.get(artist);
    if (known !== undefined) return known.get(key);
    const songs = this.#songs.get(artist);
    if (songs === undefined) return undefined;
    const listeners = new Map(songs.map((song) => [songKey(song), song.listeners]));
    this.#listeners.set(artist, listeners);
    return listeners.get(key);
  }
}
