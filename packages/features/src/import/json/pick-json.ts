import { decodeText, endOfText, endOfValue, endOfWord, isSpace } from './json-bytes.ts';

/** A JSON value of which only chosen keys were read. Objects have no prototype. */
export type Picked = null | boolean | number | string | readonly Picked[] | PickedObject;

/** An object of which only chosen keys were read. */
export interface PickedObject {
  readonly [key: string]: Picked;
}

/** Whether the value of a key is read: a container may be where the keys in it are. */
export type PickRule = (key: string, isContainer: boolean, depth: number) => boolean;

/** What was read, and what stopped it. */
export interface PickedJson {
  /** The document; where several stand one behind another, as in JSON Lines, an array of them, the elements of arrays among them. */
  readonly value: Picked;
  /** Line on which each object begins, counted from 1. */
  readonly lines: ReadonlyMap<object, number>;
  /** Where and why reading stopped early; what was read before stays in `value`. */
  readonly broken?: { readonly line: number; readonly reason: string };
}

/** Deeper containers are passed over. Web API objects nest six deep. */
const deepest = 24;
const longestKey = 200;

interface Container {
  readonly value: Record<string, Picked> | Picked[];
  /** The key that the next value belongs to; `null` = none that is wanted. */
  key: string | null;
}

/**
 * JSON from UTF-8 bytes, with the values of the wanted keys only: other values are skipped as bytes and
 * never exist as JavaScript values. Without recursion, so that no nesting exhausts the stack.
 */
export function pickJson(bytes: Uint8Array, wants: PickRule): PickedJson {
  return new Picker(bytes, wants).read();
}

class Picker {
  private readonly bytes: Uint8Array;
  private readonly wants: PickRule;
  private readonly decoder = new TextDecoder();
  private readonly lines = new Map<object, number>();
  private readonly stack: Container[] = [];
  private readonly documents: Picked[] = [];
  private position = 0;
  private line = 1;
  private counted = 0;

  constructor(bytes: Uint8Array, wants: PickRule) {
    this.bytes = bytes;
    this.wants = wants;
  }

  read(): PickedJson {
    let reason = this.readDocument();
    while (reason === null && this.skipSeparators()) {
      const { length } = this.documents;
      reason = this.readDocument();
      if (reason !== null && this.documents.length === length) {
        reason = 'what stands behind the end of the JSON is none';
      }
    }
    const [value = null, ...more] = this.documents;
    const result = { value: more.length === 0 ? value : this.documents.flat(1), lines: this.lines };
    return reason === null ? result : { ...result, broken: { line: this.currentLine(), reason } };
  }

  /** Why it stopped early, or `null`. */
  private readDocument(): string | null {
    this.skipSpace();
    if (!this.readValue()) {
      return this.stopReason();
    }
    while (this.stack.length > 0) {
      if (!this.readNext(this.stack.at(-1) as Container)) {
        return this.stopReason();
      }
    }
    return null;
  }

  /** Passes over blanks and commas between documents; false at the end. */
  private skipSeparators(): boolean {
    this.skipSpace();
    while (this.bytes[this.position] === 44) {
      this.position++;
      this.skipSpace();
    }
    return this.position < this.bytes.length;
  }

  /** One member or the end of the innermost container; false if that is no JSON. */
  private readNext(container: Container): boolean {
    this.skipSpace();
    const isArray = Array.isArray(container.value);
    if (this.bytes[this.position] === 44) {
      this.position++;
      this.skipSpace();
    }
    if (this.bytes[this.position] === (isArray ? 93 : 125)) {
      this.position++;
      this.stack.pop();
      return true;
    }
    if (!isArray && !this.readKey(container)) {
      return false;
    }
    return this.readValue();
  }

  private readKey(container: Container): boolean {
    if (this.bytes[this.position] !== 34) {
      return false;
    }
    const end = endOfText(this.bytes, this.position + 1, this.bytes.length);
    if (end < 0) {
      return false;
    }
    container.key =
      end - this.position < longestKey ? decodeText(this.decoder, this.bytes, this.position + 1, end) : null;
    this.position = end + 1;
    this.skipSpace();
    if (this.bytes[this.position] !== 58) {
      return false;
    }
    this.position++;
    this.skipSpace();
    return true;
  }

  private readValue(): boolean {
    const { bytes, position } = this;
    const byte = bytes[position];
    const container = this.stack.at(-1);
    const isContainer = byte === 123 || byte === 91;
    const wanted =
      container === undefined ||
      Array.isArray(container.value) ||
      (container.key !== null && this.wants(container.key, isContainer, this.stack.length));
    if (!wanted || (isContainer && this.stack.length >= deepest)) {
      const end = endOfValue(bytes, position, bytes.length);
      this.position = Math.max(end, position);
      return end >= 0;
    }
    if (isContainer) {
      this.open(byte === 91);
      return true;
    }
    return byte === 34 ? this.readText() : this.readWord();
  }

  private open(isArray: boolean): void {
    const value: Container['value'] = isArray ? [] : (Object.create(null) as Record<string, Picked>);
    this.lines.set(value, this.currentLine());
    this.put(value);
    this.stack.push({ value, key: null });
    this.position++;
  }

  private readText(): boolean {
    const end = endOfText(this.bytes, this.position + 1, this.bytes.length);
    if (end < 0) {
      return false;
    }
    this.put(decodeText(this.decoder, this.bytes, this.position + 1, end));
    this.position = end + 1;
    return true;
  }

  private readWord(): boolean {
    const end = endOfWord(this.bytes, this.position, this.bytes.length);
    const stop = end < 0 && this.stack.length === 0 ? this.bytes.length : end;
    const word = this.decoder.decode(this.bytes.subarray(this.position, Math.max(stop, this.position)));
    const number = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(word) ? Number(word) : Number.NaN;
    if (word === 'null' || word === 'true' || word === 'false') {
      this.put(word === 'null' ? null : word === 'true');
    } else if (Number.isFinite(number)) {
      this.put(number);
    } else {
      return false;
    }
    this.position = stop;
    return true;
  }

  private put(value: Picked): void {
    const container = this.stack.at(-1);
    if (container === undefined) {
      this.documents.push(value);
    } else if (Array.isArray(container.value)) {
      container.value.push(value);
    } else if (container.key !== null) {
      container.value[container.key] = value;
    }
  }

  private skipSpace(): void {
    while (this.position < this.bytes.length && isSpace(this.bytes[this.position] as number)) {
      this.position++;
    }
  }

  private currentLine(): number {
    for (; this.counted < this.position; this.counted++) {
      this.line += Number(this.bytes[this.counted] === 10);
    }
    return this.line;
  }

  private stopReason(): string {
    return this.position >= this.bytes.length - 1
      ? 'the file ends in the middle of its JSON: it is cut off'
      : 'what follows is not valid JSON';
  }
}
