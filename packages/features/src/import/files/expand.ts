import { InvalidDataError } from '../../errors.ts';

/** More than the ratio of any real listening history, which is below 40. */
export const highestRatio = 250;
/** Compressed bytes that are expanded at once; DEFLATE makes at most 1032 times as many of them. */
const expandedAtOnce = 8 * 1024;

/** A stream of fflate that expands what is pushed. */
interface Expander {
  push(piece: Uint8Array, final?: boolean): void;
}

/** Expands in small steps, so that no step makes more than some megabytes. */
export async function* expand(
  packed: AsyncIterable<Uint8Array>,
  create: (onPiece: (piece: Uint8Array) => void) => Expander,
  name: string,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  const expander = create((piece) => made.push(piece));
  try {
    for await (const piece of packed) {
      for (let position = 0; position < piece.length; position += expandedAtOnce) {
        expander.push(piece.subarray(position, position + expandedAtOnce));
        yield* made.splice(0);
      }
    }
    expander.push(new Uint8Array(0), true);
    yield* made.splice(0);
  } catch (cause) {
    if (cause instanceof InvalidDataError) throw cause;
    throw new InvalidDataError(
      `${name} cannot be unpacked: its data are damaged or cut off. Download it again.`,
      {
        cause,
      },
    );
  }
}
