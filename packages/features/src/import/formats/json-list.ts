import { findColumns } from '../../table/find-columns.ts';
import { isSongTable } from '../../table/open-table.ts';
import { hasClock, parseTime } from '../../table/parse-time.ts';
import { toNumber, toText } from '../../track-values.ts';
import type { FileSink, ListRow } from '../file-sink.ts';
import type { JsonList } from '../json/find-json-lists.ts';
import type { Picked, PickedObject } from '../json/pick-json.ts';
import { isArray, isObject } from '../json/values.ts';
import { trackFromEntry } from './spotify-tracks.ts';
import { takeTable } from './table.ts';

type LineOf = (entry: Picked) => number;

/**
 * Tells the sink of a list: entries with a time are plays; tracks that are wrapped were saved or put into a playlist, unless all were at one instant, as in
 * "Your Top Songs"; bare tracks of the Web API come in order of listening, unless there are several lists; flat records are read as the rows of a table.
 *
 * @param isOneOfMany - Whether the file has other lists too: their orders are none of one ranking.
 */
export function takeJsonList(list: JsonList, isOneOfMany: boolean, sink: FileSink, lineOf: LineOf): void {
  if (isFlat(list.entries)) {
    takeRecords(list, isOneOfMany, sink, lineOf);
    return;
  }
  const found = list.entries.map((entry) => ({ entry, line: lineOf(entry), track: trackFromEntry(entry) }));
  const plays = found.filter(({ entry }) => timeOf(entry) !== null).length;
  const rows: ListRow[] = [];
  for (const { entry, line, track } of found) {
    if ('reason' in track) sink.setAside(line, track.kind, track.reason);
    else if (plays * 2 > found.length) takePlay(entry, line, track, sink);
    else rows.push({ line, track });
  }
  if (plays * 2 > found.length) return;
  const { name } = list;
  sink.list({ basis: basisOf(list, isOneOfMany), rows, ...(name === undefined ? {} : { name }) });
}

function takePlay(entry: Picked, line: number, track: ListRow['track'], sink: FileSink): void {
  const time = timeOf(entry);
  if (time === null) {
    sink.setAside(line, 'unusable', 'has no time that can be read');
    return;
  }
  const msPlayed = isObject(entry) ? (toNumber(entry.ms_played) ?? toNumber(entry.msPlayed)) : null;
  const song = sink.known(track.id) ?? sink.song(track.id, track);
  sink.play(line, song, { time, byMinute: false, msPlayed, end: 'unknown' });
}

/** When an entry was played. */
function timeOf(entry: Picked): number | null {
  if (!isObject(entry)) return null;
  const { played_at: api, playedAt: camel, ts, endTime } = entry;
  const written = api ?? camel ?? ts ?? endTime;
  return typeof written === 'string' || typeof written === 'number' ? parseTime(String(written)) : null;
}

function basisOf({ entries, isLibrary }: JsonList, isOneOfMany: boolean): 'ranked' | 'saved' {
  const objects = entries.filter(isObject);
  if (isLibrary === true) return 'saved';
  const isWrapped = objects.some((entry) => 'track' in entry || 'item' in entry || 'localTrack' in entry);
  if (!isWrapped) return isOneOfMany ? 'saved' : 'ranked';
  const added = objects.flatMap(
    ({ added_at: api, addedAt, addedDate }) => toText(api ?? addedAt ?? addedDate) ?? [],
  );
  // Account data have the day only, on which a whole playlist can have been filled.
  const isOneInstant = added.length > 1 && new Set(added).size === 1 && hasClock(added[0] as string);
  return isOneInstant && !isOneOfMany ? 'ranked' : 'saved';
}

/** True for records of plain values, as a CSV file turned into JSON has them; artists may be objects there, tracks and lists of artists not. */
function isFlat(entries: readonly Picked[]): boolean {
  const objects = entries.filter(isObject);
  const nested = objects.filter(
    ({ track, item, localTrack, artists }) =>
      isObject(track) ||
      isObject(item) ||
      isObject(localTrack) ||
      track === null ||
      (isArray(artists) && artists.some(isObject)),
  );
  return objects.length > 0 && nested.length * 2 < objects.length;
}

function takeRecords(list: JsonList, isOneOfMany: boolean, sink: FileSink, lineOf: LineOf): void {
  const objects = list.entries.filter(isObject);
  const header = [...new Set(objects.flatMap((entry) => Object.keys(entry)))];
  const rows = objects.map((entry) => ({
    line: lineOf(entry),
    cells: header.map((key) => cellText(entry[key])),
  }));
  const columns = findColumns(
    header,
    rows.map(({ cells }) => cells),
  );
  for (const entry of list.entries) {
    if (!isObject(entry)) sink.setAside(lineOf(entry), 'unusable', 'is no JSON object');
  }
  if (!isSongTable(columns)) {
    for (const { line } of rows) sink.setAside(line, 'unusable', 'names no song and artist');
    return;
  }
  const isSaved = list.isLibrary === true || isOneOfMany;
  takeTable({ header, columns, rows, setAside: [] }, sink, {
    ...(isSaved ? { basis: 'saved' } : {}),
    ...(list.name === undefined ? {} : { name: list.name }),
  });
}

/** A value as the cell of a table: of an object its name or text, of a list what Python would write. */
function cellText(value: Picked | undefined): string {
  if (value === null || value === undefined) return '';
  if (isArray(value)) return JSON.stringify(value);
  return isObject(value) ? objectText(value) : String(value);
}

function objectText(value: PickedObject): string {
  const text = value.uts ?? value.name ?? value.title ?? value['#text'];
  return typeof text === 'string' || typeof text === 'number' ? String(text) : '';
}
