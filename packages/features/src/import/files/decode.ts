import { InvalidDataError } from '../../errors.ts';
import type { TextEncodingName } from './file-head.ts';
import { joinBytes } from './import-file.ts';

/** The pieces as UTF-8 without byte order marks, of at least 64 kB but for the last, whatever their encoding. */
export async function* toUtf8(
  pieces: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const piece of gather(encoding === 'utf-8' ? pieces : transcode(pieces, encoding), 64 * 1024)) {
    let start = 0;
    while (first && piece[start] === 0xef && piece[start + 1] === 0xbb && piece[start + 2] === 0xbf) {
      start += 3;
    }
    first = false;
    yield start === 0 ? piece : piece.subarray(start);
  }
}

/**
 * All pieces as one.
 *
 * @throws {@link InvalidDataError} if there are more bytes than allowed.
 */
export async function readAll(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
  name: string,
): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let total = 0;
  for await (const piece of pieces) {
    taken.push(piece);
    total += piece.length;
    if (total > most) {
      throw new InvalidDataError(
        `${name} is larger than ${Math.round(most / 1024 / 1024)} MB, the most for a file of its kind. Cut it into several files.`,
        { location: { file: name } },
      );
    }
  }
  return joinBytes(taken, total);
}

/** UTF-8 as text; bytes that are no UTF-8 are taken for Windows-1252, which older spreadsheets write. */
export function decodeLenient(bytes: Uint8Array): { text: string; encoding: 'utf-8' | 'windows-1252' } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

async function* transcode(
  pieces: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const piece of pieces) {
    yield encoder.encode(decoder.decode(piece, { stream: true }));
  }
  yield encoder.encode(decoder.decode());
}

async function* gather(pieces: AsyncIterable<Uint8Array>, least: number): AsyncGenerator<Uint8Array> {
  let taken: Uint8Array[] = [];
  let total = 0;
  for await (const piece of pieces) {
    taken.push(piece);
    total += piece.length;
    if (total >= least) {
      yield joinBytes(taken, total);
      taken = [];
      total = 0;
    }
  }
  if (total > 0) {
    yield joinBytes(taken, total);
  }
}
