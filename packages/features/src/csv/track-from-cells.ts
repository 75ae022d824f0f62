import type { Track } from '../track.ts';
import { toAlbumType, toFlag, toNumber, toReleaseDate, toText, toTrackId } from '../track-values.ts';
import type { TrackField } from './track-columns.ts';

/**
 * The track that the cells of a row describe, unknown values `null`. The id is taken from an id, URI or link; another text stays
 * as it is (`spotify:local:…`). Local files have no explicit flag or popularity: exporters write `false` and `0` there.
 *
 * @param popularityScale - What popularity is multiplied by: 100 where a file has it as 0…1.
 */
export function trackFromCells(
  cells: readonly string[],
  columns: ReadonlyMap<TrackField, number>,
  popularityScale: 1 | 100 = 1,
): Track {
  const cell = (field: TrackField): string => cells[columns.get(field) ?? -1] ?? '';
  const written = cell('id').trim();
  const local = written.startsWith('spotify:local:');
  const isrc = toIsrc(cell('isrc'));
  return {
    id: toTrackId(written) ?? written,
    name: cell('name'),
    albumName: toText(cell('albumName')),
    artistName: firstArtistName(cell('artistName'), countParts(cell('artistUris'))),
    releaseDate: toReleaseDate(cell('releaseDate')),
    durationMs:
      toDuration(cell('durationMs')) ?? scaled(toNumber(cell('durationSeconds')), 1000, Number.MAX_VALUE),
    explicit: local ? null : toFlag(cell('explicit')),
    popularity: local ? null : scaled(toNumber(cell('popularity')), popularityScale, 100),
    albumType: toAlbumType(cell('albumType')),
    ...(isrc === null ? {} : { isrc }),
  };
}

/** `ABCDE1234567`, without hyphens and in capitals; `null` if it is no ISRC. */
function toIsrc(text: string): string | null {
  const compact = text.replace(/[-\s]/g, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(compact) ? compact : null;
}

/**
 * The first of several artists. Lists are joined by `;`, or by `,` with the commas inside a name written `\,` (Exportify). Without
 * that mark a comma may also belong to the name: it does where the row has the URI of one artist only, or where `The …` follows
 * (`Tyler, The Creator`); otherwise the part before it is taken, since there is no way to tell.
 *
 * @param artistCount - How many artists the row has URIs of; 0 = not known.
 */
function firstArtistName(text: string, artistCount = 0): string | null {
  const separator = artistCount === 1 ? /;/ : /;|(?<!\\),(?!\s[Tt]he\s\p{Lu})/u;
  const first = text.split(separator)[0] as string;
  return toText(first.replace(/\s*\\,/g, ',').trim());
}

function countParts(list: string): number {
  return list.trim() === '' ? 0 : list.split(/[,;]/).length;
}

/** Milliseconds from `213000`, `3:33` or `1:02:03`. */
function toDuration(text: string): number | null {
  const clock = /^\s*(?:(\d+):)?(\d{1,2}):(\d{2})\s*$/.exec(text);
  if (clock !== null) {
    return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  }
  const number = toNumber(text);
  return number !== null && number > 0 ? number : null;
}

function scaled(value: number | null, scale: number, most: number): number | null {
  return value === null || value < 0 || value * scale > most ? null : value * scale;
}
