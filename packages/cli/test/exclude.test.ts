import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';

let folder: Awaited<ReturnType<typeof createFolder>>;

beforeAll(async () => {
  folder = await createFolder();
  await mkdir(join(folder.path, 'history'));
  const plays = Array.from({ length: 60 }, (_, index) => ({
    ts: `2023-${index < 30 ? '03' : '07'}-${String(1 + (index % 28)).padStart(2, '0')}T12:00:00Z`,
    ms_played: 200_000,
    master_metadata_track_name: `Song ${index % 12}`,
    master_metadata_album_artist_name: index % 12 < 6 ? 'Vellori' : 'Sleepy Rain',
    master_metadata_album_album_name: index % 12 < 3 ? 'Lullabies' : 'Daylight',
    spotify_track_uri: `spotify:track:${String(index % 12).padStart(22, '0')}`,
    reason_start: 'trackdone',
    reason_end: 'trackdone',
    shuffle: false,
    skipped: false,
    offline: index % 12 === 5,
    offline_timestamp: null,
    incognito_mode: false,
  }));
  await writeFile(join(folder.path, 'history', 'Streaming_History_Audio_2023_0.json'), JSON.stringify(plays));
});
afterAll(() => folder.remove());

async function songsWith(...flags: string[]): Promise<string[]> {
  const { code, stderr } = await runSsrm(['create-dataset', '--from-export', 'history', ...flags], {
    cwd: folder.path,
  });
  expect(stderr).not.toContain('Error');
  expect(code).toBe(0);
  const csv = await readFile(join(folder.path, 'ssrm-output', 'SongsDataset.csv'), 'utf8');
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1] as string)
    .sort();
}

it('leaves out artists, albums, offline plays and days', async () => {
  expect(await songsWith()).toHaveLength(12);
  expect(await songsWith('--exclude-artist', 'sleepy rain')).toHaveLength(6);
  const rest = await songsWith('--exclude', 'album:Lullabies', '--exclude', 'offline');
  expect(rest).toHaveLength(8);
  expect(rest).not.toContain('Song 0');
  expect(rest).not.toContain('Song 5');
  const { code, stderr } = await runSsrm(
    ['create-dataset', '--from-export', 'history', '--exclude', '2023-01-01..2023-12-31'],
    { cwd: folder.path },
  );
  expect(code).toBe(1);
  expect(stderr).toContain('holds no track that counts');
});

it('takes the list from the configuration file', async () => {
  await writeFile(
    join(folder.path, 'ssrm.config.json'),
    JSON.stringify({ exclude: ['artist:Vellori', 'album:Lullabies'] }),
  );
  expect(await songsWith()).toHaveLength(6);
});

it('says what an exclusion looks like', async () => {
  const { code, stderr } = await runSsrm(
    ['create-dataset', '--from-export', 'history', '--exclude', 'lullabies'],
    { cwd: folder.path },
  );
  expect(code).toBe(2);
  expect(stderr).toContain('--exclude: Expected artist:NAME, album:NAME, FROM..TO');
});
