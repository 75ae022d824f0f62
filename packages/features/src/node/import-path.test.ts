import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyRow, prettyJson, trackUri } from '../__fixtures__/import-files.ts';
import type { ImportedListening } from '../import/import-listening.ts';
import { importPath } from './import-path.ts';

describe('importPath', () => {
  let folder: string;
  const rows = (end: string): string =>
    prettyJson([historyRow({ master_metadata_track_name: end, spotify_track_uri: trackUri(end) })]);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ssrm-import-'));
    await mkdir(join(folder, 'data', 'inner'), { recursive: true });
    await writeFile(join(folder, 'data', 'b.json'), rows('b'));
    await writeFile(join(folder, 'data', 'inner', 'a.json'), rows('a'));
    await writeFile(join(folder, 'data', '.hidden.json'), rows('hidden'));
    await symlink(join(folder, 'data'), join(folder, 'data', 'inner', 'loop'));
    await writeFile(join(folder, 'data.zip'), zipSync({ 'x/c.json': new TextEncoder().encode(rows('c')) }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads a file, an archive, and a folder with its folders', async () => {
    const names = async (path: string): Promise<string[]> =>
      (await importPath(join(folder, path))).tracks.map(({ name }) => name).sort();
    expect(await names('data/b.json')).toEqual(['b']);
    expect(await names('data.zip')).toEqual(['c']);
    expect(await names('data')).toEqual(['a', 'b']);
    expect(await names('')).toEqual(['a', 'b', 'c']);
    const { report } = await importPath(join(folder, 'data'));
    expect(report.files.map(({ file }) => file)).toEqual(['b.json', 'inner/a.json']);
  });

  it('says when there is nothing there', async () => {
    await expect(importPath(join(folder, 'absent'))).rejects.toThrow(
      /There is no file or folder .*absent\. Check the path/,
    );
  });
});

const shared = fileURLToPath(new URL('../../../../../shared/', import.meta.url));
const hasShared = existsSync(join(shared, 'history')) && existsSync(join(shared, 'quirks'));

/** Rows of a file, counted by other means than the importer's. */
async function countRows(path: string): Promise<number> {
  const text = await readFile(path, 'utf8');
  if (!path.endsWith('.csv')) {
    const json = JSON.parse(text);
    return (Array.isArray(json) ? json : json.items).length;
  }
  return text.split(/\r?\n/).filter((line) => line.trim() !== '').length - 1;
}

function checkAccount({ report, tracks }: ImportedListening): void {
  expect(report.rowsRead).toBe(report.rowsKept + report.rowsSetAside);
  for (const file of report.files) {
    const aside = report.setAside.filter((group) => group.file === file.file);
    expect(aside.reduce((sum, { lines }) => sum + lines.length, 0)).toBe(file.rowsSetAside);
    expect(
      aside.every(({ count, lines }) => count === lines.length && lines.every((line) => line >= 1)),
    ).toBe(true);
  }
  expect(tracks.every(({ score, name, id }) => score >= 0 && score <= 1 && name !== '' && id !== '')).toBe(
    true,
  );
  expect(new Set(tracks.map(({ id }) => id)).size).toBe(tracks.length);
}

describe.skipIf(!hasShared)(
  'importPath on real files (skipped where ../shared/history and ../shared/quirks are absent)',
  () => {
    it('accounts for every row of every file', async () => {
      for (const kind of ['history', 'quirks']) {
        for (const folder of await readdir(join(shared, kind))) {
          for (const file of await readdir(join(shared, kind, folder))) {
            const path = join(shared, kind, folder, file);
            const rowCount = await countRows(path);
            if (file.includes('podcast')) {
              const { report } = await importPath(path);
              expect([report.rowsRead, report.rowsSetAside]).toEqual([rowCount, rowCount]);
              continue;
            }
            const listening = await importPath(path);
            checkAccount(listening);
            expect([file, listening.report.rowsRead]).toEqual([file, rowCount]);
          }
        }
      }
    });

    it('reads the files of one person together', async () => {
      for (const folder of await readdir(join(shared, 'history'))) {
        checkAccount(await importPath(join(shared, 'history', folder)));
      }
      const listening = await importPath(join(shared, 'history'));
      checkAccount(listening);
      expect(listening.dislikes.length).toBeGreaterThan(50);
      // Counted in another language: 790 of at least 30 s, 3 shorter ones to the end, and one past the middle of a song of 26 s.
      const { report } = await importPath(join(shared, 'history', 'extended-2022-2023'));
      expect(report.listening?.plays).toBe(794);
    });

    it('reads Your Top Songs of Exportify in its order', async () => {
      const path = join(shared, 'quirks', 'exportify-bom-semicolon-artists', 'Your_Top_Songs_2025.csv');
      const { tracks, report } = await importPath(path);
      expect(tracks).toHaveLength(100);
      expect(tracks[0]).toEqual({
        id: '4H6s1mTZcjHAMU36ZF3Xoz',
        name: 'Nothing Without Your Love',
        albumName: 'Echo',
        artistName: 'Jin',
        releaseDate: '2025-05-16',
        durationMs: 176126,
        explicit: false,
        popularity: 70,
        albumType: null,
        score: 1,
      });
      expect(tracks.at(-1)?.score).toBe(0);
      expect(report.missing).toMatchObject({ album_type: 1, popularity: 0, artist_name: 0 });
    });
  },
);
