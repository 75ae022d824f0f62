import { SsrmError } from '../../errors.ts';
import { openTable, type SongTable } from '../../table/open-table.ts';

/** How many bytes of a file are looked at to tell what it is. */
export const HEAD_BYTES = 65_536;

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The beginning of a file, by which formats tell what it is. */
export interface FileHead {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly encoding: TextEncodingName;
  readonly kind: 'json' | 'text' | 'binary' | 'empty';
  /** Without byte order marks and blanks in front; empty for what is no text. */
  readonly text: string;
  /** The keys of JSON that occur in its beginning. */
  readonly keys: ReadonlySet<string>;
  /** True for JSON with all of these keys in its beginning. */
  hasKeys(...keys: readonly string[]): boolean;
  /** The table of songs or plays that the text is; `null` for any other. */
  table(): SongTable | null;
}

const jsonKey = /"([^"\\]{1,100})"\s*:/g;

/** What the first bytes of a file say of it. */
export function headOf(name: string, bytes: Uint8Array): FileHead {
  const encoding = detectEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes).replace(/^[\uFEFF\s]+/, '');
  const kind =
    text === '' ? 'empty' : isBinary(bytes, text) ? 'binary' : /^[[{]/.test(text) ? 'json' : 'text';
  const keys = new Set(kind === 'json' ? Array.from(text.matchAll(jsonKey), ([, key]) => key as string) : []);
  let table: SongTable | null | undefined;
  return {
    name,
    bytes,
    encoding,
    kind,
    text: kind === 'binary' ? '' : text,
    keys,
    hasKeys: (...wanted) => wanted.every((key) => keys.has(key)),
    table() {
      table ??= kind === 'text' ? tableIn(text, bytes.length < HEAD_BYTES) : null;
      return table;
    },
  };
}

function tableIn(text: string, isWhole: boolean): SongTable | null {
  // The last line of a longer file is cut off here.
  const whole = isWhole ? text : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')));
  try {
    return openTable(whole);
  } catch (error) {
    if (SsrmError.isInstance(error)) return null;
    throw error;
  }
}

function isBinary(bytes: Uint8Array, text: string): boolean {
  const starts = (...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);
  const signed =
    starts(0x50, 0x4b, 0x03, 0x04) ||
    starts(0x50, 0x4b, 0x05, 0x06) ||
    starts(0x1f, 0x8b) ||
    starts(0x89, 0x50, 0x4e, 0x47) ||
    starts(0xff, 0xd8, 0xff) ||
    starts(0x25, 0x50, 0x44, 0x46);
  return signed || text.includes('\u0000');
}

/** By byte order mark, or by every second byte of the beginning being 0, as in UTF-16 of Latin text. */
function detectEncoding(head: Uint8Array): TextEncodingName {
  if (
    (head[0] === 0xff && head[1] === 0xfe) ||
    (head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0)
  ) {
    return 'utf-16le';
  }
  const bigEndian =
    (head[0] === 0xfe && head[1] === 0xff) ||
    (head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0);
  return bigEndian ? 'utf-16be' : 'utf-8';
}
