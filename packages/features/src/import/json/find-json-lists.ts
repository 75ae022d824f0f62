import { toText } from '../../track-values.ts';
import type { Picked, PickedObject } from './pick-json.ts';
import { isArray, isObject } from './values.ts';

/** Entries that stand together. */
export interface JsonList {
  readonly entries: readonly Picked[];
  /** Of a playlist. */
  readonly name?: string;
  /** True for the tracks of a library: they were saved. */
  readonly isLibrary?: boolean;
}

export interface JsonLists {
  readonly lists: readonly JsonList[];
  readonly bannedTracks: readonly Picked[];
  readonly bannedArtists: readonly Picked[];
}

const trackBans: ReadonlySet<string> = new Set([
  'bannedTracks',
  'hiddenTracks',
  'hiddenSongs',
  'blockedTracks',
]);
const artistBans: ReadonlySet<string> = new Set(['bannedArtists', 'hiddenArtists', 'blockedArtists']);
/** What stands beside songs and is made of objects too. */
const notSongs: ReadonlySet<string> = new Set([
  ...[
    'artists',
    'artist',
    'albums',
    'album',
    'shows',
    'episodes',
    'images',
    'genres',
    'other',
    'topArtists',
    'external_ids',
  ],
]);
/** Lists stand no deeper. */
const deepest = 6;

/** The lists of songs or plays in JSON, wherever they are in it; pages of one list are one. */
export function findJsonLists(value: Picked): JsonLists {
  const bannedTracks: Picked[] = [];
  const bannedArtists: Picked[] = [];
  const find = (node: Picked, depth: number, name?: string): JsonList[] => {
    if (depth > deepest) return [];
    if (isArray(node)) return inArray(node, depth, name);
    if (!isObject(node) || isSong(node)) return isObject(node) && depth === 0 ? [{ entries: [node] }] : [];
    return inObject(node, depth, name);
  };
  const inArray = (node: readonly Picked[], depth: number, name?: string): JsonList[] => {
    const holders = node.filter(
      (entry) => isArray(entry) || (isObject(entry) && !isSong(entry) && holdsList(entry)),
    );
    if (holders.length > 0) return joinPages(holders.flatMap((entry) => find(entry, depth + 1, name)));
    return node.some(isObject) ? [{ entries: node, ...(name === undefined ? {} : { name }) }] : [];
  };
  const inObject = (node: PickedObject, depth: number, above?: string): JsonList[] => {
    const name = toText(node.name) ?? above;
    const isLibrary = 'bannedTracks' in node || ('albums' in node && 'shows' in node);
    return Object.entries(node).flatMap(([key, inner]) => {
      if (trackBans.has(key) && isArray(inner)) bannedTracks.push(...inner);
      else if (artistBans.has(key) && isArray(inner)) bannedArtists.push(...inner);
      else if (!notSongs.has(key)) {
        const lists = find(inner, depth + 1, name);
        return isLibrary && key === 'tracks' ? lists.map((list) => ({ ...list, isLibrary })) : lists;
      }
      return [];
    });
  };
  return { lists: find(value, 0), bannedTracks, bannedArtists };
}

/** Lists without a name are the pages of one. */
function joinPages(lists: readonly JsonList[]): JsonList[] {
  const named = lists.filter(({ name }) => name !== undefined);
  const pages = lists.filter(({ name }) => name === undefined).flatMap(({ entries }) => entries);
  return pages.length === 0 ? named : [{ entries: pages }, ...named];
}

function holdsList(node: PickedObject): boolean {
  return Object.entries(node).some(
    ([key, value]) =>
      !notSongs.has(key) &&
      ((isArray(value) && (value.length === 0 || value.some(isObject))) ||
        (isObject(value) && holdsList(value))),
  );
}

/** True for an object that is a song or a play, or wraps one. */
function isSong(node: PickedObject): boolean {
  const { items, tracks } = node;
  if (isArray(items) || isArray(tracks) || isObject(tracks)) return false;
  if ('track' in node || 'item' in node || 'localTrack' in node || 'trackName' in node)
    return !isArray(node.track);
  return 'artists' in node || 'artist' in node || typeof node.title === 'string';
}
