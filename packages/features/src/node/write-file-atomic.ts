import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface WriteFileAtomicOptions {
  /** Permissions of the file. Default: those of the file that is there, else 0o666 less the process's mask. */
  readonly mode?: number;
  /** Stops before the file is replaced. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a file so that at any moment either the old or the whole new content is there: into a temporary file beside it, flushed to
 * disk, then renamed. On failure the temporary file is removed and the old file stays. A symbolic link keeps pointing where it did.
 *
 * @param data - Text (written as UTF-8) or bytes.
 * @throws the system's error (`ENOENT` for a missing folder, `EACCES`, `ENOSPC`, …), or the signal's reason.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  options: WriteFileAtomicOptions = {},
): Promise<void> {
  options.signal?.throwIfAborted();
  const target = await realpath(path).catch(() => path);
  const mode = options.mode ?? (await stat(target).catch(() => null))?.mode;
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode === undefined ? 0o666 : mode & 0o777);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    options.signal?.throwIfAborted();
    await renameOver(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(target));
}

/** Windows refuses to replace a file while any program reads it; that passes, and is waited for up to a second. */
async function renameOver(from: string, to: string, tries = 40): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    const isHeld = ['EACCES', 'EBUSY', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (process.platform !== 'win32' || !isHeld || tries === 0) throw error;
    await delay(25);
    await renameOver(from, to, tries - 1);
  }
}

/** Makes the rename itself durable, on systems that let a folder be flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
