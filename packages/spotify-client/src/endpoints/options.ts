import type { PageOptions } from '../paging/paged.ts';
import type { RequestOptions } from '../request/transport.ts';

export interface MarketOptions extends RequestOptions {
  /** ISO 3166-1 alpha-2 country; the signed-in person's own country takes precedence. */
  readonly market?: string | undefined;
}

export interface MarketPageOptions extends PageOptions, MarketOptions {}
