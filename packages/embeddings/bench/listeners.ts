import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCsv, type Track } from '@ssrm/features';

/** A track of a person's list, with how much they listen to it: 1 most, 0 least. */
export interface LikedTrack extends Track {
  readonly score: number;
}

/** A track that was held out, and whether the person likes it. */
export interface TestTrack extends Track {
  readonly liked: boolean;
  readonly isArtistSeen: boolean;
}

/** One person's files: what they listen to, other people's favourites, and tracks held out. */
export interface Listener {
  readonly name: string;
  readonly train: readonly LikedTrack[];
  readonly background: readonly Track[];
  readonly test: readonly TestTrack[];
}

type Row = Readonly<Record<string, string>>;

/** The listeners under `folder/taste`: a folder each, with `train.csv`, `background.csv` and `test.csv`. */
export async function readListeners(folder: string): Promise<Listener[]> {
  const taste = join(folder, 'taste');
  const names = (await readdir(taste)).sort();
  return Promise.all(
    names.map(async (name) => {
      const rows = (file: string): Promise<Row[]> => readRows(join(taste, name, file));
      return {
        name,
        train: (await rows('train.csv')).map((row) => ({ ...toTrack(row), score: Number(row.score) })),
        background: (await rows('background.csv')).map(toTrack),
        test: (await rows('test.csv')).map((row) => ({
          ...toTrack(row),
          liked: row.liked === '1',
          isArtistSeen: row.artist_seen === '1',
        })),
      };
    }),
  );
}

async function readRows(file: string): Promise<Row[]> {
  const { header, records } = readCsv(await readFile(file, 'utf8'), { file });
  return records.map(({ cells }) =>
    Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])),
  );
}

function toTrack(row: Row): Track {
  const text = (column: string): string | null => row[column] || null;
  const number = (column: string): number | null => (row[column] ? Number(row[column]) : null);
  return {
    id: row.id ?? '',
    name: row.name ?? '',
    albumName: text('album_name'),
    artistName: text('artist_name'),
    releaseDate: text('release_date'),
    durationMs: number('duration_ms'),
    explicit: null,
    popularity: number('popularity'),
    albumType: null,
  };
}
