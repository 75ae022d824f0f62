import type { HttpRequest, HttpResponse, Query } from './http.ts';
import type { RequestOptions } from './transport.ts';

/** One endpoint call, as the endpoint functions make it. */
export interface EndpointRequest {
  /** @default GET */
  readonly method?: HttpRequest['method'];
  /** Template, such as `/tracks/{id}`. */
  readonly route: string;
  /** What stands in the template's braces, in order: ids, or URIs or links of what the route is about. */
  readonly ids?: readonly string[];
  readonly query?: Query;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Safe to send twice. @default true except for POST */
  readonly idempotent?: boolean;
  /** Reads a success; whatever it throws makes it a failed attempt. @default a JSON object or list */
  readonly read?: (response: HttpResponse) => unknown;
}

/** Sends one endpoint call. */
export type SendEndpointRequest = <Result>(
  request: EndpointRequest,
  options?: RequestOptions,
) => Promise<Result>;
