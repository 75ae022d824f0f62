import type { ExclusionRules } from './exclusions.ts';
import type { FileTally } from './import-report.ts';
import { PlayLog } from './plays/play-log.ts';
import type { SongList } from './songs/combine-lists.ts';
import { SongIndex } from './songs/song-index.ts';

/** A song as a history names it. */
export interface KnownSong {
  readonly song: number;
  /** Why it does not count, or `null`. */
  readonly excluded: string | null;
  readonly isNamed: boolean;
}

/** A list with how its order came about. */
export interface ReadList extends SongList {
  readonly basis: 'scores' | 'counts' | 'ranked' | 'assumed' | 'saved';
}

/** The songs, plays and lists of one import. */
export class ImportState {
  readonly exclusions: ExclusionRules;
  /** What the caller says of lists without ranks, counts or scores; `undefined` = nothing. */
  readonly ranking: 'ranked' | 'unranked' | undefined;
  readonly songs: SongIndex = new SongIndex();
  readonly plays: PlayLog = new PlayLog();
  readonly lists: ReadList[] = [];
  readonly banned: Set<number> = new Set();
  /** Keys of artists. */
  readonly bannedArtists: Set<string> = new Set();
  /** Songs of playlists that do not count. */
  readonly excluded: Set<number> = new Set();
  /** Songs that were started, if no more. */
  readonly stopped: Set<number> = new Set();
  /** Names of the playlists that were read. */
  readonly playlists: string[] = [];
  /** Songs by URI, or by artist and title. */
  readonly songByKey: Map<string, KnownSong> = new Map();
  /** Rows of songs that have had no name so far. */
  readonly nameless: { readonly song: number; readonly tally: FileTally; readonly line: number }[] = [];
  fileCount = 0;

  constructor(exclusions: ExclusionRules, ranking?: 'ranked' | 'unranked') {
    this.exclusions = exclusions;
    this.ranking = ranking;
  }
}
