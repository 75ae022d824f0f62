import { InvalidDataError } from './errors.ts';
import type { Track } from './track.ts';
import { toAlbumType, toNumber, toReleaseDate, toText } from './track-values.ts';

/**
 * A track from a track object of the Spotify Web API, read by its shape. Whatever is absent or of a strange type becomes `null`:
 * `popularity` in development mode, the whole album of a simplified track, ids of local files (their `spotify:local:` URI is
 * the id then), a duration given as an object, upper-case album types, years `0000`.
 *
 * @throws {@link InvalidDataError} if it is no object, or has neither id nor URI, or no name.
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export function trackFromSpotify(object: unknown): Track {
  const source = asRecord(object);
  const id = toText(source?.id) ?? toText(source?.uri);
  const name = toText(source?.name);
  if (source === null || id === null || name === null) {
    const lacking =
      source === null
        ? `got ${object === null ? 'null' : typeof object}`
        : id === null
          ? 'it has no id'
          : 'it has no name';
    throw new InvalidDataError(`Expected a Spotify track object with id and name, but ${lacking}.`);
  }
  const album = asRecord(source.album);
  const isrc = toText(asRecord(source.external_ids)?.isrc);
  const local = source.is_local === true || id.startsWith('spotify:local:');
  return {
    id,
    name,
    albumName: toText(album?.name),
    artistName: firstArtist(source.artists),
    releaseDate: toReleaseDate(album?.release_date),
    durationMs: duration(source.duration_ms),
    explicit: !local && typeof source.explicit === 'boolean' ? source.explicit : null,
    popularity: local ? null : popularity(source.popularity),
    albumType: toAlbumType(album?.album_type),
    ...(isrc === null ? {} : { isrc: isrc.toUpperCase() }),
  };
}

function firstArtist(artists: unknown): string | null {
  if (!Array.isArray(artists)) {
    return null;
  }
  return toText(asRecord(artists.find((artist) => toText(asRecord(artist)?.name) !== null))?.name);
}

function duration(value: unknown): number | null {
  const milliseconds = toNumber(value) ?? toNumber(asRecord(value)?.totalMilliseconds);
  return milliseconds !== null && milliseconds > 0 ? milliseconds : null;
}

function popularity(value: unknown): number | null {
  const number = toNumber(value);
  return number !== null && number >= 0 && number <= 100 ? number : null;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
