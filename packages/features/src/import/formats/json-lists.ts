import { findNamedColumns, mayNameField } from '../../table/column-names.ts';
import type { FileSink } from '../file-sink.ts';
import type { FileHead } from '../files/file-head.ts';
import { findJsonLists } from '../json/find-json-lists.ts';
import { pickJson } from '../json/pick-json.ts';
import { isObject, lineNumbers } from '../json/values.ts';
import type { Format } from './format.ts';
import { takeJsonList } from './json-list.ts';
import { errorStatus, trackFromEntry } from './spotify-tracks.ts';

/** Keys of the Web API and of account data. */
const spotifyKeys: ReadonlySet<string> = new Set([
  ...['items', 'tracks', 'track', 'item', 'playlists', 'bannedTracks', 'bannedArtists', 'error', 'status'],
  ...['id', 'uri', 'name', 'type', 'album', 'artists', 'artist', 'album_type', 'release_date', 'duration_ms'],
  ...['totalMilliseconds', 'explicit', 'popularity', 'external_ids', 'isrc', 'is_local'],
  ...[
    'trackName',
    'artistName',
    'albumName',
    'trackUri',
    'localTrack',
    'episode',
    'audiobook',
    '#text',
    'uts',
  ],
]);

/** Objects whose values nobody needs: people, pictures, places. */
const passedOver: ReadonlySet<string> = new Set([
  ...['owner', 'added_by', 'addedBy', 'user', 'users', 'profile', 'account', 'followers', 'images', 'device'],
  ...['available_markets', 'external_urls', 'context', 'restrictions', 'linked_from'],
]);

/** Containers may be called anything where a list is wrapped; so deep. */
const wrappingDepth = 2;

/**
 * Songs, lists and plays in JSON of any usual shape: pages, saved tracks, playlists and `recently-played` of the Web API, `YourLibrary.json` and
 * `Playlist….json` of account data, backups of playlists, records with names like the columns of a CSV file, also of Last.fm's API.
 */
export const jsonLists: Format = {
  name: 'json',
  what: 'JSON of songs, playlists or plays',
  looksLike,
  async read(content, sink) {
    const { value, lines, broken } = pickJson(await content.bytes(), wants);
    const lineOf = lineNumbers(lines);
    const { lists, bannedTracks, bannedArtists } = findJsonLists(value);
    const status = errorStatus(value);
    if (status !== null && lists.length === 0) {
      sink.tally.isDamaged = true;
      sink.tally.note(`is an error message of the Web API (status ${status}), not its data`);
    } else if (lists.length + bannedTracks.length + bannedArtists.length === 0 && broken === undefined) {
      sink.tally.note('holds no songs');
    }
    for (const list of lists) takeJsonList(list, lists.length > 1, sink, lineOf);
    const rows = bannedTracks.flatMap((entry) => {
      const track = trackFromEntry(entry);
      if (!('reason' in track)) return [{ line: lineOf(entry), track }];
      sink.setAside(lineOf(entry), track.kind, track.reason);
      return [];
    });
    sink.ban(rows);
    for (const artist of bannedArtists) {
      const name = isObject(artist) ? artist.name : artist;
      if (typeof name === 'string') sink.banArtist(name);
    }
    if (broken !== undefined) reportBroken(broken, sink);
  },
};

function reportBroken(broken: { readonly line: number; readonly reason: string }, sink: FileSink): void {
  sink.tally.isDamaged = true;
  sink.setAside(broken.line, 'unusable', broken.reason);
}

function looksLike(head: FileHead): boolean {
  if (head.kind !== 'json') return false;
  if (/^\[\s*\]/.test(head.text)) return true;
  const spotify = [
    'items',
    'track',
    'tracks',
    'trackName',
    'artists',
    'playlists',
    'bannedTracks',
    'bannedArtists',
    'error',
  ];
  if (spotify.some((key) => head.keys.has(key))) return true;
  const columns = findNamedColumns([...head.keys]);
  const hasUris = /"spotify:track:/.test(head.text);
  return (
    hasUris ||
    (columns.has('name') &&
      ['artistName', 'playedAt', 'playCount', 'id'].some((field) => columns.has(field as 'id')))
  );
}

const wanted = new Map<string, boolean>();
const mostRemembered = 10_000;

function wants(key: string, isContainer: boolean, depth: number): boolean {
  if (spotifyKeys.has(key)) return true;
  if (isContainer && depth <= wrappingDepth && !passedOver.has(key)) return true;
  const known = wanted.get(key);
  if (known !== undefined) return known;
  if (wanted.size > mostRemembered) wanted.clear();
  const answer = !passedOver.has(key) && mayNameField(key);
  wanted.set(key, answer);
  return answer;
}
