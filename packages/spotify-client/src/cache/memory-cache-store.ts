import type { CacheEntry, CacheStore } from './cache.ts';

/**
 * A cache store that lasts as long as the object.
 *
 * @param capacity - Answers kept; beyond it the one used longest ago goes. @default 1000
 */
export function memoryCacheStore(capacity = 1000): CacheStore {
  const entries = new Map<string, CacheEntry>();
  const put = (key: string, entry: CacheEntry): void => {
    // A map keeps the order of insertion, so the first is the one used longest ago.
    entries.delete(key);
    entries.set(key, entry);
  };
  return {
    async read(key) {
      const entry = entries.get(key);
      if (entry) put(key, entry);
      return entry;
    },
    async write(key, entry) {
      put(key, entry);
      if (entries.size > capacity) entries.delete(entries.keys().next().value as string);
    },
    clear: async () => entries.clear(),
  };
}
