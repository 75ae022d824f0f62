import type { Clock } from '../request/clock.ts';

/** A clock that jumps: waits take no time, and are added up. */
export interface TestClock extends Clock {
  /** Moves the time on. */
  advance(ms: number): void;
  /** Every wait so far, in milliseconds, in the order in which they began. */
  readonly waits: readonly number[];
}

/** For the `clock` option of a client and the `now` of the stand-in, so that tests with waits end at once. */
export function createTestClock(startMs: number = Date.UTC(2026, 9, 1)): TestClock {
  let time = startMs;
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    advance(ms) {
      time += ms;
    },
    async wait(ms, signal) {
      waits.push(ms);
      const end = time + ms;
      // Lets everything else that is ready run first, so that waits end in the order of their ends.
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
      time = Math.max(time, end);
    },
  };
}
