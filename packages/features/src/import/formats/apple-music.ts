import { foldHeader } from '../../table/column-names.ts';
import { openTable, type SongTable } from '../../table/open-table.ts';
import type { Format } from './format.ts';
import { takeTable } from './table.ts';

/** `Apple Music Play Activity.csv` of Apple's "Data and Privacy" page: the ends of plays are plays, other events are not. */
export const appleMusic: Format = {
  name: 'apple-music',
  what: 'the play activity of Apple Music',
  looksLike: (head) => {
    const header = (head.table()?.header ?? []).map(foldHeader);
    return ['eventtype', 'playdurationmilliseconds'].every((name) => header.includes(name));
  },
  async read(content, sink) {
    const found = openTable(await content.text());
    if (found === null) return;
    const at = (name: string): number => found.header.map(foldHeader).indexOf(name);
    const [eventType, endReason] = [at('eventtype'), at('endreasontype')];
    takeTable(withBothTimes(found, at('eventendtimestamp'), at('eventstarttimestamp')), sink, {
      notPlay: (cells) => {
        const event = (cells[eventType] ?? '').trim();
        return event === '' || event === 'PLAY_END' ? null : 'is no end of a play';
      },
      end: (cells) => {
        const reason = (cells[endReason] ?? '').trim();
        if (reason === 'NATURAL_END_OF_TRACK') return 'complete';
        return neutral.has(reason) ? 'neutral' : 'unknown';
      },
    });
  },
};

const neutral: ReadonlySet<string> = new Set([
  'FAILED_TO_LOAD',
  'PLAYBACK_SUSPENDED',
  'EXITED_APPLICATION',
  'SCRUB_BEGIN',
  'SCRUB_END',
]);

/** Where the end of an event has no time, its start has. */
function withBothTimes(table: SongTable, end: number, start: number): SongTable {
  if (end < 0 || start < 0) return table;
  const rows = table.rows.map(({ line, cells }) => ({
    line,
    cells: (cells[end] ?? '').trim() === '' ? cells.with(end, cells[start] ?? '') : cells,
  }));
  return { ...table, rows };
}
