import { repairText } from '../../keys/repair-text.ts';

/**
 * JSON read where it stands, in UTF-8 bytes: nothing becomes a JavaScript value unless it is asked for, so what is
 * skipped (addresses, user names) never exists as one. Positions are offsets; results below 0 are the codes here.
 */

/** The bytes end before the value does. */
export const INCOMPLETE = -1;
/** Not JSON. */
export const MALFORMED = -2;

const QUOTE = 34;
const BACKSLASH = 92;

/** True for the bytes that JSON allows between tokens. */
export function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/**
 * Position of the quote that ends the text which begins at `start` (behind its opening quote).
 * A raw line break or other control byte inside a text is malformed, as the standard says.
 */
export function endOfText(bytes: Uint8Array, start: number, end: number): number {
  let position = start;
  while (position < end) {
    const byte = bytes[position] as number;
    if (byte === QUOTE) {
      return position;
    }
    if (byte < 32) {
      return MALFORMED;
    }
    position += byte === BACKSLASH ? 2 : 1;
  }
  return INCOMPLETE;
}

/** Position behind a number, `true`, `false` or `null` that begins at `start`. */
export function endOfWord(bytes: Uint8Array, start: number, end: number): number {
  let position = start;
  while (position < end) {
    const byte = bytes[position] as number;
    const isWordByte =
      (byte >= 48 && byte <= 57) ||
      (byte >= 97 && byte <= 122) ||
      byte === 45 ||
      byte === 46 ||
      byte === 43 ||
      byte === 69;
    if (!isWordByte) {
      return position === start ? MALFORMED : position;
    }
    position++;
  }
  return INCOMPLETE;
}

/** How deep containers may be nested before the value counts as malformed. */
const deepestNesting = 10_000_000;

/**
 * Position behind the value that begins at `start`; containers are passed over by counting their brackets,
 * without recursion, so that no depth exhausts the stack.
 */
export function endOfValue(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  let position = start;
  while (position < end) {
    const byte = bytes[position] as number;
    if (byte === QUOTE) {
      const close = endOfText(bytes, position + 1, end);
      if (close < 0) {
        return close;
      }
      position = close + 1;
    } else if (byte === 123 || byte === 91) {
      depth++;
      position++;
    } else if (byte === 125 || byte === 93) {
      depth--;
      position++;
    } else if (depth > 0 && (isSpace(byte) || byte === 44 || byte === 58)) {
      position++;
    } else {
      const stop = endOfWord(bytes, position, end);
      if (stop < 0) {
        return stop;
      }
      position = stop;
    }
    if (depth < 0 || depth > deepestNesting) {
      return MALFORMED;
    }
    if (depth === 0) {
      return position;
    }
  }
  return INCOMPLETE;
}

/** The text between two quotes as a string, repaired where it was encoded twice; invalid escapes give `null`. */
export function decodeText(
  decoder: TextDecoder,
  bytes: Uint8Array,
  start: number,
  end: number,
): string | null {
  const raw = decoder.decode(bytes.subarray(start, end));
  if (!raw.includes('\\')) {
    return repairText(raw);
  }
  try {
    return repairText(JSON.parse(`"${raw}"`) as string);
  } catch {
    return null;
  }
}
