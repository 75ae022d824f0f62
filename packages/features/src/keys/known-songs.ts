import type { Track } from '../track.ts';
import { artistKey } from './artist-key.ts';
import { songKey } from './song-key.ts';

/** What identifies a song. */
type Identity = Pick<Track, 'id' | 'name' | 'artistName' | 'isrc'>;

/**
 * Songs, each under any of its ids. A track is one of them if it has the id or the ISRC of one, or its
 * {@link songKey}.
 */
export class KnownSongs {
  readonly #keys = new Set<string>();
  readonly #artists = new Set<string>();

  add(track: Identity): void {
    for (const key of keysOf(track)) this.#keys.add(key);
    if (track.artistName !== null) this.#artists.add(artistKey(track.artistName));
  }

  addAll(tracks: Iterable<Identity>): void {
    for (const track of tracks) this.add(track);
  }

  has(track: Identity): boolean {
    return keysOf(track).some((key) => this.#keys.has(key));
  }

  /** Whether one of the songs is by this artist. */
  hasArtist(artistName: string | null): boolean {
    return artistName !== null && this.#artists.has(artistKey(artistName));
  }
}

function keysOf(track: Identity): string[] {
  return [
    `id ${track.id}`,
    ...(track.isrc === undefined ? [] : [`isrc ${track.isrc}`]),
    ...(track.artistName === null ? [] : [`song ${songKey(track)}`]),
  ];
}
