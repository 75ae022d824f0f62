import { SpotifyAbortedError } from '../errors.ts';
import { onAbort } from '../request/on-abort.ts';
import { within } from '../request/within.ts';

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
  return <Result>(
    key: string,
    endpoint: string,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> =>
    within(
      signal,
      Number.POSITIVE_INFINITY,
      (_, cause) => new SpotifyAbortedError(`${endpoint} was aborted`, { endpoint, cause }),
      async (own) => {
        let run = running.get(key);
        if (!run) {
          const controller = new AbortController();
          run = { result: work(controller.signal), controller, waiting: 0 };
          running.set(key, run);
        }
        const { result, controller } = run;
        const leave = (): void => {
          if (--run.waiting > 0) return;
          if (running.get(key) === run) running.delete(key);
          controller.abort();
        };
        run.waiting++;
        const forget = onAbort(own, leave);
        try {
          return (await result) as Result;
        } finally {
          forget();
          if (!own.aborted) leave();
        }
      },
    );
}
