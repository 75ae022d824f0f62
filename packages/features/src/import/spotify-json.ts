import type { Track } from '../track.ts';
import { trackFromSpotify } from '../track-from-spotify.ts';
import { toText, toTrackId } from '../track-values.ts';
import type { Picked, PickedObject } from './pick-json.ts';
import { idFromNames } from './song-index.ts';

/** The keys that are read of JSON from the Web API and of account data; `owner`, `added_by`, `display_name` and all others are skipped. */
export const SPOTIFY_KEYS: readonly string[] = [
  ...['items', 'tracks', 'track', 'item', 'playlists', 'bannedTracks', 'error', 'status'],
  ...['id', 'uri', 'name', 'type', 'album', 'artists', 'artist', 'album_type', 'release_date', 'duration_ms'],
  ...['totalMilliseconds', 'explicit', 'popularity', 'external_ids', 'isrc', 'is_local'],
  ...['trackName', 'artistName', 'albumName', 'trackUri', 'localTrack', 'episode', 'audiobook'],
];

/** A list of tracks in a file: most listened first if `ranked`. */
export interface FoundList {
  readonly kind: 'ranked' | 'saved' | 'banned';
  /** Of a playlist. */
  readonly name?: string;
  readonly entries: readonly Picked[];
}

/**
 * The lists of tracks in JSON of the Web API (pages, arrays of pages or tracks, saved tracks, playlists, search results) or of account data
 * (`YourLibrary.json`, `Playlist1.json`). Empty if there is none.
 */
export function findLists(value: Picked): FoundList[] {
  if (isArray(value)) {
    const pages = value.filter((entry) => isObject(entry) && isArray(entry.items));
    if (pages.length > 0) {
      return joinLists(value.flatMap(findLists));
    }
    return value.some((entry) => describeEntry(entry) !== null) ? [listOf(value)] : [];
  }
  if (!isObject(value)) {
    return [];
  }
  const lists: FoundList[] = [];
  const { items, tracks, playlists, bannedTracks } = value;
  if (isArray(items)) {
    lists.push(listOf(items));
  }
  if (isArray(tracks)) {
    lists.push({ kind: isLibrary(tracks) ? 'saved' : 'ranked', entries: tracks });
  } else if (isObject(tracks)) {
    lists.push(...findLists(tracks));
  }
  if (isArray(playlists)) {
    lists.push(
      ...playlists.flatMap((playlist) =>
        isObject(playlist) && isArray(playlist.items)
          ? [{ ...listOf(playlist.items), name: toText(playlist.name) ?? '' }]
          : [],
      ),
    );
  }
  if (isArray(bannedTracks)) {
    lists.push({ kind: 'banned', entries: bannedTracks });
  }
  if (lists.length === 0 && describeEntry(value) !== null) {
    lists.push({ kind: 'ranked', entries: [value] });
  }
  return lists;
}

/** The HTTP status if the JSON is an error message of the Web API, otherwise `null`. */
export function errorStatus(value: Picked): number | null {
  const error = isObject(value) ? value.error : null;
  const status = isObject(error) ? error.status : null;
  return typeof status === 'number' ? status : null;
}

/** The track of an entry, or the reason why there is none. */
export function trackFromEntry(entry: Picked): Track | string {
  if (!isObject(entry)) {
    return entry === null ? 'is null: Spotify has the entry no longer' : 'is no track object';
  }
  const inner = entry.track ?? entry.item;
  if (isObject(inner)) {
    return trackFromEntry(inner);
  }
  const type = entry.type;
  if (type === 'episode' || isObject(entry.episode)) {
    return 'is a podcast episode';
  }
  if (type === 'audiobook' || type === 'chapter' || isObject(entry.audiobook)) {
    return 'is an audiobook';
  }
  if (typeof type === 'string' && type !== 'track') {
    return `is ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type.slice(0, 40)}, not a track`;
  }
  const uri = localUri(entry);
  const accountTrack = uri === null ? accountDataTrack(entry) : localTrack(uri);
  if (accountTrack !== null) {
    return accountTrack;
  }
  try {
    return trackFromSpotify(entry);
  } catch {
    return 'track' in entry || 'item' in entry ? 'has no track' : 'has no id or no name';
  }
}

/** `trackName, artistName, trackUri` of a playlist, or `track, artist, album, uri` of a library. */
function accountDataTrack(entry: PickedObject): Track | null {
  const name = toText(entry.trackName) ?? toText(entry.track);
  if (name === null) {
    return null;
  }
  const artistName = toText(entry.artistName) ?? toText(entry.artist);
  const id = toTrackId(toText(entry.trackUri) ?? toText(entry.uri) ?? '');
  return namedTrack(
    id ?? idFromNames(artistName, name),
    name,
    artistName,
    toText(entry.albumName) ?? toText(entry.album),
    null,
  );
}

/** The names and the length in a `spotify:local:ARTIST:ALBUM:TITLE:SECONDS` URI. */
function localTrack(uri: string): Track | null {
  const [artistName, albumName, name, seconds] = uri.split(':').slice(2).map(decodePlus);
  const length = Number(seconds) * 1000;
  return name === undefined || name === ''
    ? null
    : namedTrack(uri, name, artistName || null, albumName || null, length > 0 ? length : null);
}

function localUri(entry: PickedObject): string | null {
  const local = entry.localTrack;
  const uri = isObject(local) ? toText(local.uri) : null;
  return uri?.startsWith('spotify:local:') ? uri : null;
}

function namedTrack(
  id: string,
  name: string,
  artistName: string | null,
  albumName: string | null,
  durationMs: number | null,
): Track {
  return {
    id,
    name,
    albumName,
    artistName,
    releaseDate: null,
    durationMs,
    explicit: null,
    popularity: null,
    albumType: null,
  };
}

function decodePlus(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Entries that wrap their track were saved or put into a playlist; bare tracks come in order of listening. */
function listOf(entries: readonly Picked[]): FoundList {
  const wrapped = entries.some(
    (entry) => isObject(entry) && ('track' in entry || 'item' in entry || 'localTrack' in entry),
  );
  return { kind: wrapped ? 'saved' : 'ranked', entries };
}

function isLibrary(entries: readonly Picked[]): boolean {
  return entries.some(
    (entry) => isObject(entry) && (typeof entry.track === 'string' || isObject(entry.track)),
  );
}

/** The pages of one list as one list. */
function joinLists(lists: readonly FoundList[]): FoundList[] {
  const kinds = ['ranked', 'saved', 'banned'] as const;
  return kinds.flatMap((kind) => {
    const entries = lists.filter((list) => list.kind === kind).flatMap((list) => list.entries);
    return entries.length === 0 ? [] : [{ kind, entries }];
  });
}

function describeEntry(entry: Picked): string | null {
  if (!isObject(entry)) {
    return null;
  }
  const looksLikeTrack =
    'trackName' in entry ||
    'track' in entry ||
    'item' in entry ||
    ('name' in entry && ('id' in entry || 'uri' in entry) && ('artists' in entry || 'duration_ms' in entry));
  return looksLikeTrack ? 'track' : null;
}

function isArray(value: Picked | undefined): value is readonly Picked[] {
  return Array.isArray(value);
}

function isObject(value: Picked | undefined): value is PickedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
