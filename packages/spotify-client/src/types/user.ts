import type { ExternalUrls, Followers, Image, Open } from './common.ts';

/** The signed-in person. */
export interface CurrentUser {
  readonly id: string;
  /** Stable and pseudonymous, since May 2026: the key to store things under. */
  readonly account_id?: string;
  readonly display_name?: string | null;
  readonly images?: readonly Image[] | null;
  readonly type?: Open<'user'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
  /** Extended mode, with the scope `user-read-private`. */
  readonly country?: string;
  /** Extended mode, with the scope `user-read-private`. */
  readonly product?: Open<'premium' | 'free' | 'open'>;
  /** Extended mode, with the scope `user-read-private`. */
  readonly explicit_content?: { readonly filter_enabled?: boolean; readonly filter_locked?: boolean };
  /** Extended mode, with the scope `user-read-email`; not verified by Spotify. */
  readonly email?: string;
  /** Extended mode. */
  readonly followers?: Followers;
}

/** Somebody, as named by a playlist. */
export interface PlaylistUser {
  /** Can be empty. */
  readonly id?: string;
  readonly display_name?: string | null;
  readonly type?: Open<'user'>;
  readonly uri?: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
}
