import type { DenseFeature, TextFeature } from '../track.ts';
import type { TrackDetail } from '../withhold.ts';

/** What a file turned out to be. */
export type ImportFormat =
  | 'extended-history'
  | 'account-history'
  | 'listenbrainz'
  | 'youtube-history'
  | 'apple-music'
  | 'json'
  | 'dataset-csv'
  | 'table'
  | 'other';

/**
 * Why rows were not used: `not-music` for podcasts, audiobooks, videos and rows without a name; `stopped` for plays of less than 3 s; `repeated` for what was
 * read before; `excluded` for what the listener excludes; `unusable` for what cannot be read.
 */
export type SetAsideKind = 'not-music' | 'stopped' | 'repeated' | 'excluded' | 'unusable';

/** Rows of a file that were not used, for one reason. */
export interface SetAsideGroup {
  readonly file: string;
  readonly kind: SetAsideKind;
  readonly reason: string;
  readonly count: number;
  /** Line of each row, counted from 1, ascending. `file:line` is where to look. */
  readonly lines: readonly number[];
}

/** What was made of one file; in an archive, of each of its files. Every row is kept or set aside. */
export interface FileReport {
  readonly file: string;
  readonly format: ImportFormat;
  /** What it is, in words. */
  readonly what: string;
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsSetAside: number;
  /** Why nothing, or not everything, of the file could be read, or how it was read. */
  readonly note?: string;
  /** True if the file cannot be used, or only a part of it, although it seems to be listening. */
  readonly isDamaged: boolean;
}

/**
 * What says nothing of the listener's taste and was left out of it: noise and music to `sleep` by, `children`'s songs, `spoken` words, and plays in `loops`
 * of one song.
 */
export interface NotTaste {
  readonly kind: 'sleep' | 'children' | 'spoken' | 'loops';
  readonly songCount: number;
  /** Plays that do not count. */
  readonly plays: number;
  /** The artists played most, three at most; of loops the songs. */
  readonly names: readonly string[];
}

/** Numbers of rows; the others were kept. */
export type SetAsideCounts = Readonly<Record<SetAsideKind, number>>;

/** What an import found. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly setAside: readonly SetAsideGroup[];
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsSetAside: number;
  readonly setAsideCounts: SetAsideCounts;
  /** The listening history, where there was one. */
  readonly listening?: {
    /** Plays in which a song was heard. */
    readonly plays: number;
    /** Plays that were left soon after the start; these rows are kept, as evidence. */
    readonly skips: number;
    readonly hours: number;
    /** First and last play in which a song was heard, ISO 8601 in UTC; `null` without one. */
    readonly from: string | null;
    readonly to: string | null;
  };
  readonly trackCount: number;
  readonly dislikeCount: number;
  readonly knownCount: number;
  /** For each feature the share of tracks in which it is missing, 0…1. */
  readonly missing: Readonly<Record<DenseFeature | TextFeature, number>>;
  /** Features that the files have for some songs only, for a reason that depends on how they were listened to, and that are therefore left out for all. */
  readonly withheld: readonly TrackDetail[];
  /** What was left out of the taste unasked, kind by kind. */
  readonly notTaste: readonly NotTaste[];
  /** How the scores came about, in a sentence. */
  readonly scoring: string;
  /** Whether the order of the songs is `known`, was `assumed` from that of the rows, or there is `none`: all scores are equal. */
  readonly ranking: 'known' | 'assumed' | 'none';
}

/** Counts the rows of one file. */
export class FileTally {
  readonly file: string;
  readonly format: ImportFormat;
  readonly what: string;
  private readonly notes: string[] = [];
  private readonly groups = new Map<string, { readonly kind: SetAsideKind; readonly lines: number[] }>();
  isDamaged = false;
  read = 0;

  constructor(file: string, format: ImportFormat, what: string) {
    this.file = file;
    this.format = format;
    this.what = what;
  }

  /** Says something of the file as a whole. */
  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  setAside(line: number, kind: SetAsideKind, reason: string): void {
    const group = this.groups.get(reason);
    if (group === undefined) {
      this.groups.set(reason, { kind, lines: [line] });
    } else {
      group.lines.push(line);
    }
  }

  report(): FileReport {
    const rowsSetAside = this.setAsideGroups().reduce((sum, group) => sum + group.count, 0);
    return {
      file: this.file,
      format: this.format,
      what: this.what,
      rowsRead: this.read,
      rowsKept: this.read - rowsSetAside,
      rowsSetAside,
      ...(this.notes.length === 0 ? {} : { note: this.notes.join('; ') }),
      isDamaged: this.isDamaged,
    };
  }

  setAsideGroups(): SetAsideGroup[] {
    return Array.from(this.groups, ([reason, { kind, lines }]) => ({
      file: this.file,
      kind,
      reason,
      count: lines.length,
      lines: lines.sort((left, right) => left - right),
    }));
  }
}

/** How many rows were set aside for each kind of reason. */
export function countByKind(groups: readonly SetAsideGroup[]): SetAsideCounts {
  const counts = { 'not-music': 0, stopped: 0, repeated: 0, excluded: 0, unusable: 0 };
  for (const { kind, count } of groups) counts[kind] += count;
  return counts;
}
