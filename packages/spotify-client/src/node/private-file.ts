import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Writes a file that only its owner can read (mode 0600), whole or not at all: it is written beside its
 * place and renamed. A missing folder is made, with mode 0700.
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    for (let tries = 40; !(await isInPlace(draft, path, tries)); tries -= 1) await delay(25);
  } catch (error) {
    await rm(draft, { force: true });
    // The error of a full disk does not say which file it is about.
    if (error instanceof Error && !('path' in error)) Object.assign(error, { path });
    throw error;
  }
}

/** Windows refuses to replace a file while any program reads it, such as one that asks for the same token: then, as long as `tries` are left, false. */
async function isInPlace(draft: string, path: string, tries: number): Promise<boolean> {
  try {
    await rename(draft, path);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (process.platform === 'win32' && tries > 0 && /^(EACCES|EBUSY|EPERM)$/.test(code)) return false;
    throw error;
  }
}

/** Deletes a private file, and drafts of it that a killed process has left. */
export async function removePrivateFile(path: string): Promise<void> {
  await rm(path, { force: true });
  const folder = dirname(path);
  for (const name of await readdir(folder).catch(() => [])) {
    if (name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp')) {
      await rm(join(folder, name), { force: true });
    }
  }
}
