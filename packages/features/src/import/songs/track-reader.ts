import { InvalidDataError } from '../../errors.ts';
import { findColumns } from '../../table/find-columns.ts';
import { isSongTable } from '../../table/open-table.ts';
import { trackFromCells } from '../../table/track-from-cells.ts';
import type { Track } from '../../track.ts';
import { idFromNames } from './song-index.ts';

/**
 * A function that reads the rows of a table of any size one by one, as `importListening` reads those of a CSV file: columns are
 * known by their names in many languages, and by what the sample of rows holds. A song without an id gets one of its names.
 *
 * @param sample - Some rows as texts, the first few hundred.
 * @throws {@link InvalidDataError} if no column holds the names of songs.
 */
export function createTrackReader(
  header: readonly string[],
  sample: readonly (readonly string[])[],
): (cells: readonly string[]) => Track {
  const columns = findColumns(header, sample);
  if (!isSongTable(columns)) {
    throw new InvalidDataError(
      `Expected a table of songs, with a column of their names and one of artists, albums or ids, but its columns are ${header.join(', ')}.`,
    );
  }
  return (cells) => {
    const track = trackFromCells(cells, columns);
    return track.id === '' ? { ...track, id: idFromNames(track.artistName, track.name) } : track;
  };
}
