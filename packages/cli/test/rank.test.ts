import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FEW_SONG_IDS, type SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';
import { spotifyWords, startServer } from './stand-in.ts';

const idOf = (song: number): string => `${song}`.padStart(22, 'a');

/** Rows as Exportify writes them. */
const playlist = (songs: readonly (readonly [song: number, artist: string])[]): string =>
  [
    'Track URI,Track Name,Artist Name(s),Album Name,Duration (ms)',
    ...songs.map(([song, artist]) => `spotify:track:${idOf(song)},Song ${song},${artist},Album,200000`),
  ].join('\n');

const skipped = ['Ed Sheeran', 'Drake', 'Coldplay'];

/** A year: loved artists early and late, well-known ones skipped. Song 0 was loved and then forgotten. */
const history = JSON.stringify(
  Array.from({ length: 40 }, (_, song) => {
    const isSkipped = song >= 25;
    return Array.from({ length: 6 }, (_, play) => ({
      endTime: `2024-${String(song === 0 ? 1 : 7 + (play % 6)).padStart(2, '0')}-1${play} 10:${song + 10}`,
      artistName: isSkipped ? skipped[song % 3] : `Loved ${song % 3}`,
      trackName: `Song ${song}`,
      msPlayed: isSkipped ? 9000 : 190_000,
    }));
  }).flat(),
);

let server: SpotifyServer;
let prepared: Awaited<ReturnType<typeof createFolder>>;
let folder: Awaited<ReturnType<typeof createFolder>>;
let trained: Awaited<ReturnType<typeof runSsrm>>;
beforeAll(async () => {
  server = await startServer();
  prepared = await createFolder();
  await writeFile(join(prepared.path, 'StreamingHistory_music_0.json'), history);
  await writeFile(join(prepared.path, 'chart.csv'), playlist([[90, 'Loved 1']]));
  const words = ['run', '--from-export', 'StreamingHistory_music_0.json', '--n-epochs', '40'];
  trained = await runSsrm([...words, '--n-batches', '4', '--rank', 'chart.csv'], { cwd: prepared.path });
});
afterAll(async () => {
  await server.close();
  await prepared.remove();
});
beforeEach(async () => {
  folder = await createFolder();
  await cp(prepared.path, folder.path, { recursive: true });
  const songs = [
    [1, 'Loved 1'],
    [50, 'Loved 1'],
    [51, 'Ed Sheeran'],
    [52, 'Somebody <b>Else</b>'],
  ] as const;
  await writeFile(join(folder.path, 'friend.csv'), playlist(songs));
  await writeFile(
    join(folder.path, 'second.csv'),
    playlist([
      [50, 'Loved 1'],
      [53, '=SUM(A1)'],
    ]),
  );
});
afterEach(() => folder.remove());

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });

describe('ssrm run, at its end', () => {
  it('ranks the lists of --rank, names finds, the report as an address, and one next command', () => {
    expect(trained.code).toBe(0);
    expect(trained.stdout).toContain('Hear these first, from chart.csv');
    expect(trained.stdout).toMatch(
      /For tonight:\n {2}Song 0 – Loved 0\n.*You played it 6 times, last on 1\d January 2024/,
    );
    expect(trained.stdout).toMatch(
      /Your report: file:\/\/\/\S+\/ssrm-output\/report\.html\nNext: ssrm \S.*\n$/,
    );
    expect(trained.stdout + trained.stderr).not.toContain('No songs to predict');
  });

  it('writes few lines to a log, not one for each loss', () => {
    expect(trained.stderr.match(/^Training: /gm)).toHaveLength(1);
  });
});

describe('ssrm rank', () => {
  it('ranks several lists by taste, each song once, known songs apart, with those to skip', async () => {
    const { code, stdout } = await run('rank', 'friend.csv', 'second.csv', '--json', '--quiet');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ rankedBy: 'taste', counts: { fresh: 4, known: 1 } });
    expect(result.known[0].name).toBe('Song 1');
    expect(result.best[0]).toMatchObject({ id: idOf(50), reason: 'You have played Loved 1 48 times.' });
    expect(result.best.at(-1).name).toBe('Song 51');
    expect(result.skip[0].name).toBe('Song 51');
  });

  it('prints a table with reasons, CSV that is safe in a spreadsheet, and URIs to paste', async () => {
    const table = await run('rank', 'friend.csv', '--top', '2');
    expect(table.stdout).toMatch(/1 {2}Song 50 +Loved 1 +\d+\.\d %/);
    expect(table.stdout).toContain('You know already (1):');
    expect(table.stdout).toContain('Skip these (1):');
    const csv = await run('rank', 'second.csv', '--csv');
    expect(csv.stdout).toContain(`1,${idOf(50)},Song 50,Loved 1,`);
    expect(csv.stdout).toContain("'=SUM(A1)");
    const uris = await run('rank', 'friend.csv', '--uris', '--top', '1');
    expect(uris.stdout).toBe(`spotify:track:${idOf(50)}\n`);
    expect(uris.stderr).toContain('empty playlist');
  });

  it('makes the playlist of --create-playlist where somebody is signed in', async () => {
    const words = ['rank', ...FEW_SONG_IDS.slice(0, 2), '--create-playlist', 'Ranked', '--json'];
    const { code, stdout } = await run(...words, ...spotifyWords(server));
    expect(code).toBe(0);
    expect(JSON.parse(stdout).playlist).toMatchObject({ name: 'Ranked', created: true, added: 2 });
    const again = await run(...words, ...spotifyWords(server));
    expect(JSON.parse(again.stdout).playlist).toMatchObject({ created: false, added: 0 });
  });

  it('names the file that holds no song, and says what to run first where there is no model', async () => {
    await writeFile(join(folder.path, 'notes.csv'), 'when,what\nmonday,milk\n');
    const { code, stderr } = await run('rank', 'notes.csv');
    expect(code).toBe(1);
    expect(stderr).toContain('notes.csv');
    expect(stderr).not.toContain('fault in ssrm');
    const untrained = await run('rank', 'friend.csv', '--out', 'elsewhere');
    expect(untrained.code).toBe(1);
    expect(untrained.stderr).toContain('Run ssrm run first');
  });
});
