import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheEntry, CacheStore } from '../cache/cache.ts';
import { writePrivateFile } from './private-file.ts';

/** An answer, or the draft of one that a killed process has left. */
const ownFile = /^[0-9a-f]{64}\.json(\.[0-9a-f-]{36}\.tmp)?$/;
/** An answer that has expired is kept this long for its ETag. */
const graceMs = 86_400_000;

/**
 * A cache store in a folder, one file with mode 0600 for each answer. Files that expired more than a day ago
 * are deleted when the store is first used; `clear` deletes them all, and nothing else in the folder.
 */
export function fileCacheStore(folder: string): CacheStore {
  const pathOf = (key: string): string =>
    join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  let swept: Promise<void> | undefined;
  const sweep = (): Promise<void> => {
    swept ??= eachFile(folder, async (path) => {
      // The time of a file is that of its expiry.
      const file = await stat(path).catch(() => undefined);
      if (file && file.mtimeMs < Date.now() - graceMs) await rm(path, { force: true });
    });
    return swept;
  };
  return {
    async read(key) {
      await sweep();
      try {
        const entry: CacheEntry & { readonly key?: unknown } = JSON.parse(
          await readFile(pathOf(key), 'utf8'),
        );
        return entry.key === key ? entry : undefined;
      } catch (error) {
        if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT')
          return undefined;
        throw error;
      }
    },
    async write(key, entry) {
      await sweep();
      try {
        await writePrivateFile(pathOf(key), JSON.stringify({ ...entry, key }));
        await utimes(pathOf(key), new Date(), new Date(entry.expiresAt));
      } catch (error) {
        // Another process has cleared the cache meanwhile: then nothing is to be kept.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    },
    clear: () => eachFile(folder, (path) => rm(path, { force: true })),
  };
}

async function eachFile(folder: string, work: (path: string) => Promise<void>): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  await Promise.all(names.filter((name) => ownFile.test(name)).map((name) => work(join(folder, name))));
}
