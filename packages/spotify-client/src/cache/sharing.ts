import { untilAborted } from '../request/within.ts';

/**
 * One run of the work for all who ask for the same while it goes on, and the same result. Who gives up takes
 * nothing from the others; when nobody waits any more, the run is aborted.
 *
 * @param endpoint - What the error of an abort names.
 */
export type Sharing = <Result>(
  key: string,
  endpoint: string,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

interface Run {
  readonly result: Promise<unknown>;
  readonly controller: AbortController;
  waiting: number;
}

export function createSharing(): Sharing {
  const running = new Map<string, Run>();
  return async (key, endpoint, signal, work) => {
    let run: Run | undefined;
    const join = (): ReturnType<typeof work> => {
      run = running.get(key);
      if (!run) {
        const controller = new AbortController();
        run = { result: work(controller.signal), controller, waiting: 0 };
        running.set(key, run);
      }
      run.waiting++;
      return run.result as ReturnType<typeof work>;
    };
    try {
      return await untilAborted(signal, { endpoint }, join);
    } finally {
      if (run && --run.waiting === 0) {
        running.delete(key);
        run.controller.abort();
      }
    }
  };
}
