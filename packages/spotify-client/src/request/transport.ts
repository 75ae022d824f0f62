import { createFetch } from 'ofetch';
import {
  type RateLimitReason,
  SpotifyAbortedError,
  SpotifyError,
  SpotifyNetworkError,
  SpotifyRateLimitError,
  SpotifyTimeoutError,
} from '../errors.ts';
import { type Clock, withSignal } from './clock.ts';
import type { SpotifyEvent } from './events.ts';
import { createLimiter } from './limiter.ts';
import { linkSignal } from './linked-signal.ts';
import { redact } from './redact.ts';
import { responseError } from './response-error.ts';
import { backoffMs } from './retry-timing.ts';

/** Query parameters by their wire names; absent ones are not sent. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** One HTTP request, whole except for what the call adds. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Route template, such as `/tracks/{id}`. */
  readonly route: string;
  readonly query?: Query | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Safe to send twice. */
  readonly idempotent: boolean;
  /** Never to appear in an error. */
  readonly secrets: readonly (string | undefined)[];
  /** A success body holds secrets, so it is not kept on errors. */
  readonly privateBody?: boolean;
}

/** A success answer (2xx, or 304 to a conditional request). */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One call of the user's: its signal (deadline included), its deadline and how often it was sent. */
export interface Call {
  readonly signal: AbortSignal;
  readonly deadlineAt: number;
  attempts: number;
}

/** How patient a client is. */
export interface RequestLimits {
  /** Milliseconds for one attempt. @default 20_000 */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for a whole call: attempts and every wait. @default 120_000 */
  readonly deadlineMs?: number | undefined;
  /** Times a failed request is sent again. @default 8 */
  readonly retries?: number | undefined;
  /** Longest `Retry-After` that is waited for, in milliseconds; a longer one is an error. @default 30_000 */
  readonly maxRetryAfterMs?: number | undefined;
}

/** {@link RequestLimits} with the defaults filled in. */
export type ResolvedLimits = { readonly [Name in keyof RequestLimits]-?: number };

export interface TransportSettings extends ResolvedLimits {
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly concurrency: number;
  readonly onEvent: ((event: SpotifyEvent) => void) | undefined;
  /** Called before each request; throws to refuse it. */
  readonly beforeRequest: (endpoint: string) => void;
}

/** Sends requests with retries, a shared cool-down and a limit on concurrency. */
export interface Transport {
  /** @param accept - Judges a success body; throws {@link SpotifyResponseError} to have it fetched again. */
  send<Result>(
    request: HttpRequest,
    call: Call,
    accept: (response: HttpResponse) => Result,
    limits?: RequestLimits,
  ): Promise<Result>;
}

const hopeless = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;

export function createTransport(settings: TransportSettings): Transport {
  const { clock } = settings;
  const limiter = createLimiter(settings.concurrency);
  const quotaUntil = new Map<string, number>();
  let coolUntil = 0;

  /** Waits out the shared cool-down; refuses when it, or a quota, lasts too long. */
  async function coolDown(endpoint: string, call: Call, maxMs: number): Promise<void> {
    const refuse = (reason: RateLimitReason, until: number): never => {
      const date = new Date(until);
      const message = `${endpoint} was not sent: a ${reason} lasts until ${date.toISOString()}. Try again then.`;
      const wait = until - clock.now();
      throw new SpotifyRateLimitError(message, {
        reason,
        until: date,
        retryAfterMs: wait,
        endpoint,
        attempts: call.attempts,
      });
    };
    const quota = quotaUntil.get(endpoint) ?? 0;
    if (quota > clock.now()) refuse('quota', quota);
    for (let wait = coolUntil - clock.now(); wait > 0; wait = coolUntil - clock.now()) {
      if (wait > maxMs || coolUntil > call.deadlineAt) refuse('rate-limit', coolUntil);
      await clock.wait(wait, call.signal);
    }
  }

  async function attempt(request: HttpRequest, call: Call, timeoutMs: number): Promise<HttpResponse> {
    const path = new URL(request.url).pathname;
    const endpoint = `${request.method} ${request.route}`;
    settings.beforeRequest(endpoint);
    const number = ++call.attempts;
    const link = linkSignal(
      call.signal,
      timeoutMs,
      (reason) => reason,
      () =>
        new SpotifyTimeoutError(`${endpoint} gave no whole answer within ${timeoutMs} ms.`, {
          endpoint,
          attempts: number,
        }),
    );
    const startedAt = clock.now();
    settings.onEvent?.({ type: 'request', endpoint, path, attempt: number });
    try {
      const response = await withSignal(
        createFetch({ fetch: settings.fetch ?? globalThis.fetch }).raw(request.url, {
          method: request.method,
          query: request.query as Record<string, unknown>,
          body: request.body as Record<string, unknown>,
          headers: request.headers as Record<string, string>,
          signal: link.signal,
          redirect: 'manual',
          retry: false,
          ignoreResponseError: true,
          responseType: 'text',
        }),
        link.signal,
      );
      const { status, headers, _data = '' } = response;
      settings.onEvent?.({
        type: 'response',
        endpoint,
        path,
        attempt: number,
        status,
        durationMs: clock.now() - startedAt,
      });
      return { status, headers, text: _data };
    } catch (error) {
      throw SpotifyError.isInstance(error) ? error : networkError(error, request, endpoint, number);
    } finally {
      link.release();
    }
  }

  /** Milliseconds until the next try; `undefined` when the failure is final. */
  function nextWait(error: SpotifyError, retry: number, idempotent: boolean): number | undefined {
    const backoff = backoffMs(retry, Math.random());
    if (SpotifyRateLimitError.isInstance(error)) {
      return error.reason === 'rate-limit' ? (error.retryAfterMs ?? 1000 + 4 * backoff) : undefined;
    }
    const transient = ['network', 'server', 'timeout', 'unexpected-response'].includes(error.code);
    if (!transient || !idempotent) return undefined;
    return retry > 1 && hopeless.test(error.message) ? undefined : backoff;
  }

  return {
    async send(request, call, accept, limits = {}) {
      const { timeoutMs, retries, maxRetryAfterMs } = { ...settings, ...defined(limits) };
      const key = `${request.method} ${request.route}`;
      for (let retry = 0; ; retry++) {
        try {
          const response = await limiter.run(call.signal, async () => {
            await coolDown(key, call, maxRetryAfterMs);
            return attempt(request, call, timeoutMs);
          });
          if (response.status >= 200 && response.status < 300) return accept(response);
          if (response.status === 304 && request.headers?.['if-none-match']) return accept(response);
          throw responseError(request, response, call.attempts, clock.now());
        } catch (error) {
          // The call's own signal fired: its reason is already the right error.
          if (!SpotifyError.isInstance(error) || call.signal.aborted) throw error;
          const wait = nextWait(error, retry, request.idempotent);
          if (SpotifyRateLimitError.isInstance(error) && error.reason === 'quota') {
            quotaUntil.set(key, Number(error.until ?? 0));
          }
          if (wait === undefined) throw error;
          const resumeAt = clock.now() + wait;
          // An answer that a browser hides may be a 429, so everybody waits.
          if (error.code === 'rate-limit' || isOpaque(error)) coolUntil = Math.max(coolUntil, resumeAt);
          if (retry >= retries || wait > maxRetryAfterMs || resumeAt > call.deadlineAt) throw error;
          const { pathname: path } = new URL(request.url);
          settings.onEvent?.({ type: 'wait', endpoint: key, path, waitMs: wait, code: error.code });
          await clock.wait(wait, call.signal);
        }
      }
    },
  };
}

/** The given settings, without those that are `undefined`. */
function defined(limits: RequestLimits): Partial<ResolvedLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
}

function isOpaque(error: SpotifyError): boolean {
  return error.code === 'network' && !(error.cause as { code?: string } | undefined)?.code;
}

/** Only the words and the system's code of the failure are kept: what `fetch` throws may hold headers. */
function networkError(
  error: unknown,
  request: HttpRequest,
  endpoint: string,
  attempts: number,
): SpotifyNetworkError {
  let words = '';
  let code: string | undefined;
  for (let cause = error; cause instanceof Error && cause !== cause.cause; cause = cause.cause) {
    if (cause.name !== 'FetchError') words += ` ${cause.message}`;
    code ??= (cause as { code?: string }).code;
  }
  const text = redact(`${words.trim()}${code ? ` (${code})` : ''}`, request.secrets);
  const hint = code
    ? 'Check the address and the connection.'
    : 'Check the connection; in a browser this can also be a rate limit whose answer is hidden.';
  return new SpotifyNetworkError(
    `${endpoint} got no answer from ${new URL(request.url).origin}: ${text}. ${hint}`,
    {
      endpoint,
      attempts,
      cause: code ? Object.assign(new Error(text), { code }) : new Error(text),
    },
  );
}

/** The signal and deadline of one call; every way it ends early has a typed error as its reason. */
export async function runCall<Result>(
  endpoint: string,
  settings: TransportSettings,
  options: { readonly signal?: AbortSignal | undefined; readonly deadlineMs?: number | undefined },
  work: (call: Call) => Promise<Result>,
): Promise<Result> {
  const deadlineMs = options.deadlineMs ?? settings.deadlineMs;
  const link = linkSignal(
    options.signal,
    deadlineMs,
    (cause) =>
      new SpotifyAbortedError(`${endpoint} was aborted by its caller.`, {
        endpoint,
        attempts: call.attempts,
        cause,
      }),
    () =>
      new SpotifyTimeoutError(`${endpoint} was not done within its deadline of ${deadlineMs} ms.`, {
        endpoint,
        attempts: call.attempts,
      }),
  );
  const call: Call = { signal: link.signal, deadlineAt: settings.clock.now() + deadlineMs, attempts: 0 };
  try {
    return await withSignal(work(call), link.signal);
  } finally {
    link.release();
  }
}
