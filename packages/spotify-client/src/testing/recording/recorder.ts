import { type RecordedExchange, type Recording, toBody } from './recording.ts';
import { createSecrets, maskSecrets, type Secrets } from './secrets.ts';

export interface RecorderOptions {
  /** Where the requests go. @default the global fetch */
  readonly fetch?: typeof fetch;
  /**
   * What else is to be replaced wherever it stands, such as the person's id and name:
   * `{ [user.id]: 'somebody' }`.
   */
  readonly replace?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. @default the real time */
  readonly now?: () => number;
}

/** A `fetch` that listens. */
export interface Recorder {
  /** For the `fetch` option of a client. Answers pass unchanged; requests without one are not recorded. */
  readonly fetch: typeof fetch;
  /** Everything so far, without secrets: for `JSON.stringify`. */
  recording(): Recording;
}

/** Headers of an answer that the client reads. */
const kept = ['content-type', 'etag', 'retry-after', 'www-authenticate'];

interface Heard extends Omit<RecordedExchange, 'requestBody' | 'body'> {
  readonly requestText: string;
  readonly text: string;
}

/**
 * Records what a client and Spotify say to each other, for {@link createReplayer}. No header of a request is kept, and
 * no token, code, verifier, client id, secret or e-mail address. What is recorded is Spotify's content: its terms
 * forbid keeping it for ever or publishing it.
 */
export function createRecorder(options: RecorderOptions = {}): Recorder {
  const { fetch = globalThis.fetch, replace = {}, now = Date.now } = options;
  const heard: Heard[] = [];
  let asked = 0;
  const secrets = createSecrets();
  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const requestText = await request.clone().text();
      noteCredentials(request.headers.get('authorization') ?? '', secrets);
      // In the order of the requests, whatever is answered first.
      const place = asked++;
      const response = await fetch(request);
      const text = await response.clone().text();
      // Each may be repeated in what was said before or will be said later.
      for (const said of [requestText, text]) maskSecrets(said, secrets.note);
      const headers = kept.flatMap((name) => {
        const value = response.headers.get(name);
        return value === null ? [] : [[name, value]];
      });
      heard[place] = {
        method: request.method,
        url: request.url,
        requestText,
        status: response.status,
        headers: Object.fromEntries(headers),
        text,
      };
      return response;
    },
    recording() {
      const clean = (said: string): string => {
        let text = secrets.clean(said);
        for (const [from, to] of Object.entries(replace)) text = text.replaceAll(from, to);
        return text;
      };
      // Requests without an answer have left a hole, which is passed over.
      const exchanges = heard.flatMap(({ requestText, text, ...rest }) => [
        {
          ...(toBody(clean(JSON.stringify(rest))) as typeof rest),
          requestBody: toBody(clean(requestText)),
          body: toBody(clean(text)),
        },
      ]);
      const recordedAt = new Date(now()).toISOString();
      return { kind: 'ssrm/spotify-recording', version: 1, recordedAt, exchanges };
    },
  };
}

/** A token, or a client id and secret. */
function noteCredentials(header: string, secrets: Secrets): void {
  const [scheme, credentials = ''] = header.split(' ');
  if (credentials) secrets.note(credentials);
  if (scheme === 'Basic') for (const part of atob(credentials).split(':')) secrets.note(part);
}
