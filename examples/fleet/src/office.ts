import { setTimeout as wait } from 'node:timers/promises';
import { connectRedis, createQueues, enqueue, type Queues } from './queues.ts';
import type { Settings } from './settings.ts';
import { createStore, type Store } from './store.ts';
import { stages, type Upload } from './tasks.ts';

/** Where listeners hand in, and where it is seen how far they are. */
export interface Office {
  readonly store: Store;
  readonly queues: Queues;
  /** Keeps the inputs and queues them; the same again changes nothing. */
  submit(uploads: readonly Upload[]): Promise<void>;
  /** Resolves when every listener has a result or is given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
  /** Deletes everything of this fleet in Redis and PostgreSQL. */
  clear(): Promise<void>;
}

/** Uploads kept and queued at a time. */
const portion = 500;

export async function openOffice(settings: Settings): Promise<Office> {
  const store = createStore(settings);
  const redis = connectRedis(settings, 'fleet-office');
  const queues = createQueues(redis, settings);
  await store.prepare();
  return {
    store,
    queues,
    async submit(uploads) {
      for (let from = 0; from < uploads.length; from += portion) {
        const part = uploads.slice(from, from + portion);
        await store.saveUploads(part);
        await enqueue(queues.import, 'import', part);
      }
    },
    async settled() {
      for (;;) {
        const { uploads, done } = await store.progress();
        const failed = await Promise.all(stages.map((stage) => queues[stage].getFailedCount()));
        if (done.score + failed.reduce((sum, count) => sum + count, 0) >= uploads) return;
        await wait(100);
      }
    },
    async close() {
      await Promise.all(stages.map((stage) => queues[stage].close()));
      await redis.quit();
      await store.close();
    },
    async clear() {
      await Promise.all(stages.map((stage) => queues[stage].obliterate({ force: true })));
      for await (const keys of redis.scanStream({ match: `${settings.namespace}:*` }))
        if (keys.length > 0) await redis.del(keys);
      await store.drop();
    },
  };
}
