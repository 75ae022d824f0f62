import { abortable } from './clock.ts';

/** Lets at most `limit` pieces of work run at once; the others queue in order of arrival. */
export interface Limiter {
  run<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

/** @param limit - Whole number ≥ 1. */
export function createLimiter(limit: number): Limiter {
  const queue: (() => void)[] = [];
  let running = 0;
  const turn = (signal: AbortSignal): Promise<void> =>
    abortable(signal, (resolve) => {
      queue.push(resolve as () => void);
      return () => {
        queue.splice(queue.indexOf(resolve as () => void), 1);
      };
    });
  return {
    async run(signal, work) {
      // A finished piece hands its place on, so `running` only grows when there is room.
      if (running < limit) running++;
      else await turn(signal);
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
