import { HistoryRow } from './history-row.ts';
import { endOfValue, INCOMPLETE, isSpace, MALFORMED } from './json-bytes.ts';

/** What a reader of history files tells of what it meets. */
export interface HistoryHandler {
  /** A row was read; its values lie in `bytes`. */
  row(row: HistoryRow, bytes: Uint8Array, line: number): void;
  /** A row could not be read. */
  broken(line: number, reason: string): void;
}

/** The longest row that is read; Spotify's are below 2 kB. */
const longestRow = 1 << 20;

/**
 * Reads a JSON array of flat objects that arrives in pieces, keeping no more than one row. A row that is not JSON, or too long, is passed over
 * up to the next `}` that is followed by `,` and `{`, or by `]`.
 */
export class HistoryReader {
  private readonly row = new HistoryRow();
  private readonly handler: HistoryHandler;
  /** Begins with what is left of the pieces so far: the beginning of a row. */
  private buffer: Uint8Array = new Uint8Array(128 * 1024);
  private restLength = 0;
  private line = 1;
  private state: 'start' | 'row' | 'separator' | 'skip' | 'end' = 'start';
  /** What the last bytes were while skipping: nothing, `}`, or `}` and `,`. */
  private skipped: 'nothing' | 'brace' | 'comma' = 'nothing';

  constructor(handler: HistoryHandler) {
    this.handler = handler;
  }

  /** Reads the rows that end in these bytes. Pieces of 64 kB and more are read at full speed. */
  push(piece: Uint8Array): void {
    const needed = this.restLength + piece.length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(needed + needed / 4);
      larger.set(this.buffer.subarray(0, this.restLength));
      this.buffer = larger;
    }
    this.buffer.set(piece, this.restLength);
    const bytes = this.buffer.subarray(0, needed);
    let stop = this.readRows(bytes);
    if (needed - stop > longestRow) {
      this.handler.broken(this.line, `is longer than ${longestRow} bytes`);
      stop = this.skip(bytes, stop);
    }
    this.buffer.copyWithin(0, stop, needed);
    this.restLength = needed - stop;
  }

  /** To be called after the last piece. */
  finish(): void {
    if (this.state !== 'end') {
      this.handler.broken(this.line, 'the file ends here, before its closing bracket: it is cut off');
    }
  }

  /** Reads as many rows as are whole; the position where the next one begins. */
  private readRows(bytes: Uint8Array): number {
    let position = this.state === 'skip' ? this.skip(bytes, 0) : 0;
    while (position < bytes.length && this.state !== 'skip') {
      const byte = bytes[position] as number;
      if (isSpace(byte)) {
        this.line += Number(byte === 10);
        position++;
      } else if (this.state === 'row' && byte === 123) {
        const next = this.readObject(bytes, position);
        if (next === INCOMPLETE) {
          return position;
        }
        position = next;
      } else {
        const next = this.readBetween(bytes, position);
        if (next === INCOMPLETE) {
          return position;
        }
        position = next;
      }
    }
    return position;
  }

  private readObject(bytes: Uint8Array, start: number): number {
    const stop = this.row.read(bytes, start, bytes.length);
    if (stop === MALFORMED) {
      this.handler.broken(this.line, 'is not valid JSON');
      return this.skip(bytes, start);
    }
    if (stop !== INCOMPLETE) {
      this.handler.row(this.row, bytes, this.line);
      this.line += this.row.lineBreaks;
      this.state = 'separator';
    }
    return stop;
  }

  /** Brackets, commas, and what should not be there. */
  private readBetween(bytes: Uint8Array, start: number): number {
    const byte = bytes[start] as number;
    if (this.state === 'start' && byte === 91) {
      this.state = 'row';
      return start + 1;
    }
    if (this.state !== 'start' && this.state !== 'end' && byte === 93) {
      this.state = 'end';
      return start + 1;
    }
    if (this.state === 'separator' && byte === 44) {
      this.state = 'row';
      return start + 1;
    }
    const stop = this.state === 'row' ? endOfValue(bytes, start, bytes.length) : MALFORMED;
    if (stop === INCOMPLETE) {
      return stop;
    }
    if (this.state === 'end') {
      this.handler.broken(this.line, 'stands behind the end of the JSON');
      return bytes.length;
    }
    if (stop === MALFORMED) {
      this.handler.broken(this.line, 'is not valid JSON');
      return this.skip(bytes, start);
    }
    this.handler.broken(this.line, 'is not a JSON object');
    for (let position = start; position < stop; position++) {
      this.line += Number(bytes[position] === 10);
    }
    this.state = 'separator';
    return stop;
  }

  /** Passes over bytes up to where a row seems to begin, or the array to end. */
  private skip(bytes: Uint8Array, start: number): number {
    if (this.state !== 'skip') {
      this.state = 'skip';
      this.skipped = 'nothing';
    }
    for (let position = start; position < bytes.length; position++) {
      const byte = bytes[position] as number;
      if (isSpace(byte)) {
        this.line += Number(byte === 10);
      } else if (byte === 125) {
        this.skipped = 'brace';
      } else if (this.skipped === 'brace' && byte === 44) {
        this.skipped = 'comma';
      } else if (this.skipped === 'comma' && byte === 123) {
        this.state = 'row';
        return position;
      } else if (this.skipped === 'brace' && byte === 93) {
        this.state = 'separator';
        return position;
      } else {
        this.skipped = 'nothing';
      }
    }
    return bytes.length;
  }
}
