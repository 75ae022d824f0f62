import type { EndpointRequest, SpotifyClient } from '../client.ts';
import { SpotifyRequestError } from '../errors.ts';
import type { HttpResponse, RequestOptions } from '../request/transport.ts';

/** One page as Spotify sends it. Rows can be `null`. */
export interface Page<Item> {
  readonly items: readonly (Item | null)[];
  readonly next?: string | null;
  readonly total?: number;
  readonly limit?: number;
  readonly offset?: number;
  readonly cursors?: { readonly after?: string | null; readonly before?: string | null } | null;
}

export interface PageOptions extends RequestOptions {
  /** Rows per page; sent only when given, or when more than one page is wanted (then the most that is allowed). */
  readonly limit?: number | undefined;
  /** Rows to skip. */
  readonly offset?: number | undefined;
}

export interface CollectOptions {
  /** Stop after this many rows. @default all */
  readonly max?: number;
  /** Leave out rows whose `id` (or `uri`) came before: a list that changes while it is read repeats rows. @default false */
  readonly unique?: boolean;
}

/**
 * A list that is fetched as it is read. `for await` yields the rows that are not `null`, page after page;
 * it ends at an empty page, when `total` is reached, when there is no next page or when a page repeats.
 */
export interface Paged<Item> extends AsyncIterable<Item> {
  /** One request: the page that the options describe, as it came. */
  page(): Promise<Page<Item>>;
  pages(): AsyncGenerator<Page<Item>, void>;
  collect(options?: CollectOptions): Promise<Item[]>;
}

/** How a list endpoint pages. */
export interface PagedRoute<Item> {
  readonly request: EndpointRequest;
  /** Largest page in both modes. */
  readonly maxLimit: number;
  /** Largest page for extended mode, where it differs. */
  readonly extendedLimit?: number;
  /** Largest offset the endpoint takes. @default no limit */
  readonly maxOffset?: number;
  /** Where the page is in the answer. @default the answer itself */
  readonly select?: (answer: never) => Page<Item> | undefined;
}

/** A {@link Paged} list of one endpoint. */
export function paged<Item>(
  client: SpotifyClient,
  { limit, offset, ...options }: PageOptions,
  {
    request,
    maxLimit,
    extendedLimit = maxLimit,
    maxOffset = Number.POSITIVE_INFINITY,
    select,
  }: PagedRoute<Item>,
): Paged<Item> {
  const { route } = request;

  /** An answer without a list of items is a failed attempt, as damaged JSON is. */
  const read = ({ text }: HttpResponse): Page<Item> => {
    const answer = JSON.parse(text);
    const page = select ? select(answer as never) : answer;
    if (!Array.isArray(page?.items)) throw page;
    return page;
  };
  const load = (query: EndpointRequest['query']): Promise<Page<Item>> =>
    client.request({ ...request, query: { ...request.query, ...query }, read }, options);

  /** The page at the given place, smaller where Spotify refuses the size. */
  async function loadSized(place: EndpointRequest['query']): Promise<Page<Item>> {
    const allowed =
      client.learned.pageSize?.[route] ?? (client.mode === 'extended' ? extendedLimit : maxLimit);
    const size = Math.min(limit ?? allowed, client.learned.pageSize?.[route] ?? Number.POSITIVE_INFINITY);
    try {
      return await load({ ...place, limit: size });
    } catch (error) {
      if (
        !SpotifyRequestError.isInstance(error) ||
        size <= maxLimit ||
        !/invalid limit/i.test(error.message)
      ) {
        throw error;
      }
      client.learned.pageSize = { ...client.learned.pageSize, [route]: maxLimit };
      return load({ ...place, limit: maxLimit });
    }
  }

  async function* pages(): AsyncGenerator<Page<Item>, void> {
    let place: EndpointRequest['query'] = { offset };
    let position = offset ?? 0;
    let before = '';
    for (;;) {
      const page = await loadSized(place);
      const content = JSON.stringify(page.items);
      const repeats = content === before && (page.total === undefined || !isMonotonous(page.items));
      if (page.items.length === 0 || repeats) return;
      yield page;
      before = content;
      position = Math.max(position, page.offset ?? 0) + page.items.length;
      if (page.next === null || position >= (page.total ?? position + 1) || position > maxOffset) return;
      place = { ...(page.next ? placeOf(page.next) : undefined) };
      if (Object.keys(place).length === 0) place = { offset: position };
    }
  }

  async function* rows(): AsyncGenerator<Item, void> {
    for await (const page of pages()) {
      for (const item of page.items) if (item !== null) yield item;
    }
  }

  return {
    page: () => load({ limit, offset }),
    pages,
    async collect({ max = Number.POSITIVE_INFINITY, unique = false } = {}) {
      const items: Item[] = [];
      const seen = new Set<unknown>();
      if (max <= 0) return items;
      for await (const item of rows()) {
        const { id, uri } = item as { id?: unknown; uri?: unknown };
        const key = id ?? uri;
        if (unique && key !== undefined) {
          if (seen.has(key)) continue;
          seen.add(key);
        }
        items.push(item);
        if (items.length >= max) break;
      }
      return items;
    },
    [Symbol.asyncIterator]: rows,
  };
}

/** Only the place is taken from `next`, never the address: the token stays with our own origin. */
function placeOf(next: string): EndpointRequest['query'] {
  const query = new URL(next, 'http://localhost').searchParams;
  const names = ['offset', 'after', 'before'];
  return Object.fromEntries(
    names.flatMap((name) => (query.has(name) ? [[name, query.get(name) as string]] : [])),
  );
}

/** A playlist may hold one song many times, so that two of its pages are rightly alike. */
function isMonotonous(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size === 1;
}
