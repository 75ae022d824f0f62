import { songKey } from '../../keys/song-key.ts';
import type { Track } from '../../track.ts';
import { toTrackId } from '../../track-values.ts';

/** The id of a track of which only names are known. */
export function idFromNames(artistName: string | null, name: string): string {
  return `name:${songKey({ name, artistName }).replace('\n', ':')}`;
}

/**
 * Both tracks as one: the Spotify id of the first that has one, and of each feature the first that is known.
 */
export function mergeTracks(first: Track, second: Track): Track {
  const isrc = first.isrc ?? second.isrc;
  return {
    id: toTrackId(first.id) === null && toTrackId(second.id) !== null ? second.id : first.id,
    name: first.name === '' ? second.name : first.name,
    albumName: first.albumName ?? second.albumName,
    artistName: first.artistName ?? second.artistName,
    releaseDate: first.releaseDate ?? second.releaseDate,
    durationMs: first.durationMs ?? second.durationMs,
    explicit: first.explicit ?? second.explicit,
    popularity: first.popularity ?? second.popularity,
    albumType: first.albumType ?? second.albumType,
    ...(isrc === undefined ? {} : { isrc }),
  };
}

/**
 * Songs, each known by any number of tracks. Tracks are one song if they have the same id, or the same ISRC, or the same
 * {@link songKey} unless their ISRCs differ.
 */
export class SongIndex {
  private readonly byId = new Map<string, number>();
  private readonly byIsrc = new Map<string, number>();
  private readonly byNames = new Map<string, number>();
  private readonly tracks: Track[] = [];
  /** The song that a song was joined to, or itself. */
  private readonly parents: number[] = [];

  /** How many numbers have been given out. */
  get size(): number {
    return this.tracks.length;
  }

  /** The number of the song that the track is. Ask {@link find} for it again later: songs can turn out to be one. */
  add(track: Track): number {
    const names = track.name === '' || track.artistName === null ? null : songKey(track);
    const matches = [
      this.byId.get(track.id),
      track.isrc === undefined ? undefined : this.byIsrc.get(track.isrc),
      this.matchByNames(names, track.isrc),
    ].filter((match) => match !== undefined);
    let song = matches[0] === undefined ? this.create(track) : this.find(matches[0]);
    for (const match of matches.slice(1)) {
      song = this.join(song, this.find(match));
    }
    this.tracks[song] = mergeTracks(this.track(song), track);
    this.byId.set(track.id, song);
    if (track.isrc !== undefined) {
      this.byIsrc.set(track.isrc, song);
    }
    if (names !== null && !this.byNames.has(names)) {
      this.byNames.set(names, song);
    }
    return song;
  }

  /** The number that stands for the song now. */
  find(song: number): number {
    let root = song;
    while (this.parents[root] !== root) {
      root = this.parents[root] as number;
    }
    let passed = song;
    while (this.parents[passed] !== root) {
      const next = this.parents[passed] as number;
      this.parents[passed] = root;
      passed = next;
    }
    return root;
  }

  /** Everything known of the song. */
  track(song: number): Track {
    return this.tracks[this.find(song)] as Track;
  }

  private create(track: Track): number {
    this.tracks.push(track);
    return this.parents.push(this.parents.length) - 1;
  }

  private matchByNames(names: string | null, isrc: string | undefined): number | undefined {
    const match = names === null ? undefined : this.byNames.get(names);
    const known = match === undefined ? undefined : this.track(match).isrc;
    return isrc !== undefined && known !== undefined && known !== isrc ? undefined : match;
  }

  private join(first: number, second: number): number {
    const [kept, joined] = first < second ? [first, second] : [second, first];
    if (kept !== joined) {
      this.tracks[kept] = mergeTracks(this.tracks[kept] as Track, this.tracks[joined] as Track);
      this.parents[joined] = kept;
    }
    return kept;
  }
}
