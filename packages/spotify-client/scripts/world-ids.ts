import type { World } from '../src/testing/index.ts';
import type { LegacyIds } from './legacy-operations.ts';

/** Ids of the stand-in's world, for the operations. */
export function worldIds({
  tracks,
  albums,
  artists,
  shows,
  audiobooks,
  playlists,
  listeners,
}: World): LegacyIds {
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
    category: artists[0]?.style as string,
    user: listeners[0]?.id as string,
  };
}
