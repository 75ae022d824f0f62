import { SsrmError } from './errors.ts';

/**
 * The abort contract of these packages: work that is stopped by its signal rejects with an {@link SsrmError} of code
 * `aborted`, whose cause is the signal's reason.
 *
 * @throws {@link SsrmError} `aborted` if the signal is aborted.
 */
export function throwIfAborted(
  signal: AbortSignal | undefined,
  message = 'The work was stopped by its signal before it ended.',
): void {
  if (signal?.aborted) throw new SsrmError(message, { code: 'aborted', cause: signal.reason });
}
