import type { Preset, Ranking } from '@ssrm/model';
import type { FolderFlags, SpotifyFlags } from '../../options/groups.ts';
import type { ExplainedPrediction } from '../../predictions/explained-predictions.ts';
import type { SongLists } from '../../songs/read-song-lists.ts';

/** Flags of `ssrm rank`. */
export interface RankFlags extends SpotifyFlags, FolderFlags {
  readonly top: number;
  readonly csv?: boolean;
  readonly uris?: boolean;
  readonly fromExport?: string;
  readonly modelPath?: string;
  readonly createPlaylist?: string;
  readonly catalogue?: string;
  readonly encoded?: string;
}

/** One of the best songs. */
export interface RankedSong extends ExplainedPrediction {
  /** One short sentence; may be empty. */
  readonly reason: string;
}

/** A ranking as it is shown: the best songs explained. */
export interface ShownRanking {
  readonly best: readonly RankedSong[];
  readonly ranking: Ranking;
  readonly rankedBy: Preset;
  readonly sources: SongLists['sources'];
}
