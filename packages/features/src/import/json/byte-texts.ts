import { decodeText } from './json-bytes.ts';

/**
 * Texts by their bytes: the same bytes give the same string again, without decoding them again. Listening histories
 * repeat few texts very often.
 */
export class ByteTexts {
  private readonly decoder: TextDecoder;
  private texts: (string | null)[] = [];
  /** Where the bytes of each text lie in the store. */
  private starts: Int32Array = new Int32Array(1024);
  private lengths: Int32Array = new Int32Array(1024);
  private store: Uint8Array = new Uint8Array(32 * 1024);
  private used = 0;
  /** Number of the text plus 1; 0 = free. */
  private slots: Int32Array = new Int32Array(4096);

  constructor(decoder: TextDecoder) {
    this.decoder = decoder;
  }

  /** The text between two quotes; `null` if an escape in it is invalid. */
  get(bytes: Uint8Array, start: number, end: number): string | null {
    const length = end - start;
    // The store is to hold what repeats; very long texts do not, and should not fill it.
    if (length > 256 || this.used > 1 << 27) {
      return decodeText(this.decoder, bytes, start, end);
    }
    const mask = this.slots.length - 1;
    let slot = hashBytes(bytes, start, end) & mask;
    for (let entry = this.slots[slot] as number; entry !== 0; entry = this.slots[slot] as number) {
      if (this.lengths[entry - 1] === length && this.equals(entry - 1, bytes, start, length)) {
        return this.texts[entry - 1] as string | null;
      }
      slot = (slot + 1) & mask;
    }
    return this.remember(slot, bytes, start, length);
  }

  private equals(entry: number, bytes: Uint8Array, start: number, length: number): boolean {
    const from = this.starts[entry] as number;
    for (let offset = 0; offset < length; offset++) {
      if (this.store[from + offset] !== bytes[start + offset]) {
        return false;
      }
    }
    return true;
  }

  private remember(slot: number, bytes: Uint8Array, start: number, length: number): string | null {
    if (this.used + length > this.store.length) {
      this.store = enlarge(this.store, new Uint8Array(this.store.length * 2));
    }
    if (this.texts.length === this.starts.length) {
      this.starts = enlarge(this.starts, new Int32Array(this.starts.length * 2));
      this.lengths = enlarge(this.lengths, new Int32Array(this.lengths.length * 2));
    }
    const entry = this.texts.length;
    this.store.set(bytes.subarray(start, start + length), this.used);
    this.starts[entry] = this.used;
    this.lengths[entry] = length;
    this.used += length;
    const text = decodeText(this.decoder, bytes, start, start + length);
    this.texts.push(text);
    this.slots[slot] = entry + 1;
    if (this.texts.length * 2 > this.slots.length) {
      this.rehash();
    }
    return text;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    const mask = this.slots.length - 1;
    for (let entry = 0; entry < this.texts.length; entry++) {
      const start = this.starts[entry] as number;
      let slot = hashBytes(this.store, start, start + (this.lengths[entry] as number)) & mask;
      while (this.slots[slot] !== 0) {
        slot = (slot + 1) & mask;
      }
      this.slots[slot] = entry + 1;
    }
  }
}

function enlarge<Values extends Uint8Array | Int32Array>(old: Values, larger: Values): Values {
  larger.set(old);
  return larger;
}

/** FNV-1a, 32 bits, with its bits mixed once more. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let position = start; position < end; position++) {
    hash = Math.imul(hash ^ (bytes[position] as number), 0x01000193);
  }
  return hash ^ (hash >>> 15);
}
