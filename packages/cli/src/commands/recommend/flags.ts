import type { FolderFlags, SpotifyFlags } from '../../options/groups.ts';

/** Flags of `ssrm recommend`. */
export interface RecommendFlags extends SpotifyFlags, FolderFlags {
  readonly limit: number;
  readonly discovery: number;
  readonly budget: number;
  readonly seed: number;
  readonly offline?: boolean;
  readonly from?: readonly string[];
  readonly rediscover?: boolean;
  readonly fromExport?: string;
  readonly excludeArtist?: readonly string[];
  readonly excludePlaylist?: readonly string[];
  readonly createPlaylist?: string;
}
