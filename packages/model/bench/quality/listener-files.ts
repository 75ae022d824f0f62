import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScoredTrack, Track } from '@ssrm/features';
import { type Row, readRows } from './csv-rows.ts';

/** A listener of `taste/`: tracks they like, tracks they do not list, and others to be told apart. */
export interface TasteListener {
  readonly name: string;
  readonly liked: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly test: readonly Track[];
  /** 1 liked, 0 not, for each test track. */
  readonly testLiked: readonly number[];
  /** Whether the artist of each test track is in `liked` or `background`. */
  readonly testArtistSeen: readonly boolean[];
}

/** A list of `rank/`: how much a person likes each of their own tracks, in five folds. */
export interface RankedList {
  readonly name: string;
  readonly tracks: readonly ScoredTrack[];
  readonly folds: readonly number[];
}

/** Every folder of `taste/` in the data folder, by name; none where there is no such folder. */
export async function readTasteListeners(data: string): Promise<TasteListener[]> {
  const folders = (await entries(join(data, 'taste'))).filter((entry) => entry.isDirectory());
  return Promise.all(folders.map(({ name }) => readTasteListener(join(data, 'taste', name), name)));
}

/** Every CSV file of `rank/` in the data folder, by name. */
export async function readRankedLists(data: string): Promise<RankedList[]> {
  const files = (await entries(join(data, 'rank'))).filter((entry) => entry.name.endsWith('.csv'));
  return Promise.all(
    files.map(async ({ name }) => {
      const rows = await readRows(join(data, 'rank', name));
      const folds = rows.map((row) => Number(row.fold));
      return { name: name.replace(/(?:-long)?\.csv$/u, ''), tracks: rows.map(toScoredTrack), folds };
    }),
  );
}

async function entries(folder: string) {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readTasteListener(folder: string, name: string): Promise<TasteListener> {
  const [liked, background, test] = await Promise.all(
    ['train.csv', 'background.csv', 'test.csv'].map((file) => readRows(join(folder, file))),
  );
  return {
    name,
    liked: (liked as Row[]).map(toScoredTrack),
    background: (background as Row[]).map(toTrack),
    test: (test as Row[]).map(toTrack),
    testLiked: (test as Row[]).map((row) => Number(row.liked)),
    testArtistSeen: (test as Row[]).map((row) => row.artist_seen === '1'),
  };
}

function toScoredTrack(row: Row): ScoredTrack {
  return { ...toTrack(row), score: Number(row.score) };
}

function toTrack(row: Row): Track {
  const text = (column: string) => row[column] || null;
  const number = (column: string) => (row[column] ? Number(row[column]) : null);
  return {
    id: row.id ?? '',
    name: row.name ?? '',
    albumName: text('album_name'),
    artistName: text('artist_name'),
    releaseDate: text('release_date'),
    durationMs: number('duration_ms'),
    explicit: text('explicit') === null ? null : row.explicit === 'true',
    popularity: number('popularity'),
    albumType: text('album_type') as Track['albumType'],
  };
}
