import type { Page } from '../types/page.ts';
import type { Playlist, PlaylistItem, SimplifiedPlaylist } from '../types/playlist.ts';

/** A row of a playlist, under either name or both. */
type SentItem = Omit<PlaylistItem, 'item'> & Partial<Record<'item' | 'track', PlaylistItem['item']>>;
/** A playlist as Spotify sends it: its items under `items`, under the old name `tracks`, or both. */
export type Sent<Of extends { readonly items?: unknown }> = Of & { readonly tracks?: Of['items'] };

/** `track` as `item`. What `fields` left out stays out. */
function toPlaylistItem(row: SentItem | null): PlaylistItem | null {
  if (!row) return row;
  const { track, item = track, ...rest } = row;
  return item === undefined ? (rest as PlaylistItem) : { ...rest, item };
}

/** A page of rows, each with its `item`. */
export function toItemsPage(page: Page<SentItem>): Page<PlaylistItem> {
  const { items } = page;
  return (items ? { ...page, items: items.map(toPlaylistItem) } : page) as Page<PlaylistItem>;
}

/** `tracks` as `items`. */
function withItems<Of extends { readonly items?: unknown }>(playlist: Sent<Of>): Of {
  const { tracks, items = tracks, ...rest } = playlist;
  return (items ? { ...rest, items } : rest) as Of;
}

/** A whole playlist, with its first page of rows. */
export function toPlaylist(sent: Sent<Playlist>): Playlist {
  const playlist = withItems<Playlist>(sent);
  return playlist.items ? { ...playlist, items: toItemsPage(playlist.items) } : playlist;
}

/** A page of playlists. */
export function toPlaylistsPage(page: Page<Sent<SimplifiedPlaylist>>): Page<SimplifiedPlaylist> {
  return { ...page, items: page.items.map((row) => row && withItems<SimplifiedPlaylist>(row)) };
}
