/** Query parameters by their wire names; absent ones are not sent. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** One HTTP request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** Route template, such as `/tracks/{id}`. */
  readonly route: string;
  readonly query?: Query | undefined;
  /** An object is sent as JSON, text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Safe to send twice. */
  readonly idempotent: boolean;
  /** Never to appear in an error. */
  readonly secrets?: readonly (string | undefined)[];
  /** A success holds secrets too, so that its text is never kept. */
  readonly isPrivate?: boolean;
  /** The bearer token, asked for before each attempt; called with the token that was refused, once. */
  readonly token?: (refused?: string) => Promise<string>;
}

/** An answer; `ok` for 2xx, and for 304, which answers conditional requests. */
export interface HttpResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}
