import type { Fault } from './faults.ts';
import type { Answer, Json } from './json.ts';

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'Authorization, Content-Type, If-None-Match, Retry-After',
  'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
};

/** The connection ends before an answer; `code` is what the operating system would say. */
class ConnectionReset extends TypeError {
  readonly code = 'ECONNRESET';

  constructor() {
    super('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });
  }
}

/** How Spotify words each 403; some are bare text. */
const forbidden = {
  'mode-removed': errorBody(403, 'Forbidden'),
  'owner-not-premium': 'Active premium subscription required for the owner of the app.',
  'user-not-allowlisted':
    'Check settings on developer.spotify.com/dashboard, the user may not be registered.',
  'not-owner': errorBody(403, 'Forbidden'),
  scope: errorBody(403, 'Insufficient client scope'),
  'premium-required': errorBody(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED'),
} as const;

/** The answer as a `Response`, with the fault's effect. */
export async function applyFault(
  fault: Fault | undefined,
  answer: () => Promise<Answer>,
  url: URL,
  signal: AbortSignal,
): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return toResponse(await answer());
    case 'rate-limit':
      return toResponse({
        status: 429,
        body: fault.text ? 'Too many requests' : errorBody(429, 'API rate limit exceeded'),
        headers: fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) },
      });
    case 'quota':
      return toResponse({
        status: 429,
        body: errorBody(429, 'Too many requests', 'QUOTA_EXCEEDED'),
        headers: { 'retry-after': String(fault.retryAfter) },
      });
    case 'hidden-rate-limit':
      return new Response('Too many requests', { status: 429 });
    case 'forbidden':
      return toResponse({ status: 403, body: forbidden[fault.reason] });
    case 'status':
      return toResponse(fault);
    case 'html':
      return toResponse({
        status: fault.status ?? 502,
        body: '<html><head><title>502 Bad Gateway</title></head><body>upstream</body></html>',
        headers: { 'content-type': 'text/html' },
      });
    case 'empty':
      return toResponse({ status: (await answer()).status });
    case 'reset':
      throw new ConnectionReset();
    case 'truncated':
      return truncated(await answer());
    case 'half-json': {
      const { body, ...rest } = await answer();
      return toResponse({
        ...rest,
        body: half(body),
        headers: { 'content-type': 'application/json' },
      });
    }
    case 'slow':
      await delay(fault.delayMs, signal);
      return toResponse(await answer());
    case 'body': {
      const whole = await answer();
      return toResponse({ ...whole, body: fault.change(whole.body as Json, url) });
    }
  }
}

export function toResponse({ status, body, headers = {} }: Answer): Response {
  if (body === undefined || status === 204)
    return new Response(null, { status, headers: { ...cors, ...headers } });
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  return new Response(isText ? body : JSON.stringify(body), {
    status,
    headers: { ...cors, 'content-type': type, ...headers },
  });
}

function errorBody(status: number, message: string, reason?: string): Json {
  return { error: { status, message, ...(reason && { reason }) } };
}

function half(body: unknown): string {
  const text = JSON.stringify(body);
  return text.slice(0, text.length >> 1);
}

/** Promises more bytes than it sends, and then breaks off. */
function truncated({ status, body, headers }: Answer): Response {
  const bytes = new TextEncoder().encode(half(body));
  let sent = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new ConnectionReset());
      sent = true;
      controller.enqueue(bytes);
    },
  });
  return new Response(stream, {
    status,
    headers: { ...cors, 'content-type': 'application/json', ...headers },
  });
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
