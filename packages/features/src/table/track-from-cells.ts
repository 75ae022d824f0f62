import { repairText } from '../keys/repair-text.ts';
import type { Track } from '../track.ts';
import { toAlbumType, toFlag, toNumber, toReleaseDate, toText, toTrackId } from '../track-values.ts';
import { countArtists, firstArtistName } from './artist-names.ts';
import type { TrackField } from './column-names.ts';
import type { TrackColumns } from './find-columns.ts';
import { readPythonText } from './python-text.ts';

/** The cell of a field in a row; empty where the table has no such column. A text `null`, `None` or `NaN` is empty. */
export function cellOf(cells: readonly string[], columns: TrackColumns, field: TrackField): string {
  const cell = cells[columns.positions.get(field) ?? -1] ?? '';
  return /^\s*(?:null|none|nan|n\/a|undefined)\s*$/i.test(cell) && field !== 'name' ? '' : cell;
}

/**
 * The track that the cells of a row describe, unknown values `null`. The id is taken from an id, URI or link; another text stays
 * as it is (`spotify:local:…`). Local files have no explicit flag or popularity: exporters write `false` and `0` there.
 */
export function trackFromCells(cells: readonly string[], columns: TrackColumns): Track {
  const cell = (field: TrackField): string => cellOf(cells, columns, field);
  const written = cell('id').trim();
  const local = written.startsWith('spotify:local:');
  const isrc = toIsrc(cell('isrc'));
  return {
    id: toTrackId(written) ?? written,
    name: repairText(cell('name')),
    albumName: toText(repairText(nameIn(cell('albumName')))),
    artistName: toRepaired(firstArtistName(cell('artistName'), countArtists(cell('artistUris')))),
    releaseDate: toReleaseDate(cell('releaseDate')),
    durationMs:
      toDuration(cell('durationMs'), columns.durationScale) ??
      scaled(toNumber(cell('durationSeconds')), 1000, Number.MAX_VALUE) ??
      scaled(toNumber(cell('durationMinutes')), 60_000, Number.MAX_VALUE),
    explicit: local ? null : toFlag(cell('explicit')),
    popularity: local ? null : scaled(toNumber(cell('popularity')), columns.popularityScale, 100),
    albumType: toAlbumType(cell('albumType')),
    ...(isrc === null ? {} : { isrc }),
  };
}

function toRepaired(text: string | null): string | null {
  return text === null ? null : repairText(text);
}

/** The name in a cell that holds a Python dict of it, `{'name': 'Blue', …}`; otherwise the cell. */
function nameIn(cell: string): string {
  if (!/^\s*\{/.test(cell)) return cell;
  const literal = readPythonText(cell);
  const name =
    typeof literal === 'object' && literal !== null && 'name' in literal ? literal.name : undefined;
  return typeof name === 'string' ? name : cell;
}

/** `ABCDE1234567`, without hyphens and in capitals; `null` if it is no ISRC. */
function toIsrc(text: string): string | null {
  const compact = text.replace(/[-\s]/g, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(compact) ? compact : null;
}

/** Milliseconds from `213000`, `3:33` or `1:02:03`; plain numbers are scaled. */
function toDuration(text: string, scale: number): number | null {
  const clock = /^\s*(?:(\d+):)?(\d{1,2}):(\d{2})\s*$/.exec(text);
  if (clock !== null) {
    return (Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1000;
  }
  const number = toNumber(text);
  return number !== null && number > 0 ? scaled(number, scale, Number.MAX_VALUE) : null;
}

function scaled(value: number | null, scale: number, most: number): number | null {
  return value === null || value < 0 || value * scale > most ? null : value * scale;
}
