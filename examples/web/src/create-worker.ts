// Inlined, so that it starts from a blob: only such a worker is bound by the page's content security policy. It is large, and loaded when it is needed.
import TasteWorker from './worker.ts?worker&inline';

export function createWorker(): Worker {
  return new TasteWorker();
}
