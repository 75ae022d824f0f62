import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** A lock held longer than this is taken to be forgotten. */
const staleMs = 120_000;

/**
 * Runs work while this process alone holds the lock file. A lock left by a process that is gone, or older
 * than two minutes, is taken over.
 */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const owner = `${hostname()} ${process.pid} ${randomUUID()}`;
  for (let tries = 80; !(await tryLock(path, owner, tries)); tries -= 1) {
    if (await isStale(path)) await takeAway(path);
    else await delay(25);
  }
  try {
    return await work();
  } finally {
    // Only if nobody took it over meanwhile.
    if ((await readFile(path, 'utf8').catch(() => '')) === owner) await rm(path, { force: true });
  }
}

async function tryLock(path: string, owner: string, tries: number): Promise<boolean> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    // Windows refuses the name of a file that is being deleted, and says no more than of a folder that is closed to us.
    const isBeingDeleted = process.platform === 'win32' && error.code === 'EPERM' && tries > 0;
    if (error.code === 'EEXIST' || isBeingDeleted) return undefined;
    throw error;
  });
  try {
    await file?.writeFile(owner);
    return file !== undefined;
  } catch (error) {
    // A full disk leaves an empty file, which would lock everybody out until it is stale.
    await rm(path, { force: true });
    throw Object.assign(error as Error, { path });
  } finally {
    await file?.close();
  }
}

async function isStale(path: string): Promise<boolean> {
  const [text, info] = await Promise.all([
    readFile(path, 'utf8').catch(() => ''),
    stat(path).catch(() => undefined),
  ]);
  if (!info) return false;
  if (Date.now() - info.mtimeMs > staleMs) return true;
  const [host, pid] = text.split(' ');
  return host === hostname() && pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Renaming succeeds for one process only, so that two do not both remove what they saw. */
async function takeAway(path: string): Promise<void> {
  const away = `${path}.${randomUUID()}`;
  try {
    await rename(path, away);
    await rm(away, { force: true });
  } catch {
    // Another was faster.
  }
}
