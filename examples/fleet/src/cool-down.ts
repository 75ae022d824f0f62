import type { Redis } from 'ioredis';

/** Spotify wants no request of this app before `until` (milliseconds since 1970). */
export class CoolingDown extends Error {
  override readonly name = 'CoolingDown';
  readonly until: number;

  constructor(until: number) {
    super('Spotify has asked this app to wait.');
    this.until = until;
  }
}

/** What all workers of one Spotify app know of its limit: one key in Redis, which goes when the wait is over. */
export interface CoolDown {
  /** @throws {@link CoolingDown} while the app must wait. */
  check(): Promise<void>;
  /** Makes every worker wait. */
  start(until: number): Promise<void>;
}

export function createCoolDown(redis: Redis, namespace: string, clientId: string): CoolDown {
  const key = `${namespace}:cool-down:${clientId}`;
  return {
    async check() {
      const remainingMs = await redis.pttl(key);
      if (remainingMs > 0) throw new CoolingDown(Date.now() + remainingMs);
    },
    async start(until) {
      await redis.set(key, until, 'PXAT', Math.ceil(until));
    },
  };
}
