import { onAbort } from './on-abort.ts';

/**
 * Runs work under a signal of its own, which fires with `parent` or after `ms`.
 * The moment it fires, the result rejects with its reason, whatever the work does.
 *
 * @param reasonOf - The reason to use: for a parent that fired (`true`, with its reason) or for the time (`false`).
 */
export async function within<Result>(
  parent: AbortSignal | undefined,
  ms: number,
  reasonOf: (aborted: boolean, reason?: unknown) => unknown,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => controller.abort(reasonOf(true, parent?.reason));
  // A timer can hold no longer time than 24 days, which is as good as none.
  const timer = setTimeout(() => controller.abort(reasonOf(false)), Math.min(ms, 2e9));
  const forget = parent && onAbort(parent, abort);
  try {
    return await new Promise<Result>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      if (parent?.aborted) abort();
      else work(signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    forget?.();
  }
}
