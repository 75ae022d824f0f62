import { SpotifyArgumentError } from '../../errors.ts';
import { maskSecrets } from './secrets.ts';

/** One request and its answer, without headers that say who asked, and without secrets. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: string;
  /** What was sent: JSON, or text. */
  readonly requestBody?: unknown;
  readonly status: number;
  /** Those of the answer that a client reads. */
  readonly headers: Readonly<Record<string, string>>;
  /** What came back: JSON, or text. */
  readonly body?: unknown;
}

/** What a recorder has heard: plain data for a JSON file. */
export interface Recording {
  readonly kind: 'ssrm/spotify-recording';
  readonly version: 1;
  /** ISO 8601. */
  readonly recordedAt: string;
  /** In the order of the requests. */
  readonly exchanges: readonly RecordedExchange[];
}

/** @throws {@link SpotifyArgumentError} for what is no recording, or one of another version. */
export function checkRecording(value: unknown): Recording {
  const { kind, version, exchanges } = (value ?? {}) as Partial<Recording>;
  if (kind !== 'ssrm/spotify-recording' || version !== 1 || !Array.isArray(exchanges)) {
    throw new SpotifyArgumentError(
      'Expected a recording of version 1, as createRecorder makes it, got something else. Record it again.',
    );
  }
  return value as Recording;
}

/** JSON objects and lists as such, so that a file shows them; everything else as text; nothing as `undefined`. */
export function toBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Object(value) === value ? value : text;
  } catch {
    return text || undefined;
  }
}

/** The text that {@link toBody} has read. */
export function toText(body: unknown): string {
  return typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
}

/** Under what an answer is found: method, path, query in any order, and body; secrets count as alike. */
export function keyOf(method: string, url: string, requestBody: unknown): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.sort();
  return maskSecrets(`${method} ${pathname}?${searchParams} ${toText(requestBody)}`, () => '*');
}
