import { type Listener, learn, mapOf, rank } from './listener.ts';
import type { Reply, Request } from './messages.ts';

let listener: Listener | undefined;
/** Ends what an earlier request of the same kind has begun: the latest counts. */
const running = new Map<Request['kind'], AbortController>();

addEventListener('message', async ({ data: request }: MessageEvent<Request>) => {
  const { number, kind } = request;
  running.get(kind)?.abort();
  const controller = new AbortController();
  running.set(kind, controller);
  try {
    const answer = await answerTo(request, controller.signal);
    if (!controller.signal.aborted && answer !== undefined) reply({ number, ...answer });
  } catch (error) {
    if (controller.signal.aborted) return;
    reply({ number, kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

type Answer = Reply extends infer Each
  ? Each extends Reply
    ? Omit<Each, 'number'> & Pick<Each, 'kind'>
    : never
  : never;

async function answerTo(request: Request, signal: AbortSignal): Promise<Answer | undefined> {
  if (request.kind === 'learn') {
    const { number } = request;
    const learned = await learn(
      request.files,
      ({ bytesRead, bytesTotal, rowsRead }) => {
        const text = `Reading: ${rowsRead.toLocaleString('en-US')} rows`;
        reply({ number, kind: 'working', text, share: bytesTotal === 0 ? 1 : bytesRead / bytesTotal });
      },
      signal,
    );
    listener = learned.listener;
    return { kind: 'learned', taste: learned.taste };
  }
  if (listener === undefined) return undefined;
  if (request.kind === 'map') return { kind: 'mapped', map: await mapOf(listener) };
  return { kind: 'ranked', ranking: await rank(listener, request.files, signal) };
}

function reply(message: Reply): void {
  postMessage(message);
}
