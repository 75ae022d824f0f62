/** A file to import: a browser's `File` is one, and `importPath` of `@ssrm/features/node` makes them of paths. */
export interface ImportFile {
  /** What the report calls it: a name or a relative path. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The bytes from `start` to before `end`, to be read when needed. */
  slice(start: number, end: number): { stream(): ReadableStream<Uint8Array> };
}

/** Something to read from beginning to end. */
export interface ByteSource {
  readonly name: string;
  /** Bytes to read, for progress. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** A whole file as a source. */
export function sourceOfFile(file: ImportFile): ByteSource {
  return {
    name: file.name,
    size: file.size,
    open: () => readStream(file.slice(0, file.size).stream()),
  };
}

/** The bytes from `start` to before `end`, together. */
export async function readRange(file: ImportFile, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let length = 0;
  for await (const piece of readStream(file.slice(start, end).stream())) {
    const fitting = piece.subarray(0, bytes.length - length);
    bytes.set(fitting, length);
    length += fitting.length;
  }
  return bytes.subarray(0, length);
}

/** The pieces of a stream; it is cancelled when the reader stops early. (Not every browser iterates over streams.) */
export async function* readStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let done = false;
  try {
    while (!done) {
      const result = await reader.read();
      done = result.done;
      if (result.value !== undefined) {
        yield result.value;
      }
    }
  } finally {
    if (!done) {
      await reader.cancel().catch(() => undefined);
    }
    reader.releaseLock();
  }
}

/** The first bytes of a source, up to a number, and all its pieces from the beginning. */
export async function peek(
  source: ByteSource,
  length: number,
): Promise<{ head: Uint8Array; pieces: AsyncIterable<Uint8Array>; close: () => Promise<void> }> {
  const iterator = source.open()[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let total = 0;
  while (total < length) {
    const result = await iterator.next();
    if (result.done) {
      break;
    }
    taken.push(result.value);
    total += result.value.length;
  }
  const head = joinBytes(taken, total).subarray(0, length);
  const close = async (): Promise<void> => {
    await iterator.return?.(undefined);
  };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield* taken;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, pieces: pieces(), close };
}

/** The pieces as one. */
export function joinBytes(pieces: readonly Uint8Array[], total: number): Uint8Array {
  if (pieces.length === 1) {
    return pieces[0] as Uint8Array;
  }
  const joined = new Uint8Array(total);
  let position = 0;
  for (const piece of pieces) {
    joined.set(piece, position);
    position += piece.length;
  }
  return joined;
}
