import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetFromCsv, type ScoredTrack } from '@ssrm/features';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, type RunOptions, runSsrm } from './run-ssrm.ts';
import { quickTraining, spotifyWords, startServer } from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
/** Songs that are under way at once: only their answers may be lost. */
const underWay = 8;
/** Songs of the history: the first ones are played most. */
let liked: readonly string[];
let skipped: readonly string[];
/** Spotify does not have it. */
const gone = '0'.repeat(22);

/** An extended streaming history with songs of the stand-in's world; it lacks what such a history lacks. */
async function writeHistory(): Promise<void> {
  const play = (id: string, minute: number, isSkip: boolean) => {
    const track = server.world.track(id);
    const artist = track && server.world.artist(track.artistIds[0] as string);
    const album = track && server.world.album(track.albumId);
    return {
      ts: new Date(Date.UTC(2023, 2, 1, 0, minute * 5)).toISOString(),
      ms_played: isSkip ? 5000 : (track?.durationMs ?? 200_000),
      master_metadata_track_name: track?.name ?? 'Gone',
      master_metadata_album_artist_name: artist?.name ?? 'Nobody',
      master_metadata_album_album_name: album?.name ?? 'Nowhere',
      spotify_track_uri: `spotify:track:${id}`,
      reason_start: 'trackdone',
      reason_end: isSkip ? 'fwdbtn' : 'trackdone',
      shuffle: false,
      skipped: isSkip,
      offline: false,
      offline_timestamp: null,
      incognito_mode: false,
    };
  };
  let minute = 0;
  const plays = [
    ...liked.flatMap((id, index) => Array.from({ length: 12 - index }, () => play(id, minute++, false))),
    ...skipped.flatMap((id) => Array.from({ length: 6 }, () => play(id, minute++, true))),
  ];
  await mkdir(join(folder.path, 'history'), { recursive: true });
  await writeFile(join(folder.path, 'history', 'Streaming_History_Audio_2023_0.json'), JSON.stringify(plays));
}

async function prepare(mode: 'development' | 'extended'): Promise<void> {
  server = await startServer({ mode });
  // Two releases of a song would count as one.
  const byTitle = new Map(
    server.listener.topTracks.long_term.map((id) => [server.world.track(id)?.name, id] as const),
  );
  liked = [...Array.from(byTitle.values()).slice(0, 9), gone];
  skipped = server.world.otherTracks(server.listener, 10).map(({ id }) => id);
  await writeHistory();
}

beforeEach(async () => {
  folder = await createFolder();
});
afterEach(async () => {
  await folder.remove();
  await server.close();
});

const createWords = ['create-dataset', '--from-export', 'history'];
const run = (words: readonly string[], options: Partial<RunOptions> = {}) =>
  runSsrm([...words, ...spotifyWords(server)], { cwd: folder.path, ...options });

interface FillResult {
  readonly fill: Readonly<Record<string, number>>;
  readonly tracks: number;
}

async function fill(...words: string[]): Promise<FillResult & { stderr: string }> {
  const { code, stdout, stderr } = await run([...createWords, '--json', ...words]);
  expect(stderr).not.toContain('Error');
  expect(code).toBe(0);
  return { ...(JSON.parse(stdout) as FillResult), stderr };
}

const csv = async (file = 'SongsDataset.csv'): Promise<ScoredTrack[]> =>
  datasetFromCsv(await readFile(join(folder.path, 'ssrm-output', file), 'utf8'));

const dated = (tracks: readonly ScoredTrack[]) => tracks.filter(({ releaseDate }) => releaseDate !== null);
const asked = () => server.requests.filter(({ path }) => path.includes('/tracks')).length;

describe('--fill', () => {
  it.each(['development', 'extended'] as const)(
    'looks up what the export lacks, when asked and once: %s mode',
    async (mode) => {
      await prepare(mode);
      const { fill: nothing } = await fill();
      expect(nothing).toBeUndefined();
      expect(server.requests).toHaveLength(0);
      const before = await csv();
      expect(before.map(({ id }) => id)).toEqual(liked);
      expect(dated(before)).toEqual([]);

      const { fill: first, stderr } = await fill('--fill', '100');
      expect(first).toMatchObject({ songs: 20, incomplete: 20, filled: 19, fromCache: 0 });
      expect(first).toMatchObject({ unavailable: 1, unresolved: 0 });
      expect(stderr).toContain('Looking up what the export lacks: 19 of 20 songs filled in');
      expect(stderr).toContain('Spotify does not have 1 song');
      for (const track of [...(await csv()), ...(await csv('BackgroundDataset.csv'))]) {
        const real = server.world.track(track.id);
        const album = real && server.world.album(real.albumId);
        expect(track).toMatchObject({
          durationMs: real?.durationMs ?? null,
          explicit: real?.explicit ?? null,
          popularity: mode === 'development' ? null : (real?.popularity ?? null),
          albumType: album?.albumType ?? null,
          releaseDate: album?.releaseDate ?? null,
        });
      }
      expect((await csv()).map(({ id, name, score }) => ({ id, name, score }))).toEqual(
        before.map(({ id, name, score }) => ({ id, name, score })),
      );

      const requests = server.requests.length;
      const complete = await csv();
      const { fill: second } = await fill('--fill', '100');
      expect(second).toMatchObject({ filled: 19, fromCache: 20, requests: 0, unavailable: 1 });
      expect(server.requests).toHaveLength(requests);
      expect(await csv()).toEqual(complete);
    },
  );

  it('is for so many songs that count most, liked and skipped alike', async () => {
    await prepare('development');
    const { fill: counts } = await fill('--fill', '8');
    expect(counts).toMatchObject({ songs: 8, filled: 8 });
    expect(dated(await csv()).map(({ id }) => id)).toEqual(liked.slice(0, 4));
    expect(dated(await csv('BackgroundDataset.csv'))).toHaveLength(4);
    await fill('--fill', '8', '--background', 'none');
    expect(dated(await csv()).map(({ id }) => id)).toEqual(liked.slice(0, 8));
  });

  it('ended early by a quota keeps what it has, says so, and goes on next time', async () => {
    await prepare('development');
    const route = 'GET /tracks/{id}';
    server.faults.add({ route, after: 6, fault: { kind: 'quota', retryAfter: 7200 } });
    const { fill: early, stderr } = await fill('--fill', '100');
    expect(early).toMatchObject({ filled: 6, unresolved: 14, unavailable: 0 });
    expect(stderr).toMatch(
      /Not looked up yet: 14 songs\. Spotify allows no more requests until .*\d\d:\d\d\. Run the same command again then/,
    );
    expect(stderr).not.toContain('does not have');
    const both = [...(await csv()), ...(await csv('BackgroundDataset.csv'))];
    expect(dated(both)).toHaveLength(6);

    server.faults.clear();
    const requests = asked();
    const { fill: rest } = await fill('--fill', '100');
    expect(rest).toMatchObject({ fromCache: 6, filled: 19, unavailable: 1, unresolved: 0 });
    // The batch that this mode does not have is tried once; then one request for each song.
    expect(asked() - requests).toBe(1 + 14);
  });

  it('interrupted by Ctrl-C writes nothing, and the next run goes on from there', async () => {
    await prepare('development');
    let interrupt = (): void => {};
    const answered = 12;
    server.faults.add({
      route: 'GET /tracks/{id}',
      after: answered,
      times: 1,
      fault: {
        kind: 'body',
        change(body) {
          interrupt();
          return body;
        },
      },
    });
    const stopped = await run([...createWords, '--fill', '100'], {
      onStart(kill) {
        interrupt = () => kill('SIGINT');
      },
    });
    expect(stopped.stderr).toContain('Interrupted. Files that were already there are as they were.');
    expect(stopped.code).toBe(130);
    expect(await readdir(folder.path)).not.toContain('ssrm-output');
    server.faults.clear();
    const requests = asked();
    expect((await fill('--fill', '100')).fill).toMatchObject({ filled: 19, unavailable: 1 });
    // One try for the batch, and none for what had been answered.
    expect(asked() - requests).toBeLessThanOrEqual(1 + 20 - (answered + 1 - underWay));
  });

  it('waits out a quota with --wait', async () => {
    await prepare('development');
    server.faults.add({
      route: 'GET /tracks/{id}',
      after: 6,
      times: 1,
      fault: { kind: 'quota', retryAfter: 1 },
    });
    const { fill: counts, stderr } = await fill('--fill', '100', '--wait');
    expect(counts).toMatchObject({ filled: 19, unavailable: 1, unresolved: 0 });
    expect(stderr).toContain('Spotify allows no more requests for');
    expect(stderr).not.toContain('Not looked up yet');
  });

  it('searches for songs of which a list gives the names only', async () => {
    await prepare('development');
    const lines = liked.slice(0, 3).map((id) => {
      const track = server.world.track(id);
      return `"${track?.name}","${server.world.artist(track?.artistIds[0] as string)?.name}"`;
    });
    const list = ['Track Name,Artist Name(s)', ...lines, '"No Such Song","Nobody At All"'].join('\n');
    await writeFile(join(folder.path, 'list.csv'), `${list}\n`);
    const words = ['--from-export', 'list.csv', '--fill', '10', '--background', 'none'];
    const { fill: counts, stderr } = await fill(...words);
    expect(counts).toMatchObject({ filled: 3, unavailable: 1 });
    expect(stderr).toContain('Spotify does not have 1 song');
    const durations = liked.slice(0, 3).map((id) => server.world.track(id)?.durationMs);
    expect((await csv()).map(({ durationMs }) => durationMs)).toEqual([...durations, null]);
  });

  it('in a whole run changes what is said to be missing, and the report', async () => {
    await prepare('extended');
    const words = ['run', '--from-export', 'history', ...quickTraining, '--json'];
    const page = () => readFile(join(folder.path, 'ssrm-output', 'report.html'), 'utf8');
    const bare = await run(words);
    expect(JSON.parse(bare.stdout)).toMatchObject({ missing: { release_date: 1, popularity: 1 } });
    expect(bare.stderr).toContain('Not known for your tracks');
    expect(await page()).toContain('did not come from the Web API');

    await writeFile(join(folder.path, 'ssrm.config.json'), JSON.stringify({ fill: 100 }));
    const filled = await run(words);
    expect(filled.stderr).not.toContain('Error');
    expect(JSON.parse(filled.stdout)).toMatchObject({
      missing: { release_date: 0.1, popularity: 0.1 },
      // Nothing but preset taste looks at skipped songs.
      fill: { songs: 10, filled: 9, unavailable: 1 },
    });
    expect(filled.stderr).toContain('release date (10 %)');
    expect(await page()).toContain('Looked up at Spotify, because the export lacks it: values of 9 songs.');
    expect(await page()).not.toContain('did not come from the Web API');

    const disconnected = await runSsrm(['disconnect'], { cwd: folder.path });
    expect(disconnected.stdout).toContain('SongsDataset.csv');
    expect(await readdir(join(folder.path, '.home', 'cache', 'ssrm'))).not.toContain('looked-up');
  });

  it('refuses a wrong token: exit 1', async () => {
    await prepare('development');
    const { code, stderr } = await runSsrm(
      [...createWords, '--fill', '5', ...spotifyWords(server), '--token', 'BQ-a-wrong-token'],
      { cwd: folder.path },
    );
    expect(stderr).toMatch(/Error: Spotify does not accept the access token/);
    expect(code).toBe(1);
    expect(await readdir(folder.path)).not.toContain('ssrm-output');
  });

  it('needs an export and somebody who asks: exit 2', async () => {
    await prepare('development');
    const alone = await run(['create-dataset', '--fill', '5']);
    expect(alone.stderr).toMatch(
      /Error: --fill completes the songs of an export, so it goes with --from-export/,
    );
    expect(alone.code).toBe(2);
    const nobody = await runSsrm([...createWords, '--fill', '5'], { cwd: folder.path });
    expect(nobody.stderr).toMatch(/Error: --fill asks Spotify: sign in with ssrm login/);
    expect(nobody.code).toBe(2);
    const zero = await run([...createWords, '--fill', '0']);
    expect(zero.stderr).toMatch(/Expected a whole number, 1 or more/);
    expect(zero.code).toBe(2);
    expect(server.requests).toHaveLength(0);
  });
});

it('disconnect deletes what an export got from a search, too, and keeps what is the export alone', async () => {
  await prepare('development');
  expect((await run(['create-dataset', '--from-export', 'history', '--background', 'search'])).code).toBe(0);
  const disconnected = await runSsrm(['disconnect'], { cwd: folder.path });
  expect(disconnected.stdout).toContain('BackgroundDataset.csv');
  expect(await readdir(join(folder.path, 'ssrm-output'))).toEqual(['history.json', 'run.json']);
});
