import { type Answer, type Json, refuse } from './json.ts';
import { ok, type RouteContext } from './route.ts';

export interface PageLimits {
  readonly default: number;
  readonly max: number;
  readonly maxOffset?: number;
}

export const usualLimits: PageLimits = { default: 20, max: 50 };

/** `limit` and `offset` of a request, refused where Spotify refuses them. */
export function placeOf(
  query: URLSearchParams,
  limits: PageLimits = usualLimits,
): { readonly limit: number; readonly offset: number } {
  const limit = wholeNumber(query, 'limit') ?? limits.default;
  const offset = wholeNumber(query, 'offset') ?? 0;
  if (limit < 1 || limit > limits.max) refuse(400, 'Invalid limit');
  if (offset < 0 || offset > (limits.maxOffset ?? 100_000)) refuse(400, 'Invalid offset');
  return { limit, offset };
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return /^-?\d+$/.test(text) ? Number(text) : refuse(400, `Invalid ${name}`);
}

/** A paging object over a list, with `next` and `previous` for the request's own address. */
export function pageOf<Item>(
  context: Pick<RouteContext, 'apiUrl' | 'query'> & { readonly path: string },
  items: readonly Item[],
  build: (item: Item) => unknown,
  limits?: PageLimits,
): Json {
  const { limit, offset } = placeOf(context.query, limits);
  const address = (start: number): string => {
    const query = new URLSearchParams(context.query);
    query.set('offset', String(start));
    query.set('limit', String(limit));
    return `${context.apiUrl}${context.path}?${query}`;
  };
  return {
    href: address(offset),
    items: items.slice(offset, offset + limit).map(build),
    limit,
    next: offset + limit < items.length ? address(offset + limit) : null,
    offset,
    previous: offset > 0 ? address(Math.max(0, offset - limit)) : null,
    total: items.length,
  };
}

/** A handler that pages over a list. */
export function listRoute<Item>(
  list: (context: RouteContext) => readonly Item[],
  build: (context: RouteContext, item: Item) => unknown,
  limits?: PageLimits | ((context: RouteContext) => PageLimits),
): (context: RouteContext) => Answer {
  return (context) => {
    const path = context.url.pathname.slice(new URL(context.apiUrl).pathname.length);
    const bounds = typeof limits === 'function' ? limits(context) : limits;
    return ok(pageOf({ ...context, path }, list(context), (item) => build(context, item), bounds));
  };
}
