import { artistKey, foldText, type ScoredTrack } from '@ssrm/features';

/** An artist whom the person plays. */
export interface LikedArtist {
  readonly name: string;
  /** Sum of the scores of their songs. */
  readonly weight: number;
  /** Their song with the highest score. */
  readonly bestTrack: ScoredTrack;
  /** Folded names of their albums that the person has songs of. */
  readonly albums: ReadonlySet<string>;
}

/** The first artists of the songs, by the sum of their songs' scores, highest first. */
export function likedArtists(tracks: readonly ScoredTrack[]): LikedArtist[] {
  const byName = new Map<
    string,
    { name: string; weight: number; bestTrack: ScoredTrack; albums: Set<string> }
  >();
  for (const track of tracks) {
    if (track.artistName === null) continue;
    const key = artistKey(track.artistName);
    const artist = byName.get(key) ?? {
      name: track.artistName,
      weight: 0,
      bestTrack: track,
      albums: new Set(),
    };
    artist.weight += track.score;
    if (track.score > artist.bestTrack.score) artist.bestTrack = track;
    if (track.albumName !== null) artist.albums.add(foldText(track.albumName));
    byName.set(key, artist);
  }
  return [...byName.values()].sort((left, right) => right.weight - left.weight);
}
