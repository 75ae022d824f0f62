const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `work` when the signal fires. However many ask, the signal gets one listener: Node warns of a leak where
 * an `AbortSignal` has more than ten, and one signal may end a hundred calls.
 *
 * @returns Takes it back.
 */
export function onAbort(signal: AbortSignal, work: () => void): () => void {
  let all = listeners.get(signal);
  if (!all) {
    const created = new Set<() => void>();
    all = created;
    listeners.set(signal, created);
    signal.addEventListener('abort', () => {
      for (const each of created) each();
    });
  }
  all.add(work);
  return () => all.delete(work);
}
