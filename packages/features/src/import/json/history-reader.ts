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
 * Reads flat JSON objects that arrive in pieces, keeping no more than one: the elements of an array, also where it is wrapped in objects, of several arrays
 * one behind another, or of JSON Lines. A row that is not JSON, or too long, is passed over up to the next `}` that is followed by `,` and `{`, or by `]`.
 */
export class HistoryReader {
  private readonly row = new HistoryRow();
  private readonly handler: HistoryHandler;
  /** Begins with what is left of the pieces so far: the beginning of a row. */
  private buffer: Uint8Array = new Uint8Array(128 * 1024);
  private restLength = 0;
  private line = 1;
  /** Outside of an array; where a row or the end of the array may stand; behind a row; behind damage. */
  private state: 'outside' | 'row' | 'separator' | 'skip' = 'outside';
  /** Whether an array or a row was ever met. */
  private sawAny = false;
  /** JSON Lines: a row begins behind a line break. */
  private isLines = false;
  /** What the last bytes were while skipping: nothing, `}`, `}` and `,`, or a line break. */
  private skipped: 'nothing' | 'brace' | 'comma' | 'line' = 'nothing';

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
    if (this.state !== 'outside' || this.restLength > 0 || !this.sawAny) {
      this.handler.broken(this.line, 'the file ends here, in the middle of its JSON: it is cut off');
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
      } else if (byte === 123 && this.state !== 'separator') {
        const next =
          this.state === 'row' ? this.readObject(bytes, position) : this.readOutside(bytes, position);
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

  /** An object outside of an array: the wrapping of an array of rows, or a row of JSON Lines. */
  private readOutside(bytes: Uint8Array, start: number): number {
    const inside = findArrayOfObjects(bytes, start, bytes.length);
    if (inside > 0) {
      this.countLines(bytes, start, inside);
      this.state = 'row';
      this.sawAny = true;
      return inside;
    }
    if (inside === INCOMPLETE) return inside;
    const stop = this.row.read(bytes, start, bytes.length);
    if (stop === INCOMPLETE) return stop;
    this.isLines = true;
    this.sawAny = true;
    if (stop === MALFORMED) return this.readObject(bytes, start);
    if (this.row.isEmpty()) {
      this.line += this.row.lineBreaks;
      return stop;
    }
    this.readObject(bytes, start);
    this.state = 'outside';
    return stop;
  }

  /** Brackets, commas, and what should not be there. */
  private readBetween(bytes: Uint8Array, start: number): number {
    const byte = bytes[start] as number;
    if (this.state === 'outside') return this.readWrapping(bytes, start);
    if (byte === 93) {
      this.state = 'outside';
      return start + 1;
    }
    if (this.state === 'separator' && byte === 44) {
      this.state = 'row';
      return start + 1;
    }
    const stop = this.state === 'row' ? endOfValue(bytes, start, bytes.length) : MALFORMED;
    if (stop === INCOMPLETE) return stop;
    if (stop === MALFORMED) {
      this.handler.broken(this.line, 'is not valid JSON');
      return this.skip(bytes, start);
    }
    this.handler.broken(this.line, 'is not a JSON object');
    this.countLines(bytes, start, stop);
    this.state = 'separator';
    return stop;
  }

  /** What stands around arrays: brackets, commas and the rest of an object they are in. */
  private readWrapping(bytes: Uint8Array, start: number): number {
    const byte = bytes[start] as number;
    if (byte === 91) {
      this.state = 'row';
      this.sawAny = true;
      return start + 1;
    }
    if (byte === 44 || byte === 58 || byte === 125) return start + 1;
    const stop = endOfValue(bytes, start, bytes.length);
    if (stop !== MALFORMED) return stop;
    this.handler.broken(this.line, 'stands outside of the JSON');
    return bytes.length;
  }

  private countLines(bytes: Uint8Array, start: number, stop: number): void {
    for (let position = start; position < stop; position++) {
      this.line += Number(bytes[position] === 10);
    }
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
        if (byte === 10 && this.isLines) this.skipped = 'line';
      } else if (byte === 123 && this.skipped === 'line') {
        this.state = 'outside';
        return position;
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

/**
 * Position behind the `[` of the first array of objects in the object that begins at `start`, where it or an object in it holds one; 0 if it holds none.
 */
function findArrayOfObjects(bytes: Uint8Array, start: number, end: number): number {
  let position = start + 1;
  for (let depth = 1; depth > 0; ) {
    position = afterSpace(bytes, position, end);
    if (position >= end) return INCOMPLETE;
    const byte = bytes[position] as number;
    if (byte === 123 || byte === 125) {
      depth += byte === 123 ? 1 : -1;
      position++;
    } else if (byte === 44 || byte === 58) {
      position++;
    } else if (byte === 91) {
      const first = afterSpace(bytes, position + 1, end);
      if (first >= end) return INCOMPLETE;
      if (bytes[first] === 123) return position + 1;
      position = endOfValue(bytes, position, end);
    } else {
      position = endOfValue(bytes, position, end);
    }
    if (position < 0) return position === INCOMPLETE ? INCOMPLETE : 0;
  }
  return 0;
}

function afterSpace(bytes: Uint8Array, from: number, end: number): number {
  let position = from;
  while (position < end && isSpace(bytes[position] as number)) position++;
  return position;
}
