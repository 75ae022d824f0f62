import {
  SpotifyError,
  SpotifyNetworkError,
  type SpotifyRateLimitError,
  SpotifyTimeoutError,
} from '../errors.ts';
import type { RequestBudget } from './budget.ts';
import { type Clock, systemClock } from './clock.ts';
import { type SpotifyEvent, tell } from './events.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { createPlaces } from './places.ts';
import { redact } from './redact.ts';
import { rateLimitError, responseError } from './response-error.ts';
import { retryAfterMs, waitMs, whenAfter } from './retry-timing.ts';
import { send } from './send.ts';
import { untilAborted, within } from './within.ts';

/** How patient a client is. */
export interface RequestLimits {
  /** Milliseconds for one attempt. @default 20_000 */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for a whole call, attempts and every wait, from when the client has a place for it: what it waits
   * behind other calls of the same client does not count. @default 120_000
   */
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

// Longer than most: the steps of a call share its signal, its count of attempts and the client's cool-down.
export function createTransport(settings: TransportOptions): Transport {
  const { clock = systemClock, concurrency = 4, budget, onEvent } = settings;
  const { enter, leave } = createPlaces(concurrency);
  let coolUntil = 0;
  const quotaUntil: Record<string, number> = {};

  return (request, accept, options = {}) => {
    const { method, route, url, idempotent, token: getToken } = request;
    const {
      timeoutMs = settings.timeoutMs ?? 20_000,
      deadlineMs = settings.deadlineMs ?? 120_000,
      retries = settings.retries ?? 10,
      maxRetryAfterMs = settings.maxRetryAfterMs ?? 30_000,
    } = options;
    const endpoint = `${method} ${route}`;
    const about = { endpoint, attempts: 0 };
    let deadlineAt = 0;
    let token: string | undefined;
    let isRenewed = false;
    const emit = (event: object): unknown => tell(onEvent, { ...about, url, ...event } as SpotifyEvent);
    const clean = (text: string): string => redact(text, [token, ...(request.secrets ?? [])]);
    const timeout = (ms: number): SpotifyError =>
      new SpotifyTimeoutError(
        `${endpoint} ${about.attempts ? 'got no answer' : 'was not sent'} in ${ms} ms.`,
        about,
      );

    /** Waits out the cool-down; refuses when it, or a quota, lasts too long. */
    async function coolDown(signal: AbortSignal): Promise<void> {
      for (;;) {
        const now = clock.now();
        const quota = (quotaUntil[endpoint] ?? 0) - now;
        const wait = quota > 0 ? quota : coolUntil - now;
        if (wait <= 0) return;
        if (quota > 0 || wait > maxRetryAfterMs || now + wait > deadlineAt) {
          const details = { ...about, ...whenAfter(wait, now) };
          throw rateLimitError(`${endpoint} was not sent.`, quota > 0 ? 'quota' : 'rate-limit', details);
        }
        await clock.wait(wait, signal);
      }
    }

    async function sendOnce(signal: AbortSignal): Promise<HttpResponse> {
      budget?.spend(endpoint, clock.now());
      about.attempts++;
      emit({ type: 'request' });
      try {
        const response = await send(settings.fetch ?? fetch, request, token, signal);
        emit({ type: 'response', status: response.status });
        return response;
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

    async function attempt(signal: AbortSignal): Promise<HttpResponse> {
      await coolDown(signal);
      return within(signal, timeoutMs, () => timeout(timeoutMs), sendOnce);
    }

    /** Sends in a place that is the call's already, again with another token where one is refused; reads the answer. */
    async function answer(signal: AbortSignal): Promise<ReturnType<typeof accept>> {
      let response: HttpResponse;
      try {
        signal.throwIfAborted();
        // Not before there is a place: by now another call may have found out that the token is refused.
        token = await getToken?.();
        response = await attempt(signal);
        if (response.status === 401 && getToken && !isRenewed) {
          isRenewed = true;
          token = await getToken(token);
          response = await attempt(signal);
        }
      } finally {
        leave();
      }
      const { ok, status, headers, text } = response;
      try {
        if (ok) return accept(response);
      } catch {
        // Told below.
      }
      const details = {
        ...about,
        status,
        body: ok && request.isPrivate ? '' : clean(text),
        ...whenAfter(retryAfterMs(headers.get('retry-after'), clock.now()), clock.now()),
      };
      throw responseError(details, `${method} ${clean(url)}`);
    }

    /** Attempts until one succeeds or there is no point in another; the place for the first is taken. */
    async function run(signal: AbortSignal): Promise<ReturnType<typeof accept>> {
      for (let retry = 0; ; retry++) {
        try {
          if (retry > 0) await enter();
          return await answer(signal);
        } catch (error) {
          // What failed for another request, that for a token, has had its own tries.
          if (!SpotifyError.isInstance(error) || error.endpoint !== endpoint || signal.aborted) throw error;
          const { reason, until } = error as SpotifyRateLimitError;
          const systemCode = (error.cause as { readonly code?: string } | undefined)?.code;
          const wait = waitMs(error, retry, idempotent, Math.random());
          if (reason === 'quota') quotaUntil[endpoint] = Number(until);
          // Not before the moment that the error names, so that every call says the same.
          const resumeAt = Math.max(clock.now() + wait, Number(until ?? 0));
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

    return untilAborted(options.signal, about, async (signal) => {
      await enter();
      if (signal.aborted) leave();
      deadlineAt = clock.now() + deadlineMs;
      return within(signal, deadlineMs, () => timeout(deadlineMs), run);
    });
  };
}
