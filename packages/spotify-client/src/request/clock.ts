/** Time as the client sees it; replaced in tests so that waits take none. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it fires. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    abortable(signal, (resolve) => {
      const timer = setTimeout(resolve, ms);
      return () => clearTimeout(timer);
    }),
};

/**
 * A promise that rejects with the signal's reason when it fires first.
 *
 * @param start - Starts the work and returns what stops it.
 */
export function abortable<Result>(
  signal: AbortSignal,
  start: (resolve: (value: Result) => void, reject: (reason: unknown) => void) => (() => void) | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    const onAbort = (): void => {
      stop?.();
      reject(signal.reason);
    };
    const settle =
      <Value>(done: (value: Value) => void) =>
      (value: Value): void => {
        signal.removeEventListener('abort', onAbort);
        done(value);
      };
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort);
    stop = start(settle(resolve), settle(reject));
  });
}

/** The promise's result, unless the signal fires first; then its reason is thrown. */
export function withSignal<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return abortable(signal, (resolve, reject) => {
    promise.then(resolve, reject);
    return undefined;
  });
}
