import type { DenseFeature, TextFeature } from '../track.ts';

/** What a file turned out to be. */
export type ImportFormat =
  | 'extended-history'
  | 'account-history'
  | 'spotify-json'
  | 'csv'
  | 'dataset-csv'
  | 'zip'
  | 'other';

/** Rows of a file that were not used, for one reason. */
export interface SetAsideGroup {
  readonly file: string;
  readonly reason: string;
  readonly count: number;
  /** Line of each row, counted from 1, ascending. `file:line` is where to look. */
  readonly lines: readonly number[];
}

/** What was made of one file; in an archive, of each of its files. Every row is kept or set aside. */
export interface FileReport {
  readonly file: string;
  readonly format: ImportFormat;
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsSetAside: number;
  /** Why nothing, or not everything, of the file could be read. */
  readonly note?: string;
}

/** What an import found. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly setAside: readonly SetAsideGroup[];
  readonly rowsRead: number;
  readonly rowsKept: number;
  readonly rowsSetAside: number;
  /** The listening history, where there was one. */
  readonly listening?: {
    /** Plays that count. */
    readonly plays: number;
    readonly hours: number;
    /** First and last play that counts, ISO 8601 in UTC; `null` if none does. */
    readonly from: string | null;
    readonly to: string | null;
  };
  readonly trackCount: number;
  readonly dislikeCount: number;
  readonly knownCount: number;
  /** For each feature the share of tracks in which it is missing, 0…1. */
  readonly missing: Readonly<Record<DenseFeature | TextFeature, number>>;
  /** How the scores came about, in a sentence. */
  readonly scoring: string;
}

/** Counts the rows of one file. */
export class FileTally {
  readonly file: string;
  readonly format: ImportFormat;
  note: string | undefined;
  read = 0;
  private readonly groups = new Map<string, number[]>();

  constructor(file: string, format: ImportFormat) {
    this.file = file;
    this.format = format;
  }

  setAside(line: number, reason: string): void {
    const lines = this.groups.get(reason);
    if (lines === undefined) {
      this.groups.set(reason, [line]);
    } else {
      lines.push(line);
    }
  }

  report(): FileReport {
    const rowsSetAside = this.setAsideGroups().reduce((sum, group) => sum + group.count, 0);
    return {
      file: this.file,
      format: this.format,
      rowsRead: this.read,
      rowsKept: this.read - rowsSetAside,
      rowsSetAside,
      ...(this.note === undefined ? {} : { note: this.note }),
    };
  }

  setAsideGroups(): SetAsideGroup[] {
    return Array.from(this.groups, ([reason, lines]) => ({
      file: this.file,
      reason,
      count: lines.length,
      lines: lines.sort((left, right) => left - right),
    }));
  }
}
