import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseToken } from '../auth/token.ts';
import { createQueue, type TokenStore } from '../auth/token-store.ts';
import { withFileLock } from './file-lock.ts';
import { removePrivateFile, writePrivateFile } from './private-file.ts';

/**
 * A token store in one file with mode 0600, replaced as a whole, with a lock file beside it, so that several
 * processes can share it. A damaged file counts as none.
 */
export function fileTokenStore(path: string): TokenStore {
  const queue = createQueue();
  return {
    async read() {
      try {
        return parseToken(await readFile(path, 'utf8'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    async write(token) {
      if (token) await writePrivateFile(path, `${JSON.stringify(token, null, 2)}\n`);
      else await removePrivateFile(path);
    },
    exclusive: (work) =>
      queue(async () => {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        return withFileLock(`${path}.lock`, work);
      }),
  };
}
