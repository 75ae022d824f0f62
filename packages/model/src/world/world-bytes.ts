/**
 * The built-in world between its figures and a model, as bytes: the length of a JSON text (4 bytes, little-endian), that text in UTF-8, one
 * signed byte for each number of the artists' vectors, and the pairs of artists as variable-length whole numbers (7 bits a byte, low first): for each
 * artist how many later artists follow, then for each of them the distance to the one before and by how many people the pair was heard.
 */
export interface WorldFigures {
  /** Artists; the ones with a vector first. */
  readonly artists: readonly string[];
  /** By how many people each artist was heard, `artists.length`; 0 where only a song of theirs was counted. */
  readonly artistListeners: readonly number[];
  /** Artist's number, title, by how many people the song was heard to the end. */
  readonly songs: readonly (readonly [artist: number, name: string, listeners: number])[];
  /** Numbers in each vector. */
  readonly size: number;
  /** Vectors times {@link VECTOR_STEPS}, whole numbers; shape `[artists with one, size]`. */
  readonly vectors: Int8Array;
  /** Pairs of artists that people heard on one day: left < right. In order. */
  readonly pairs: readonly (readonly [left: number, right: number, listeners: number])[];
}

/** The steps from 0 to 1 of a number in a stored vector. */
export const VECTOR_STEPS = 64;

export function writeWorld({ vectors, pairs, ...texts }: WorldFigures): Uint8Array {
  const text = new TextEncoder().encode(
    JSON.stringify({ ...texts, vectorCount: vectors.length / texts.size }),
  );
  const numbers: number[] = [];
  let at = 0;
  for (let left = 0; at < pairs.length; left++) {
    const start = at;
    while (at < pairs.length && pairs[at]?.[0] === left) at++;
    numbers.push(at - start);
    let before = left;
    for (const [, right, listeners] of pairs.slice(start, at)) {
      numbers.push(right - before, listeners);
      before = right;
    }
  }
  const head = new Uint8Array(new Uint32Array([text.length]).buffer);
  return concatenate([head, text, new Uint8Array(vectors.buffer), Uint8Array.from(numbers.flatMap(varint))]);
}

export function readWorld(bytes: Uint8Array): WorldFigures {
  const textLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { vectorCount, ...texts } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + textLength)));
  const vectorsEnd = 4 + textLength + vectorCount * texts.size;
  const vectors = Int8Array.from(bytes.subarray(4 + textLength, vectorsEnd), (byte) => (byte << 24) >> 24);
  return { ...texts, vectors, pairs: readPairs(bytes.subarray(vectorsEnd)) };
}

function readPairs(bytes: Uint8Array): [number, number, number][] {
  let at = 0;
  const next = (): number => {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  };
  const pairs: [number, number, number][] = [];
  for (let left = 0; at < bytes.length; left++) {
    let right = left;
    for (let count = next(); count > 0; count--) {
      right += next();
      pairs.push([left, right, next()]);
    }
  }
  return pairs;
}

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number & 127) | 128, ...varint(number >>> 7)];
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
