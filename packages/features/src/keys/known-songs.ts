import type { Track } from '../track.ts';
import { songKey } from './song-key.ts';

/** What identifies a song. */
type Identity = Pick<Track, 'id' | 'name' | 'artistName' | 'isrc'>;

/**
 * Songs, each under any of its ids. A track is one of them if it has the id or the ISRC of one, or its
 * {@link songKey}.
 */
export class KnownSongs {
  readonly #keys = new Set<string>();

  add(track: Identity): void {
    for (const key of keysOf(track)) this.#keys.add(key);
  }

  addAll(tracks: Iterable<Identity>): void {
    for (const track of tracks) this.add(track);
  }

  has(track: Identity): boolean {
    return keysOf(track).some((key) => this.#keys.has(key));
  }
}

function keysOf(track: Identity): string[] {
  return [
    `id ${track.id}`,
    ...(track.isrc === undefined ? [] : [`isrc ${track.isrc}`]),
    ...(track.artistName === null ? [] : [`song ${songKey(track)}`]),
  ];
}
