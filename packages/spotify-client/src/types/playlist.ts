import type { Episode, Track } from './catalogue.ts';
import type { ExternalUrls, Followers, Image, Open } from './common.ts';
import type { Page } from './page.ts';
import type { PlaylistUser } from './user.ts';

/** What can stand in a playlist or play: told apart by `type`. */
export type PlayableItem = (Track & { readonly type?: 'track' }) | (Episode & { readonly type: 'episode' });

export interface PlaylistItem {
  /** `null` in very old playlists. */
  readonly added_at?: string | null;
  readonly added_by?: PlaylistUser | null;
  readonly is_local?: boolean;
  /** `null` when it is no longer available. Spotify also sends this as `track`; here it is always `item`. */
  readonly item: PlayableItem | null;
}

export interface SimplifiedPlaylist {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
  readonly collaborative?: boolean;
  /** `null` when it is not on anybody's profile. */
  readonly public?: boolean | null;
  readonly owner?: PlaylistUser;
  readonly images?: readonly Image[] | null;
  readonly snapshot_id?: string;
  readonly type?: Open<'playlist'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
  /** How many items; development mode can leave it out. Spotify also sends this as `tracks`. */
  readonly items?: { readonly href?: string; readonly total?: number };
}

export interface Playlist extends Omit<SimplifiedPlaylist, 'items'> {
  readonly followers?: Followers;
  /** The first page, of up to 100; absent for other people's playlists in development mode. */
  readonly items?: Page<PlaylistItem>;
}

/** The version a playlist has after a change. */
export interface PlaylistSnapshot {
  readonly snapshot_id: string;
}
