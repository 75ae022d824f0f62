import { Gunzip } from 'fflate';
import { InvalidDataError } from '../../errors.ts';
import { expand, highestRatio } from './expand.ts';
import type { ByteSource } from './import-file.ts';

/** Below this many bytes no ratio is suspicious. */
const alwaysAllowed = 16 * 1024 * 1024;

/** What is in a gzipped file; its name without `.gz`. */
export function gunzipped(source: ByteSource): ByteSource {
  return {
    name: source.name.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'),
    size: source.size,
    open: () => unpack(source),
  };
}

async function* unpack({ name, size, open }: ByteSource): AsyncGenerator<Uint8Array> {
  const most = Math.max(alwaysAllowed, size * highestRatio);
  let total = 0;
  for await (const piece of expand(open(), (onPiece) => new Gunzip(onPiece), name)) {
    total += piece.length;
    if (total > most) {
      throw new InvalidDataError(
        `${name} unpacks to far more than it should: the archive is damaged or made to harm.`,
      );
    }
    yield piece;
  }
}
