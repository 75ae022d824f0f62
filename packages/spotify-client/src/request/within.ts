import { SpotifyAbortedError, type SpotifyErrorDetails } from '../errors.ts';
import { onAbort } from './on-abort.ts';

/** A timer can hold no longer time than 24 days, which is as good as none. */
const longestMs = 2e9;

/**
 * Runs work under a signal of its own, which fires with `parent` or after `ms`.
 * The moment it fires, the result rejects with its reason, whatever the work does.
 *
 * @param late - The reason when the time is over.
 * @param reasonOf - The reason when the parent has fired. @default the parent's
 */
export async function within<Result>(
  parent: AbortSignal | undefined,
  ms: number,
  late: () => unknown,
  work: (signal: AbortSignal) => Promise<Result>,
  reasonOf = (reason: unknown): unknown => reason,
): Promise<Result> {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => controller.abort(reasonOf(parent?.reason));
  const timer = setTimeout(() => controller.abort(late()), Math.min(ms, longestMs));
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

/** Runs work until the caller's signal fires: then the result rejects with {@link SpotifyAbortedError}. */
export function untilAborted<Result>(
  signal: AbortSignal | undefined,
  about: SpotifyErrorDetails,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const reasonOf = (cause: unknown): SpotifyAbortedError =>
    new SpotifyAbortedError(`${about.endpoint} was aborted.`, { ...about, cause });
  return within(signal, longestMs, () => undefined, work, reasonOf);
}
