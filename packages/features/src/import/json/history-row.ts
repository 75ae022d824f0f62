import { endOfText, endOfValue, INCOMPLETE, isSpace, MALFORMED } from './json-bytes.ts';

/**
 * The keys that are read of a row of listening history, numbered. Every other value is skipped as bytes: `ip_addr`, `ip_addr_decrypted`, `username`,
 * `user_agent_decrypted`, `platform` and `conn_country` are never turned into a value, whatever they hold.
 */
export const HISTORY_KEYS = {
  ts: 0,
  ms_played: 1,
  master_metadata_track_name: 2,
  master_metadata_album_artist_name: 3,
  master_metadata_album_album_name: 4,
  spotify_track_uri: 5,
  episode_name: 6,
  spotify_episode_uri: 7,
  audiobook_title: 8,
  audiobook_uri: 9,
  reason_end: 10,
  skipped: 11,
  offline: 12,
  incognito_mode: 13,
  endTime: 14,
  msPlayed: 15,
  trackName: 16,
  artistName: 17,
  episodeName: 18,
} as const;

export type HistoryKey = keyof typeof HISTORY_KEYS;

const keyCount = 19;
const longestKey = 40;

/** Position of each key's value in the bytes of the row that was last read: behind its opening quote for a text. 0 = absent. */
export class HistoryRow {
  /** First byte of the value. */
  readonly start: Int32Array = new Int32Array(keyCount);
  /** Behind the last byte of the value. */
  readonly end: Int32Array = new Int32Array(keyCount);
  /** Line breaks inside the row. */
  lineBreaks = 0;
  private readonly keyBytes: readonly Uint8Array[];
  /** Numbers of the keys of each length, to compare few. */
  private readonly keysByLength: readonly (readonly number[])[];

  constructor() {
    const encoder = new TextEncoder();
    this.keyBytes = Object.keys(HISTORY_KEYS).map((key) => encoder.encode(key));
    this.keysByLength = Array.from({ length: longestKey }, (_, length) =>
      this.keyBytes.flatMap((bytes, index) => (bytes.length === length ? [index] : [])),
    );
  }

  /**
   * Reads the object that begins at `start` (its `{`).
   *
   * @returns The position behind its `}`, or {@link INCOMPLETE} or {@link MALFORMED}.
   */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.start.fill(0);
    this.lineBreaks = 0;
    let position = this.skipSpace(bytes, start + 1, end);
    if (position < end && bytes[position] === 125) {
      return position + 1;
    }
    while (position < end) {
      position = this.readMember(bytes, position, end);
      if (position < 0) {
        return position;
      }
      position = this.skipSpace(bytes, position, end);
      if (position >= end) {
        return INCOMPLETE;
      }
      const byte = bytes[position];
      if (byte === 125) {
        return position + 1;
      }
      if (byte !== 44) {
        return MALFORMED;
      }
      position = this.skipSpace(bytes, position + 1, end);
    }
    return INCOMPLETE;
  }

  private readMember(bytes: Uint8Array, keyQuote: number, end: number): number {
    if (bytes[keyQuote] !== 34) {
      return MALFORMED;
    }
    const keyEnd = endOfText(bytes, keyQuote + 1, end);
    if (keyEnd < 0) {
      return keyEnd;
    }
    let position = this.skipSpace(bytes, keyEnd + 1, end);
    if (position >= end) {
      return INCOMPLETE;
    }
    if (bytes[position] !== 58) {
      return MALFORMED;
    }
    position = this.skipSpace(bytes, position + 1, end);
    const stop = endOfValue(bytes, position, end);
    if (stop < 0) {
      return stop;
    }
    const key = this.findKey(bytes, keyQuote + 1, keyEnd);
    if (key >= 0) {
      this.start[key] = position;
      this.end[key] = stop;
    }
    if (bytes[position] === 123 || bytes[position] === 91) {
      this.countLineBreaks(bytes, position, stop);
    }
    return stop;
  }

  /** True if the row that was last read has none of the keys. */
  isEmpty(): boolean {
    return this.start.every((position) => position === 0);
  }

  private skipSpace(bytes: Uint8Array, from: number, end: number): number {
    let position = from;
    while (position < end && isSpace(bytes[position] as number)) {
      if (bytes[position] === 10) {
        this.lineBreaks++;
      }
      position++;
    }
    return position;
  }

  private countLineBreaks(bytes: Uint8Array, from: number, to: number): void {
    for (let position = from; position < to; position++) {
      if (bytes[position] === 10) {
        this.lineBreaks++;
      }
    }
  }

  private findKey(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length >= longestKey) {
      return -1;
    }
    for (const key of this.keysByLength[length] as readonly number[]) {
      const expected = this.keyBytes[key] as Uint8Array;
      let offset = 0;
      while (offset < length && expected[offset] === bytes[start + offset]) {
        offset++;
      }
      if (offset === length) {
        return key;
      }
    }
    return -1;
  }
}
