import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetFromCsv } from '@ssrm/features';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';
import { spotifyWords, startServer } from './stand-in.ts';

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
  expect(stderr).toContain('holds no song that counts');
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

it('leaves out a playlist of the export by its name', async () => {
  const items = [0, 7].map((index) => ({
    track: {
      trackName: `Song ${index}`,
      artistName: index < 6 ? 'Vellori' : 'Sleepy Rain',
      albumName: index < 3 ? 'Lullabies' : 'Daylight',
      trackUri: `spotify:track:${String(index).padStart(22, '0')}`,
    },
    addedDate: '2023-01-01',
  }));
  await rm(join(folder.path, 'ssrm.config.json'), { force: true });
  const file = join(folder.path, 'history', 'Playlist1.json');
  await writeFile(file, JSON.stringify({ playlists: [{ name: 'Für Kinder', items }] }));
  const rest = await songsWith('--exclude-playlist', 'fur kinder');
  expect(rest).toHaveLength(10);
  expect(rest).not.toContain('Song 0');
  expect(rest).not.toContain('Song 7');
  const words = ['create-dataset', '--from-export', 'history', '--exclude-playlist', 'Party'];
  const { code, stderr } = await runSsrm(words, { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatch(/Error: .*called "Party" .* they hold "Für Kinder"\./);
});

it('leaves out a playlist of the account', async () => {
  const server = await startServer({ mode: 'development' });
  const { world, listener } = server;
  const own = world.playlists.filter(({ ownerId }) => ownerId === listener.id);
  const [list, short] = own as [(typeof own)[0], (typeof own)[0]];
  expect(listener.topTracks.long_term.some((id) => short.trackIds.includes(id))).toBe(true);
  const create = (...more: string[]) =>
    runSsrm(
      ['create-dataset', '--out', 'account', '--background', 'search', ...more, ...spotifyWords(server)],
      {
        cwd: folder.path,
      },
    );
  const idsIn = async (file: string) =>
    datasetFromCsv(await readFile(join(folder.path, 'account', file), 'utf8')).map(({ id }) => id);
  const link = `https://open.spotify.com/playlist/${short.id}?si=1`;
  expect((await create('--exclude-playlist', link)).code).toBe(0);
  const expected = listener.topTracks.long_term.filter((id) => !short.trackIds.includes(id));
  expect(await idsIn('SongsDataset.csv')).toEqual(expected);
  const background = await idsIn('BackgroundDataset.csv');
  expect(background.filter((id) => short.trackIds.includes(id))).toEqual([]);

  const configFile = join(folder.path, 'ssrm.config.json');
  await writeFile(
    configFile,
    JSON.stringify({ 'exclude-playlist': [short.id, `spotify:playlist:${list.id}`] }),
  );
  const everything = await create();
  await rm(configFile);
  expect(everything.stderr).toContain('The exclusions leave no track to learn from.');

  const others = world.playlists.find(({ ownerId }) => ownerId !== listener.id);
  for (const [given, code, message] of [
    [others?.id, 1, /Error: Spotify shows apps in development mode the songs of your own playlists only/],
    ['0'.repeat(22), 1, /Error: Spotify knows no playlist 0+/],
    ['My list', 2, /Error: --exclude-playlist takes the link, URI or id of a playlist .* it got "My list"\./],
  ] as const) {
    const refused = await create('--exclude-playlist', given as string);
    expect(refused.stderr).toMatch(message);
    expect(refused.code).toBe(code);
  }
  await server.close();
});
