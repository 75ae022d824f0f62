import { SsrmError } from '@ssrm/features';

/** Throws an error with code `aborted`, whose cause is the signal's reason, if the signal is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new SsrmError('The work was stopped by its signal before it ended.', {
      code: 'aborted',
      cause: signal.reason,
    });
  }
}
