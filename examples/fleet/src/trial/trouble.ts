import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '@ssrm/features';
import type { Fleet } from '../fleet.ts';
import { connectRedis } from '../queues.ts';
import type { Settings } from '../settings.ts';
import { createStore } from '../store.ts';

/** How often what was taken down. */
type TroubleCounts = Record<'workers killed' | 'Redis connections' | 'PostgreSQL connections', number>;

export interface Trouble {
  readonly counts: Readonly<TroubleCounts>;
  /** Resolves when it is over. */
  stop(): Promise<void>;
}

/**
 * Takes down a worker, a worker's connection to Redis or one to PostgreSQL, again and again. The seed says when and which.
 *
 * @param everyMs - Mean time between two.
 */
export function makeTrouble(fleet: Fleet, settings: Settings, seed: number, everyMs: number): Trouble {
  const random = createRandom(seed);
  const victims = `fleet-worker-${settings.namespace}`;
  const redis = connectRedis(settings, 'fleet-trouble');
  const store = createStore(settings, 'fleet-trouble');
  const counts: TroubleCounts = { 'workers killed': 0, 'Redis connections': 0, 'PostgreSQL connections': 0 };
  const stopping = new AbortController();

  async function killRedisConnection(): Promise<number> {
    const lines = String(await redis.client('LIST'))
      .split('\n')
      .filter((line) => line.includes(`name=${victims}`));
    const id = /^id=(\d+)/.exec(lines[Math.floor(random() * lines.length)] ?? '')?.[1];
    return id === undefined ? 0 : Number(await redis.client('KILL', 'ID', id));
  }

  async function killPostgresConnection(): Promise<number> {
    const { rows } = await store.pool.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE application_name = $1 ORDER BY pid',
      [victims],
    );
    const pid = rows[Math.floor(random() * rows.length)]?.pid;
    if (pid === undefined) return 0;
    await store.pool.query('SELECT pg_terminate_backend($1)', [pid]);
    return 1;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await wait(2 * everyMs * random(), undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      const kind = random();
      if (kind < 0.2) counts['workers killed'] += fleet.kill(random());
      else if (kind < 0.6) counts['Redis connections'] += await killRedisConnection();
      else counts['PostgreSQL connections'] += await killPostgresConnection();
    }
  }

  const running = run();
  return {
    counts,
    async stop() {
      stopping.abort();
      await running;
      await redis.quit();
      await store.close();
    },
  };
}
