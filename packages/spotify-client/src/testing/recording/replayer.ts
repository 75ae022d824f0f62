import { checkRecording, keyOf, type RecordedExchange, toBody, toText } from './recording.ts';

/** Answers from a recording, offline. */
export interface Replayer {
  /** For the `fetch` option of a client, which may have any token. */
  readonly fetch: typeof fetch;
  /** What was recorded and has not been asked for: method and address. */
  unused(): readonly string[];
}

/** Spotify never sends it, so that no client does anything about it but fail. */
const notRecorded = 418;

/**
 * Plays back what {@link createRecorder} has recorded. A request finds its answer by method, path, query and body;
 * several answers to the same come in their order, and the last again and again. A request that was not recorded is
 * refused with 418, which the client throws as a `SpotifyRequestError` that names it.
 *
 * @param recording - As it was recorded, or as JSON has given it back.
 * @throws {@link SpotifyArgumentError} for anything else.
 */
export function createReplayer(recording: unknown): Replayer {
  const answers = new Map<string, RecordedExchange[]>();
  const unused = new Set<RecordedExchange>();
  for (const exchange of checkRecording(recording).exchanges) {
    const key = keyOf(exchange.method, exchange.url, exchange.requestBody);
    answers.set(key, [...(answers.get(key) ?? []), exchange]);
    unused.add(exchange);
  }
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const left = answers.get(keyOf(request.method, request.url, toBody(await request.text())));
      const exchange = left && left.length > 1 ? left.shift() : left?.[0];
      if (!exchange) return refusal(request);
      unused.delete(exchange);
      const { status, headers, body } = exchange;
      // A body is not allowed with either.
      const text = status === 204 || status === 304 ? null : toText(body);
      return new Response(text, { status, headers });
    },
    unused: () => [...unused].map(({ method, url }) => `${method} ${url}`),
  };
}

function refusal({ method, url }: Request): Response {
  const message = `The recording has no answer to ${method} ${url}. Record it again`;
  return Response.json({ error: { status: notRecorded, message } }, { status: notRecorded });
}
