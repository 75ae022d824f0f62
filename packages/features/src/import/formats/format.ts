import type { FileSink } from '../file-sink.ts';
import type { FileHead } from '../files/file-head.ts';
import type { ImportFormat } from '../import-report.ts';

/** A file's content, in UTF-8 without byte order marks. */
export interface Content {
  readonly name: string;
  /** All of it, piece by piece, of at least 64 kB but for the last. */
  pieces(): AsyncIterable<Uint8Array>;
  /** All of it at once. @throws InvalidDataError if it is larger than may be held in memory. */
  bytes(): Promise<Uint8Array>;
  /** All of it as text; bytes that are no UTF-8 are taken for Windows-1252. @throws as `bytes`. */
  text(): Promise<string>;
}

/** A kind of file that listening is read from. */
export interface Format {
  readonly name: ImportFormat;
  /** What it is, in words, with an article. */
  readonly what: string;
  /** Whether a file that begins so is of this kind; formats further up in the list are asked first. */
  looksLike(head: FileHead): boolean;
  /** Tells the sink of every row. */
  read(content: Content, sink: FileSink): Promise<void>;
}

/** A kind of file that is known, but not read. */
export interface RefusedKind {
  /** What it is, in words, with an article. */
  readonly what: string;
  looksLike(head: FileHead): boolean;
  /** False for what formats are asked about first. Default true. */
  readonly isCertain?: false;
  /** What to do instead; absent for what has nothing to do with listening. */
  readonly advice?: string;
}
