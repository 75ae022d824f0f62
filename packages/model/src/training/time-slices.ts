import { throwIfAborted as throwIfStopped } from '@ssrm/features';

/** Milliseconds of work between two pauses: short enough for 60 pictures a second. */
const sliceMs = 12;

/** Lets other work of the same thread run, by time and not by count. */
export interface TimeSlices {
  /** True when the present slice is used up (or `signal` has fired): then await {@link TimeSlices.pause}. */
  isOver(): boolean;
  /** @throws SsrmError `aborted` if `signal` has fired. */
  pause(): Promise<void>;
}

/** Starts counting time. */
export function startTimeSlices(signal: AbortSignal | undefined): TimeSlices {
  let end = performance.now() + sliceMs;
  return {
    isOver: () => performance.now() > end,
    async pause() {
      await nextTask();
      throwIfAborted(signal);
      end = performance.now() + sliceMs;
    },
  };
}

/** @throws SsrmError `aborted` if the signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  throwIfStopped(signal, 'Training was stopped before it ended; nothing was changed.');
}

/**
 * Resolves after the tasks that are waiting now. A message channel, unlike `setTimeout`, is not slowed down to
 * 4 ms a turn (or 1 s in a hidden tab).
 */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
