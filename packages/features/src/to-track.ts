import { InvalidDataError } from './errors.ts';
import type { ScoredTrack, Track } from './track.ts';
import { trackFromSpotify } from './track-from-spotify.ts';
import { toAlbumType } from './track-values.ts';

type Known = Omit<Track, 'id' | 'name'>;

/** A track of which more or less is known: what is left out counts as `null`. */
export type TrackRow = { readonly id?: string | undefined; readonly name: string } & {
  readonly [Field in keyof Known]?: Known[Field] | undefined;
};

/** A track object of the Spotify Web API, full or simplified; see {@link trackFromSpotify}. */
export interface SpotifyTrackObject {
  readonly name: string;
  readonly artists: readonly unknown[];
  readonly id?: unknown;
  readonly uri?: unknown;
  readonly album?: unknown;
  readonly duration_ms?: unknown;
  readonly explicit?: unknown;
  readonly popularity?: unknown;
  readonly external_ids?: unknown;
  readonly is_local?: unknown;
}

/** What {@link toTrack} reads: a track, a row, an object of the Web API, or a song's name alone. */
export type TrackLike = Track | TrackRow | SpotifyTrackObject | string;

/** {@link TrackLike} with how much its listener likes it, 0 … 1. */
export type ScoredTrackLike = (Track | TrackRow | SpotifyTrackObject) & { readonly score: number };

const FIELDS: {
  readonly [Field in keyof Known]-?: readonly [expected: string, test: (value: unknown) => boolean];
} = {
  albumName: ['a text', isText],
  artistName: ['a text', isText],
  releaseDate: ['a text such as 2004-05-17', isText],
  durationMs: ['a number of milliseconds', isAtLeastZero],
  explicit: ['true or false', (value) => typeof value === 'boolean'],
  popularity: ['a number from 0 to 100', isAtLeastZero],
  albumType: ['album, single, compilation or ep', (value) => isText(value) && toAlbumType(value) === value],
  isrc: ['a text', isText],
};

const fieldList = Object.entries(FIELDS);

/** Names that other sources have for our fields: to pass them over would score another song. */
const MISNAMED: ReadonlyMap<string, keyof Track> = new Map([
  ['title', 'name'],
  ['artist', 'artistName'],
  ['artists', 'artistName'],
  ['artist_name', 'artistName'],
  ['album', 'albumName'],
  ['album_name', 'albumName'],
  ['release_date', 'releaseDate'],
  ['duration', 'durationMs'],
  ['duration_ms', 'durationMs'],
  ['album_type', 'albumType'],
]);

/**
 * The track that a value describes. What it does not say is `null`; a row without an id has its name for one. A complete
 * {@link Track} is returned as it is, and what else a row holds is kept.
 *
 * @param place - Where the value stands, for the message.
 * @throws {@link InvalidDataError} that says what is wrong: no name, a field of another type or under another name, an
 * episode, an item that holds a track.
 */
export function toTrack(value: TrackLike, place = 'track'): Track {
  const given: unknown = value;
  if (typeof given === 'string') return toTrack({ name: given }, place);
  if (!isObject(given)) throw unusable(place, `a track or the name of a song, but got ${shown(given)}`);
  if (isText(given.type) && given.type !== 'track') {
    throw unusable(place, `a track, but its type is ${shown(given.type)}`);
  }
  if (given.name === undefined && isObject(given.track)) {
    throw unusable(place, 'a track, but got an item that holds one: give its `track`');
  }
  if (Array.isArray(given.artists) || isObject(given.album)) return readSpotifyTrack(given, place);
  return readRow(given, place);
}

/**
 * {@link toTrack} of each.
 *
 * @param list - Name of the list, for the message.
 * @throws {@link InvalidDataError} that names the first that cannot be used: `tracks[2]: …`.
 */
export function toTracks(values: readonly TrackLike[], list = 'tracks'): Track[] {
  const given: unknown = values;
  if (!Array.isArray(given)) throw unusable(list, `a list of tracks, but got ${shown(given)}`);
  return Array.from(values, (value, index) => toTrack(value, `${list}[${index}]`));
}

/**
 * {@link toTracks} with their scores.
 *
 * @throws {@link InvalidDataError} also where a score is not a number from 0 to 1.
 */
export function toScoredTracks(values: readonly ScoredTrackLike[], list = 'tracks'): ScoredTrack[] {
  return toTracks(values, list).map((track, index) => {
    const given = values[index] as ScoredTrackLike;
    const { score } = given;
    if (!(typeof score === 'number' && score >= 0 && score <= 1)) {
      throw unusable(
        `${list}[${index}].score`,
        `a number from 0 to 1, as scoreByRank gives it, but got ${shown(score)}`,
      );
    }
    return Object.is(track, given) ? (given as ScoredTrack) : { ...track, score };
  });
}

function readSpotifyTrack(given: object, place: string): Track {
  try {
    return trackFromSpotify(given);
  } catch (cause) {
    throw new InvalidDataError(`${place}: ${(cause as Error).message}`, { cause });
  }
}

function readRow(given: Readonly<Record<string, unknown>>, place: string): Track {
  for (const [wrong, right] of MISNAMED) {
    if (given[wrong] === undefined || given[right] !== undefined) continue;
    throw unusable(
      place,
      `${right}, but got \`${wrong}\`. Rename it, or make the track with trackFromSpotify or tracksFromCsv`,
    );
  }
  if (!isText(given.name))
    throw unusable(`${place}.name`, `the name of a song, but got ${shown(given.name)}`);
  if (given.id !== undefined && !isText(given.id))
    throw unusable(`${place}.id`, `a text, but got ${shown(given.id)}`);
  const known: Record<string, unknown> = {};
  for (const [field, [expected, test]] of fieldList) {
    const value = given[field];
    if (value !== undefined && value !== null && !test(value)) {
      throw unusable(
        `${place}.${field}`,
        `${expected}, or null where it is not known, but got ${shown(value)}`,
      );
    }
    if (value === undefined && field !== 'isrc') known[field] = null;
  }
  const isComplete = given.id !== undefined && Object.keys(known).length === 0;
  return (isComplete ? given : { ...given, ...known, id: given.id ?? given.name }) as Track & typeof given;
}

function unusable(place: string, expected: string): InvalidDataError {
  return new InvalidDataError(`${place}: expected ${expected}.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isAtLeastZero(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}

/** A value in a message: short. */
function shown(value: unknown): string {
  const text =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'a list'
        : 'an object'
      : JSON.stringify(value);
  return text === undefined ? 'nothing' : text.slice(0, 60);
}
