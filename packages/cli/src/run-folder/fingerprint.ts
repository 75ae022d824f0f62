import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 of these bytes, shortened: it tells versions of a file apart, and keeps nothing secret. */
export function fingerprintOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 32);
}

/** The fingerprint of a file, or of the names and contents in a folder; `undefined` where there is neither. */
export async function fingerprint(path: string): Promise<string | undefined> {
  try {
    return fingerprintOf(await readFile(path));
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT':
      case 'ENOTDIR':
        return undefined;
      case 'EISDIR':
        return fingerprintOfFolder(path);
      default:
        throw error;
    }
  }
}

async function fingerprintOfFolder(path: string): Promise<string> {
  const lines: string[] = [];
  for (const name of (await readdir(path)).sort())
    lines.push(`${name} ${await fingerprint(join(path, name))}`);
  return fingerprintOf(lines.join('\n'));
}
