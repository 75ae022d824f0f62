/** A signal that fires when its parent does or after a time; `release` must be called when the work is over. */
export interface LinkedSignal {
  readonly signal: AbortSignal;
  readonly release: () => void;
}

/**
 * @param parent - Fires the new signal too, with the reason that `onParent` makes of its own.
 * @param ms - Time after which the signal fires with what `onTimeout` returns; not finite = never.
 */
export function linkSignal(
  parent: AbortSignal | undefined,
  ms: number,
  onParent: (reason: unknown) => unknown,
  onTimeout: () => unknown,
): LinkedSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(onParent(parent?.reason));
  const timer = ms < 2 ** 31 ? setTimeout(() => controller.abort(onTimeout()), ms) : undefined;
  if (parent?.aborted) abort();
  else parent?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      parent?.removeEventListener('abort', abort);
    },
  };
}
