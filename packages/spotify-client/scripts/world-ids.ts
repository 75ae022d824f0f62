import type { World } from '../src/testing/index.ts';
import type { OperationIds } from './operations.ts';

/** Ids of the stand-in's world, for {@link operations}. */
export function worldIds({ tracks, albums, artists, shows, audiobooks, playlists }: World): OperationIds {
  return {
    track: tracks[0]?.id as string,
    album: albums[0]?.id as string,
    artist: artists[0]?.id as string,
    show: shows[0]?.id as string,
    episode: shows[0]?.parts[0]?.id as string,
    audiobook: audiobooks[0]?.id as string,
    chapter: audiobooks[0]?.parts[0]?.id as string,
    playlist: playlists[0]?.id as string,
    device: 'speaker0',
  };
}
