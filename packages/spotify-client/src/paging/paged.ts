import type { SpotifyClient } from '../client.ts';
import { SpotifyRequestError } from '../errors.ts';
import type { EndpointRequest } from '../request/endpoint-request.ts';
import type { HttpResponse, Query } from '../request/http.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { Page } from '../types/page.ts';
import { keyOfRow } from './row-key.ts';

export interface PageOptions extends RequestOptions {
  /** Rows per page; sent only when given, or when more than one page is wanted (then the most that is allowed). */
  readonly limit?: number | undefined;
  /** Rows to skip. */
  readonly offset?: number | undefined;
}

export interface CollectOptions {
  /** Stop after this many rows. @default all */
  readonly max?: number;
  /**
   * Each thing once: leave out rows whose `id` (or `uri`) came before, or that of the track, episode, album, show
   * or audiobook in them. A list that changes while it is read repeats rows. @default false
   */
  readonly unique?: boolean;
}

/**
 * A list that is fetched as it is read. `for await` yields the rows that are not `null`, page after page, for as
 * long as Spotify names a next page; it ends at an empty page too, and where the next page was read before.
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

/** Where a page is in its list: `offset`, `after` or `before`. */
type Place = Readonly<Record<string, string>>;

/** A {@link Paged} list of one endpoint. */
export function paged<Item>(
  client: SpotifyClient,
  { limit, offset, ...options }: PageOptions,
  { request, maxLimit, extendedLimit = maxLimit, maxOffset = 1e9, select }: PagedRoute<Item>,
): Paged<Item> {
  const { route, query } = request;
  const isPartial = query?.fields !== undefined;

  /** An answer without a list of items is a failed attempt, as damaged JSON is, unless `fields` left it out. */
  const read = ({ status, text }: HttpResponse): Page<Item> => {
    if (status === 204) return { items: [] };
    const answer = JSON.parse(text);
    const page = select ? select(answer as never) : answer;
    if (!isPartial && !Array.isArray(page.items)) throw page;
    return page;
  };
  const load = (more: Query): Promise<Page<Item>> =>
    client.request({ ...request, query: { ...query, ...more }, read }, options);

  /** The page at the given place, smaller where Spotify refuses the size. */
  async function loadSized(place: Place, isFirst: boolean): Promise<Page<Item>> {
    const { mode, learned } = client;
    const known = learned.pageSize?.[route];
    // The first page is of a size that both modes allow: often there is no second one.
    const isLarge = mode === 'extended' || (mode === 'auto' && (learned.batch ?? !isFirst));
    const size = Math.min(limit ?? known ?? (isLarge ? extendedLimit : maxLimit), known ?? 1e9);
    const learn = (allowed: number): void => {
      learned.pageSize = { ...learned.pageSize, [route]: allowed };
    };
    // A place by cursor stands in place of the one that the caller began with.
    const where = place.after || place.before ? { after: undefined, before: undefined, ...place } : place;
    try {
      const page = await load({ ...where, limit: size });
      if (size === extendedLimit && size > maxLimit) learn(size);
      return page;
    } catch (error) {
      if (!SpotifyRequestError.isInstance(error) || error.status !== 400 || size <= maxLimit) throw error;
      const page = await load({ ...where, limit: maxLimit });
      learn(maxLimit);
      return page;
    }
  }

  /** Where the page after this one is; `undefined` at the end of the list. */
  function placeAfter({ next, items, total = 0 }: Page<Item>, position: number): Place | undefined {
    const here = { offset: String(position) };
    if (next) return placeOf(next) ?? here;
    // Without a `next` the total decides; with `fields` it can be too small, and only an empty page is the end.
    const goesOn = next === undefined && (isPartial ? items : position < total);
    return goesOn ? here : undefined;
  }

  async function* pages(): AsyncGenerator<Page<Item>, void> {
    let place: Place | undefined = offset === undefined ? {} : { offset: String(offset) };
    let position = offset ?? 0;
    const seen = new Set<unknown>([JSON.stringify({ offset: String(position) })]);
    for (let isFirst = true; place; isFirst = false) {
      const page: Page<Item> = await loadSized(place, isFirst);
      if (page.items?.length === 0) return;
      yield page;
      position = Math.max(position, page.offset ?? 0) + (page.items?.length ?? 0);
      place = position > maxOffset ? undefined : placeAfter(page, position);
      // A list that leads back to a page that was read would never end.
      const mark = page.next && !placeOf(page.next) ? page.next : JSON.stringify(place);
      if (seen.has(mark)) return;
      seen.add(mark);
    }
  }

  async function* rows(): AsyncGenerator<Item, void> {
    for await (const { items } of pages()) {
      for (const item of items ?? []) if (item !== null) yield item;
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
        const key = unique ? keyOfRow(item) : undefined;
        if (key !== undefined) {
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
function placeOf(next: string): Place | undefined {
  const query = new URLSearchParams(next.split('?')[1]);
  const name = ['offset', 'after', 'before'].find((each) => query.has(each));
  return name ? { [name]: query.get(name) as string } : undefined;
}
