import { createFetch } from 'ofetch';
import {
  SpotifyAbortedError,
  SpotifyError,
  SpotifyNetworkError,
  type SpotifyRateLimitError,
  SpotifyTimeoutError,
} from '../errors.ts';
import type { RequestBudget } from './budget.ts';
import { type Clock, systemClock } from './clock.ts';
import { type SpotifyEvent, tell } from './events.ts';
import { redact } from './redact.ts';
import { rateLimitError, responseError } from './response-error.ts';
import { backoffMs, retryAfterMs } from './retry-timing.ts';
import { within } from './within.ts';

/** Query parameters by their wire names; absent ones are not sent. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** One HTTP request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Route template, such as `/tracks/{id}`. */
  readonly route: string;
  readonly query?: Query | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Safe to send twice. */
  readonly idempotent: boolean;
  /** Never to appear in an error. */
  readonly secrets?: readonly (string | undefined)[];
  /** A success holds secrets too, so that its text is never kept. */
  readonly isPrivate?: boolean;
  /** The bearer token; called again with the token that was refused, once. */
  readonly token?: (refused?: string) => Promise<string>;
}

/** An answer; `ok` for 2xx, and for 304, which answers conditional requests. */
export interface HttpResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** How patient a client is. */
export interface RequestLimits {
  /** Milliseconds for one attempt. @default 20_000 */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds for a whole call: attempts and every wait. @default 120_000 */
  readonly deadlineMs?: number | undefined;
  /** Times a failed request is sent again. @default 10 */
  readonly retries?: number | undefined;
  /** Longest `Retry-After` that is waited for, in milliseconds; a longer one is an error. @default 30_000 */
  readonly maxRetryAfterMs?: number | undefined;
}

/** Options of every call. */
export interface RequestOptions extends RequestLimits {
  /** Ends the call, in every wait too, with {@link SpotifyAbortedError}. */
  readonly signal?: AbortSignal | undefined;
}

export interface TransportOptions extends RequestLimits {
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined;
  /** Requests under way at once. @default 4 */
  readonly concurrency?: number | undefined;
  /** Counts requests and refuses those beyond its limit. @default none */
  readonly budget?: RequestBudget | undefined;
  /** Told of every request, answer and wait; never of a header, a body or a query. What it throws is ignored. */
  readonly onEvent?: ((event: SpotifyEvent) => void) | undefined;
  /** Replaced in tests. @default the system's */
  readonly clock?: Clock | undefined;
}

/**
 * Sends a request with retries, a shared cool-down and a limit on concurrency.
 *
 * @param accept - Reads a success; whatever it throws makes it a failed attempt ({@link SpotifyResponseError}).
 */
export type Transport = <Result>(
  request: HttpRequest,
  accept: (response: HttpResponse) => Result,
  options?: RequestOptions,
) => Promise<Result>;

/** Failures that another try does not mend, except for a server that is just starting. */
const hopeless = /REFUSED|NOTFOUND/;
const transient = /network|server|timeout|response/;

// Longer than most: the steps of a call share its signal, its count of attempts and the client's cool-down.
export function createTransport(settings: TransportOptions): Transport {
  const { clock = systemClock, concurrency = 4, budget, onEvent } = settings;
  const queue: (() => void)[] = [];
  let running = 0;
  let coolUntil = 0;
  const quotaUntil: Record<string, number> = {};

  /** Waits for one of the places. */
  const enter = (): Promise<void> | undefined => {
    if (running < concurrency) running++;
    else return new Promise((go) => queue.push(go));
  };
  /** Hands the place on; who does not want it any more hands it on at once. */
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running--;
  };

  return (request, accept, options = {}) => {
    const { method, route, url, idempotent, token: getToken } = request;
    const {
      timeoutMs = settings.timeoutMs ?? 20_000,
      deadlineMs = settings.deadlineMs ?? 120_000,
      retries = settings.retries ?? 10,
      maxRetryAfterMs = settings.maxRetryAfterMs ?? 30_000,
    } = options;
    const endpoint = `${method} ${route}`;
    const deadlineAt = clock.now() + deadlineMs;
    const about = { endpoint, attempts: 0 };
    let token: string | undefined;
    const emit = (event: object): unknown => tell(onEvent, { ...about, url, ...event } as SpotifyEvent);
    const clean = (text: string): string => redact(text, [token, ...(request.secrets ?? [])]);
    const timeout = (ms: number): SpotifyError =>
      new SpotifyTimeoutError(`${endpoint} got no answer in ${ms} ms.`, about);

    /** Waits out the cool-down; refuses when it, or a quota, lasts too long. */
    async function coolDown(signal: AbortSignal): Promise<void> {
      for (;;) {
        const now = clock.now();
        const quota = (quotaUntil[endpoint] ?? 0) - now;
        const wait = quota > 0 ? quota : coolUntil - now;
        if (wait <= 0) return;
        if (quota > 0 || wait > maxRetryAfterMs || now + wait > deadlineAt) {
          const details = { ...about, retryAfterMs: wait };
          throw rateLimitError(`${endpoint} was not sent.`, quota > 0 ? 'quota' : 'rate-limit', details, now);
        }
        await clock.wait(wait, signal);
      }
    }

    async function attempt(signal: AbortSignal): Promise<HttpResponse> {
      budget?.spend(endpoint, clock.now());
      about.attempts++;
      emit({ type: 'request' });
      try {
        const { ok, status, headers, _data } = await createFetch({ fetch: settings.fetch ?? fetch }).raw(
          url,
          {
            method,
            query: request.query as Record<string, unknown>,
            body: request.body as Record<string, unknown>,
            headers: { ...request.headers, ...(token && { authorization: `Bearer ${token}` }) },
            signal,
            redirect: 'manual',
            retry: false,
            ignoreResponseError: true,
            responseType: 'text',
          },
        );
        emit({ type: 'response', status });
        return { ok: ok || status === 304, status, headers, text: _data ?? '' };
      } catch (error) {
        // Only the words and the system's code are kept: what `fetch` throws may hold headers.
        let root = error as Error & { readonly code?: string; readonly cause?: typeof root };
        while (root.cause) root = root.cause;
        const { message, code } = root;
        const cause = Object.assign(new Error(clean(`${message}`)), { code });
        const hint = code ? '' : ' (maybe a 429)';
        throw new SpotifyNetworkError(`${endpoint} got no answer${hint}: ${cause.message}.`, {
          ...about,
          cause,
        });
      }
    }

    async function run(signal: AbortSignal): Promise<ReturnType<typeof accept>> {
      token = await getToken?.();
      let renewed = false;
      for (let retry = 0; ; retry++) {
        try {
          await enter();
          let response: HttpResponse;
          try {
            signal.throwIfAborted();
            await coolDown(signal);
            response = await within(signal, timeoutMs, (_, reason) => reason ?? timeout(timeoutMs), attempt);
          } finally {
            leave();
          }
          const { ok, status, headers, text } = response;
          try {
            if (ok) return accept(response);
          } catch {
            // Told below.
          }
          throw responseError(
            {
              ...about,
              status,
              body: ok && request.isPrivate ? '' : clean(text),
              retryAfterMs: retryAfterMs(headers.get('retry-after'), clock.now()),
            },
            `${method} ${clean(url)}`,
            clock.now(),
          );
        } catch (error) {
          if (!SpotifyError.isInstance(error) || signal.aborted) throw error;
          if (error.status === 401 && getToken && !renewed) {
            renewed = true;
            token = await getToken(token);
            continue;
          }
          const backoff = backoffMs(retry, Math.random());
          const { reason, until } = error as SpotifyRateLimitError;
          const systemCode = (error.cause as { readonly code?: string } | undefined)?.code;
          let wait = idempotent && transient.test(error.code) ? backoff : Number.NaN;
          if (reason === 'rate-limit') wait = error.retryAfterMs ?? 1000 + 4 * backoff;
          if (reason === 'quota') quotaUntil[endpoint] = Number(until);
          // The moment that the error names, so that every call says the same.
          const resumeAt = Number(until ?? clock.now() + wait);
          // What a browser hides may be a 429, so everybody waits.
          if (reason === 'rate-limit' || (error.code === 'network' && !systemCode)) {
            if (resumeAt > coolUntil) coolUntil = resumeAt;
          }
          const isFinal = retry >= retries || (retry > 1 && hopeless.test(systemCode as string));
          // Written so that NaN, which stands for "never", throws.
          if (isFinal || !(wait <= maxRetryAfterMs && resumeAt <= deadlineAt)) throw error;
          emit({ type: 'wait', waitMs: wait, code: error.code });
          await clock.wait(wait, signal);
        }
      }
    }

    return within(
      options.signal,
      deadlineMs,
      (aborted, cause) =>
        aborted
          ? new SpotifyAbortedError(`${endpoint} was aborted`, { ...about, cause })
          : timeout(deadlineMs),
      run,
    );
  };
}
