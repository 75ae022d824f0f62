import type { Track } from '../../track.ts';
import { trackFromSpotify } from '../../track-from-spotify.ts';
import { toText, toTrackId } from '../../track-values.ts';
import type { SetAsideKind } from '../import-report.ts';
import type { Picked, PickedObject } from '../json/pick-json.ts';
import { isObject } from '../json/values.ts';
import { idFromNames } from '../songs/song-index.ts';

/** Why an entry is no track. */
export interface NoTrack {
  readonly kind: SetAsideKind;
  readonly reason: string;
}

const none = (kind: SetAsideKind, reason: string): NoTrack => ({ kind, reason });

/** The HTTP status if the JSON is an error message of the Web API, otherwise `null`. */
export function errorStatus(value: Picked): number | null {
  const error = isObject(value) ? value.error : null;
  const status = isObject(error) ? error.status : null;
  return typeof status === 'number' ? status : null;
}

/** The track of an entry of the Web API or of account data, or the reason why there is none. */
export function trackFromEntry(entry: Picked): Track | NoTrack {
  if (!isObject(entry)) {
    return entry === null
      ? none('not-music', 'is null: Spotify has the entry no longer')
      : none('unusable', 'is no track object');
  }
  const inner = entry.track ?? entry.item;
  if (isObject(inner)) {
    return trackFromEntry(inner);
  }
  const type = entry.type;
  if (type === 'episode' || isObject(entry.episode)) {
    return none('not-music', 'is a podcast episode');
  }
  if (type === 'audiobook' || type === 'chapter' || isObject(entry.audiobook)) {
    return none('not-music', 'is an audiobook');
  }
  if (typeof type === 'string' && type !== 'track') {
    return none('not-music', `is ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type.slice(0, 40)}, not a track`);
  }
  const uri = localUri(entry);
  const accountTrack = uri === null ? accountDataTrack(entry) : localTrack(uri);
  if (accountTrack !== null) {
    return accountTrack;
  }
  try {
    return trackFromSpotify(entry);
  } catch {
    return 'track' in entry || 'item' in entry
      ? none('not-music', 'has no track')
      : none('unusable', 'has no id or no name');
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
