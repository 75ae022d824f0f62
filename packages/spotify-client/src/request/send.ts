import type { HttpRequest, HttpResponse, Query } from './http.ts';

/** One request over the wire, and its whole answer as text. */
export async function send(
  fetch: typeof globalThis.fetch,
  { method, url, query, body, headers }: HttpRequest,
  token: string | undefined,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const isJson = typeof body === 'object';
  const response = await fetch(url + toSearch(query), {
    method,
    headers: {
      ...(isJson && { 'content-type': 'application/json' }),
      ...headers,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: isJson ? JSON.stringify(body) : ((body as string | undefined) ?? null),
    signal,
    // Followed, it would take the token with it.
    redirect: 'manual',
  });
  const { ok, status } = response;
  return { ok: ok || status === 304, status, headers: response.headers, text: await response.text() };
}

/** The query as an address has it, in the order of its names. */
export function toSearch(query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  search.sort();
  return search.size > 0 ? `?${search}` : '';
}
