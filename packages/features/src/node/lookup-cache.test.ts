import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Track } from '../track.ts';
import { openLookupCache } from './lookup-cache.ts';

const track: Track = {
  id: 'x',
  name: 'Söng\n',
  albumName: null,
  artistName: null,
  releaseDate: null,
  durationMs: 1,
  explicit: null,
  popularity: null,
  albumType: null,
};

describe('openLookupCache', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ssrm-cache-'));
    path = join(folder, 'lookups.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps look-ups from one run to the next, for the owner alone', async () => {
    const cache = await openLookupCache(path);
    await cache.set('a', { at: Date.now(), track });
    await cache.set('b', { at: Date.now(), track: null });
    await cache.close();
    const again = await openLookupCache(path);
    expect((await again.get('a'))?.track).toEqual(track);
    expect((await again.get('b'))?.track).toBeNull();
    expect(await again.get('c')).toBeUndefined();
    await again.close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('drops what is too old, and a line that was cut off', async () => {
    const now = new Date('2026-01-31T00:00:00Z');
    const cache = await openLookupCache(path, { now });
    await cache.set('old', { at: now.getTime() - 31 * 86_400_000, track });
    await cache.set('new', { at: now.getTime() - 29 * 86_400_000, track });
    await cache.close();
    await appendFile(path, '{"key":"cut","at":17');
    const again = await openLookupCache(path, { now });
    expect(again.size).toBe(1);
    await again.set('after', { at: now.getTime(), track });
    await again.close();
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(2);
  });
});
