import { chmod, open, readFile } from 'node:fs/promises';
import type { CachedLookup, LookupCache } from '../fill/fill-tracks.ts';
import { writeFileAtomic } from './write-file-atomic.ts';

export interface OpenLookupCacheOptions {
  /** Days after which a look-up is forgotten. Default 30. */
  readonly maximumAgeDays?: number;
  /** Default: the time of the call. */
  readonly now?: Date;
}

/** Look-ups in a file. */
export interface LookupCacheFile extends LookupCache {
  readonly size: number;
  set(key: string, lookup: CachedLookup): Promise<void>;
  close(): Promise<void>;
}

const millisecondsPerDay = 86_400_000;

/**
 * The cache in a file, made if it is not there: one JSON line for each look-up, added as soon as it is known, so that an interrupted run loses
 * at most the line it was writing. Opening drops what is too old, and lines that cannot be read. The file is the owner's alone (mode 0600);
 * deleting it forgets everything.
 */
export async function openLookupCache(
  path: string,
  options: OpenLookupCacheOptions = {},
): Promise<LookupCacheFile> {
  const { maximumAgeDays = 30, now = new Date() } = options;
  const oldest = now.getTime() - maximumAgeDays * millisecondsPerDay;
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  });
  const lookups = new Map<string, CachedLookup>();
  for (const line of text.split('\n')) {
    const entry = readLine(line);
    if (entry !== null && entry[1].at >= oldest) {
      lookups.set(entry[0], entry[1]);
    }
  }
  await writeFileAtomic(path, Array.from(lookups, writeLine).join(''), { mode: 0o600 });
  await chmod(path, 0o600);
  const file = await open(path, 'a', 0o600);
  return {
    get size() {
      return lookups.size;
    },
    get: (key) => lookups.get(key),
    async set(key, lookup) {
      lookups.set(key, lookup);
      await file.appendFile(writeLine([key, lookup]));
    },
    close: () => file.close(),
  };
}

function writeLine([key, lookup]: readonly [string, CachedLookup]): string {
  return `${JSON.stringify({ key, ...lookup })}\n`;
}

function readLine(line: string): [string, CachedLookup] | null {
  try {
    const { key, at, track } = JSON.parse(line);
    const usable =
      typeof key === 'string' && typeof at === 'number' && (track === null || typeof track?.id === 'string');
    return usable ? [key, { at, track }] : null;
  } catch {
    return null;
  }
}
