import type { Fault } from './faults.ts';
import type { Json } from './json.ts';

type BodyFault = Extract<Fault, { kind: 'body' }>;

/** Changes every object in a body, from the inside out. */
function everywhere(body: unknown, change: (object: Json) => unknown): unknown {
  if (Array.isArray(body)) return body.map((item) => everywhere(item, change));
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).map(([name, value]) => [name, everywhere(value, change)]);
  return change(Object.fromEntries(entries));
}

function fault(change: (object: Json) => unknown): BodyFault {
  return { kind: 'body', change: (body) => everywhere(body, change) };
}

const localTrack: Json = {
  added_at: '2020-01-01T00:00:00Z',
  added_by: { id: '' },
  is_local: true,
  id: null,
  item: {
    album: {
      album_type: null,
      artists: [],
      id: null,
      images: [],
      name: 'Home recordings',
      release_date: null,
    },
    artists: [{ id: null, name: 'Somebody', type: 'artist', uri: null, href: null }],
    duration_ms: { totalMilliseconds: 123_000 },
    explicit: false,
    href: null,
    id: null,
    is_local: true,
    name: 'A file of mine',
    type: 'track',
    uri: 'spotify:local:Somebody:Home+recordings:A+file+of+mine:123',
  },
};

function isPage(object: Json): object is Json & { readonly items: readonly unknown[] } {
  return Array.isArray(object.items);
}

/** Oddities that Spotify has been seen to send, as faults. */
export const spoil: {
  /** `null` in place of the second row of every page. */
  readonly nullRow: BodyFault;
  /** A local file in place of the first row of every page, as playlists have them. */
  readonly localRow: BodyFault;
  /** `album_type: "EP"`, which is not documented. */
  readonly upperCaseEp: BodyFault;
  /** Whole numbers that have become fractions. */
  readonly fractions: BodyFault;
  /** Rows under the old name `track` alone. */
  readonly oldRowName: BodyFault;
  /** A page without rows that still has a next one. */
  readonly emptyPageWithNext: BodyFault;
  /** Every page is the first, with a next one. */
  readonly samePageAgain: (first: Json) => BodyFault;
  /** `next` leads to another host. */
  readonly foreignNext: (origin: string) => BodyFault;
  /** `images: null`. */
  readonly nullImages: BodyFault;
} = {
  nullRow: fault((object) =>
    isPage(object)
      ? { ...object, items: object.items.map((item, index) => (index === 1 ? null : item)) }
      : object,
  ),
  localRow: fault((object) =>
    isPage(object) ? { ...object, items: [localTrack, ...object.items.slice(1)] } : object,
  ),
  upperCaseEp: fault((object) => ('album_type' in object ? { ...object, album_type: 'EP' } : object)),
  fractions: fault((object) =>
    typeof object.duration_ms === 'number' ? { ...object, duration_ms: object.duration_ms + 0.5 } : object,
  ),
  oldRowName: fault((object) => {
    if (!('item' in object)) return object;
    const { item, ...rest } = object;
    return { ...rest, track: item };
  }),
  emptyPageWithNext: fault((object) =>
    isPage(object) ? { ...object, items: [], next: object.next ?? object.href } : object,
  ),
  samePageAgain: (first) => ({ kind: 'body', change: () => first }),
  foreignNext: (origin) =>
    fault((object) => {
      if (typeof object.next !== 'string') return object;
      const next = new URL(object.next);
      return { ...object, next: `${origin}${next.pathname}${next.search}` };
    }),
  nullImages: fault((object) => ('images' in object ? { ...object, images: null } : object)),
};
