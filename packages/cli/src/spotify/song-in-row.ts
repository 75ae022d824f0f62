import { type Track, trackFromSpotify } from '@ssrm/features';
import type { PlaylistItem } from '@ssrm/spotify-client';

/** The song in a row of a playlist; `undefined` for an episode, or where it is gone. */
export function songInRow(row: PlaylistItem | null): Track | undefined {
  const item = row?.item;
  return item?.name && item.type !== 'episode' ? trackFromSpotify(item) : undefined;
}
