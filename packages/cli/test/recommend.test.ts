import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetToCsv, readCsv, scoreByRank, songKey, type Track, trackFromSpotify } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import { saveModel } from '@ssrm/model/node';
import {
  createWorld,
  type ServerMode,
  type SpotifyServer,
  type SpotifyServerOptions,
  type WorldAlbum,
  type WorldTrack,
} from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';
import { quickTraining, spotifyWords, startServer } from './stand-in.ts';

/** What `--json` prints. */
interface Result {
  readonly rankedBy: string;
  readonly candidates: number;
  readonly complete: boolean;
  readonly tryAgainAt: string | null;
  readonly requests: { readonly budget: number; readonly used: number };
  readonly playlist: { readonly id: string; readonly created: boolean; readonly added: number } | null;
  readonly recommendations: readonly {
    readonly id: string;
    readonly name: string;
    readonly artist_name: string;
    readonly score_taste: number | null;
    readonly score_original: number | null;
    readonly new_artist: boolean;
    readonly found_in: string;
    readonly reasons: readonly { readonly text: string }[];
  }[];
}

/** A song of the world as Spotify's object in extended mode, as far as a track needs it. */
function toTrack({ world }: SpotifyServer, song: WorldTrack): Track {
  const album = world.album(song.albumId);
  return trackFromSpotify({
    id: song.id,
    name: song.name,
    duration_ms: song.durationMs,
    explicit: song.explicit,
    external_ids: { isrc: song.isrc },
    artists: song.artistIds.map((id) => ({ name: world.artist(id)?.name })),
    album: { name: album?.name, album_type: album?.albumType, release_date: album?.releaseDate },
  });
}

/** A stand-in with a world that is large enough to learn a taste from. */
function startTastefulServer(options: SpotifyServerOptions = {}): Promise<SpotifyServer> {
  return startServer({ world: createWorld({ seed: 7, artistCount: 120, topTrackCount: 500 }), ...options });
}

let prepared: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  prepared = await createFolder();
  const server = await startTastefulServer();
  await writeTaste(server, prepared.path);
  await server.close();
});
afterAll(() => prepared.remove());

/** An output folder with songs and a model of preset `taste`, as `ssrm run --background` leaves it. */
async function writeTaste(server: SpotifyServer, out: string): Promise<void> {
  const songs = server.listener.topTracks.long_term.map((id) => server.world.track(id) as WorldTrack);
  const tracks = scoreByRank(songs.map((song) => toTrack(server, song)));
  const background = server.world.otherTracks(server.listener, 1000).map((song) => toTrack(server, song));
  const model = await TasteModel.fit(tracks, { preset: 'taste', background });
  await mkdir(join(out, 'models'), { recursive: true });
  await saveModel(join(out, 'models', 'taste'), model);
  await writeFile(join(out, 'SongsDataset.csv'), datasetToCsv(tracks));
}

describe.each<ServerMode>(['development', 'extended'])('ssrm recommend in %s mode', (mode) => {
  let server: SpotifyServer;
  let folder: Awaited<ReturnType<typeof createFolder>>;
  beforeAll(async () => {
    server = await startTastefulServer({ mode });
    folder = await createFolder();
    await cp(prepared.path, join(folder.path, 'ssrm-output'), { recursive: true });
  });
  afterAll(async () => {
    await server.close();
    await folder.remove();
  });
  beforeEach(() => server.faults.clear());
  /** What does not depend on the mode is tried in one. */
  const once = it.runIf(mode === 'development');
  afterEach(async () => {
    for (const name of ['recommendations.csv', 'playlists.json', 'source.json']) {
      await rm(join(folder.path, 'ssrm-output', name), { force: true });
    }
    await rm(join(folder.path, '.home', 'cache'), { recursive: true, force: true });
  });

  const run = (...words: string[]) =>
    runSsrm(['recommend', ...words, ...spotifyWords(server)], { cwd: folder.path });
  const recommend = async (...words: string[]): Promise<Result> => {
    const { code, stdout, stderr } = await run('--json', ...words);
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    return JSON.parse(stdout) as Result;
  };
  const api = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(server.apiUrl + path, {
      method,
      headers: { authorization: `Bearer ${server.accessToken}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  const songsOf = async (playlistId: string): Promise<string[]> => {
    const page = (await api('GET', `/playlists/${playlistId}/items`)) as {
      items: { item: { id: string } }[];
    };
    return page.items.map(({ item }) => item.id);
  };
  const artistsOfTop = (): Set<string> =>
    new Set(
      Object.values(server.listener.topTracks)
        .flat()
        .map((id) => server.world.artist(server.world.track(id)?.artistIds[0] as string)?.name as string),
    );

  it('finds songs that the person does not know, explains them and keeps them as a table', async () => {
    const before = server.requests.length;
    const { code, stdout, stderr } = await run('--limit', '8');
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    expect(stderr).toContain(
      'This takes at most 100 requests to Spotify: 35 for what you know, 33 for albums',
    );
    expect(server.requests.length - before).toBeLessThanOrEqual(100);
    expect(stdout).toMatch(/^Song +Artist +taste +sure/);
    expect(stdout).toMatch(/ {4}The .* (raises|lowers) /);
    const text = await readFile(join(folder.path, 'ssrm-output', 'recommendations.csv'), 'utf8');
    const { header, records } = readCsv(text);
    expect(records).toHaveLength(8);
    const known = new Set([
      ...Object.values(server.listener.topTracks).flat(),
      ...server.listener.savedTracks,
    ]);
    const knownSongs = new Set(
      [...known].map((id) => {
        return songKey(toTrack(server, server.world.track(id) as WorldTrack));
      }),
    );
    for (const { cells } of records) {
      const values = Object.fromEntries(cells.map((cell, index) => [header[index], cell]));
      expect(known).not.toContain(values.id);
      expect(knownSongs).not.toContain(
        songKey({ name: values.name ?? '', artistName: values.artist_name ?? null }),
      );
      expect(values.reason_1).toMatch(/raises|lowers/);
    }
  });

  once('offers variety: each song once, no artist more than a fifth of the time', async () => {
    const { recommendations, rankedBy } = await recommend('--limit', '10');
    expect(rankedBy).toBe('taste');
    const perArtist = new Map<string, number>();
    for (const { artist_name } of recommendations) {
      perArtist.set(artist_name, (perArtist.get(artist_name) ?? 0) + 1);
    }
    expect(Math.max(...perArtist.values())).toBeLessThanOrEqual(2);
    expect(new Set(recommendations.map(({ id }) => id)).size).toBe(10);
  });

  it('recommends styles that the person likes more than the rest of what they do not know', async () => {
    const { recommendations } = await recommend('--limit', '40');
    const meanTaste = (songs: readonly { readonly id: string }[]): number =>
      songs.reduce((sum, { id }) => {
        const style = server.world.track(id)?.style as string;
        return sum + (server.listener.taste[style] as number) / songs.length;
      }, 0);
    const unknown = server.world.otherTracks(server.listener, 2000);
    expect(meanTaste(recommendations)).toBeGreaterThan(meanTaste(unknown) + 0.3);
  });

  it('trades known artists for new ones', async () => {
    const known = artistsOfTop();
    const familiar = await recommend('--discovery', '0');
    expect(familiar.recommendations.every(({ artist_name }) => known.has(artist_name))).toBe(true);
    expect(familiar.recommendations.some(({ new_artist }) => new_artist)).toBe(false);
    const { recommendations } = await recommend('--discovery', '1', '--limit', '3');
    expect(recommendations.some(({ artist_name }) => known.has(artist_name))).toBe(false);
  });

  once('honours --exclude-artist', async () => {
    const all = await recommend('--limit', '5');
    const artist = all.recommendations[0]?.artist_name as string;
    const { recommendations } = await recommend('--exclude-artist', artist.toUpperCase());
    expect(recommendations.map(({ artist_name }) => artist_name)).not.toContain(artist);
  });

  it('chooses from an album, and leaves out what the person saved', async () => {
    const known = new Set(server.listener.topTracks.long_term);
    const album = server.world.albums.find(
      ({ trackIds }) => trackIds.length > 5 && !trackIds.some((id) => known.has(id)),
    );
    const [saved, ...others] = (album as WorldAlbum).trackIds;
    await api('PUT', `/me/library?uris=spotify:track:${saved}`);
    const link = `https://open.spotify.com/album/${album?.id}?si=1`;
    const result = await recommend('--from', link, '--limit', '50');
    expect(result.recommendations.map(({ id }) => id).sort()).toEqual(others.sort());
    const again = await recommend('--from', link, '--rediscover', '--limit', '50');
    expect(again.recommendations.map(({ id }) => id)).toContain(saved);
    await api('DELETE', `/me/library?uris=spotify:track:${saved}`);
  });

  it('chooses from a playlist of the person', async () => {
    const ids = server.world.otherTracks(server.listener, 6).map(({ id }) => id);
    const made = (await api('POST', '/me/playlists', { name: 'To hear' })) as { id: string };
    await api('POST', `/playlists/${made.id}/items`, { uris: ids.map((id) => `spotify:track:${id}`) });
    const { recommendations } = await recommend('--from', `spotify:playlist:${made.id}`);
    expect(recommendations.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(recommendations[0]?.found_in).toBe('playlist To hear');
    const { recommendations: others } = await recommend();
    for (const id of ids) expect(others.map((song) => song.id)).not.toContain(id);
    // Some of the playlist that is chosen from stand in another that is to be left out.
    const away = (await api('POST', '/me/playlists', { name: 'Not these' })) as { id: string };
    const uris = ids.slice(0, 2).map((id) => `spotify:track:${id}`);
    await api('POST', `/playlists/${away.id}/items`, { uris });
    const words = ['--from', `spotify:playlist:${made.id}`, '--rediscover', '--exclude-playlist', away.id];
    const { recommendations: rest } = await recommend(...words);
    expect(rest.map(({ id }) => id).sort()).toEqual(ids.slice(2).sort());
  });

  it('makes a playlist once, also when it is run twice or was cut off', async () => {
    const before = server.requests.length;
    const words = ['--create-playlist', '=New "for" me', '--limit', '5'];
    server.faults.add({ route: 'POST /playlists/{playlist_id}/items', times: 1, fault: { kind: 'reset' } });
    const broken = await run(...words);
    expect(broken.code).toBe(1);
    const first = await recommend(...words);
    const second = await recommend(...words);
    await rm(join(folder.path, 'ssrm-output', 'playlists.json'));
    const third = await recommend(...words);
    const wanted = first.recommendations.map(({ id }) => id);
    expect(first.playlist).toMatchObject({ created: false, added: 5 });
    expect([second.playlist?.added, third.playlist?.added]).toEqual([0, 0]);
    expect(new Set([first, second, third].map(({ playlist }) => playlist?.id)).size).toBe(1);
    expect(await songsOf(first.playlist?.id as string)).toEqual(wanted);
    const posts = server.requests.slice(before).filter(({ route }) => route === 'POST /me/playlists');
    expect(posts).toHaveLength(1);
    expect(JSON.parse(posts[0]?.body as string)).toMatchObject({ name: '=New "for" me', public: false });
  });

  it('keeps to its budget', async () => {
    const before = server.requests.length;
    const { requests } = await recommend('--budget', '20');
    expect(requests).toMatchObject({ budget: 20 });
    expect(server.requests.length - before).toBeLessThanOrEqual(20);
  });

  once('recommends what it has found when the quota is spent, and says when to come back', async () => {
    server.faults.add({ route: 'GET /search', after: 1, fault: { kind: 'quota', retryAfter: 7200 } });
    const { code, stdout, stderr } = await run('--json');
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /Chosen from the [\d,]+ songs found before this: Spotify allows no more requests until/,
    );
    const result = JSON.parse(stdout) as Result;
    expect(result.complete).toBe(false);
    expect(Date.parse(result.tryAgainAt as string)).toBeGreaterThan(Date.now() + 3_600_000);
    expect(result.recommendations.length).toBeGreaterThan(0);
  });

  once('stops when the quota is spent before it knows what the person knows', async () => {
    server.faults.add({ route: 'GET /me/tracks', fault: { kind: 'quota', retryAfter: 7200 } });
    const { code, stderr } = await run();
    expect(code).toBe(1);
    expect(stderr).toMatch(/Spotify allows no more requests until/);
    server.faults.clear();
    const before = server.requests.length;
    await recommend();
    // What came before the quota was spent is not asked for again.
    const asked = server.requests.slice(before).map(({ route }) => route);
    for (const route of ['GET /me', 'GET /me/top/artists']) expect(asked).not.toContain(route);
    expect(asked).toContain('GET /me/tracks');
  });

  once.each([
    ['https://open.spotify.com/playlist/0000000000000000000000', 1, /Spotify knows no playlist/],
    ['spotify:album:0000000000000000000000', 1, /Spotify knows no album/],
    [
      'https://open.spotify.com/track/3hfmh1XIlJp2Uis4kWboqJ',
      2,
      /--from takes the link of a playlist or an album/,
    ],
    ['https://example.org/', 2, /--from takes the link of a playlist or an album/],
  ])('says what is wrong with the link %s', async (link, exitCode, message) => {
    const { code, stdout, stderr } = await run('--from', link);
    expect(stderr).toMatch(message);
    expect(code).toBe(exitCode);
    expect(stdout).toBe('');
  });

  it("says so where somebody else's playlist is not shown", async () => {
    const other = server.world.playlists.find(({ ownerId }) => ownerId !== server.listener.id);
    const { code, stderr } = await run('--from', `spotify:playlist:${other?.id}`);
    expect(code).toBe(1);
    expect(stderr).toContain('the songs of your own playlists only');
  });
});

describe('ssrm recommend', () => {
  let server: SpotifyServer;
  let folder: Awaited<ReturnType<typeof createFolder>>;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    folder = await createFolder();
  });
  afterEach(() => folder.remove());

  it('without a model says to run ssrm run', async () => {
    const { code, stderr } = await runSsrm(['recommend', ...spotifyWords(server)], { cwd: folder.path });
    expect(code).toBe(1);
    expect(stderr).toContain('There is no trained model in ./ssrm-output. Run ssrm run first');
  });

  it('works with preset original and says what that means; without a sign-in says how to get one', async () => {
    const words = [
      'run',
      ...quickTraining,
      '--preset',
      'original',
      '--background',
      'none',
      '--top-limit',
      '60',
    ];
    await runSsrm([...words, ...spotifyWords(server)], { cwd: folder.path });
    const { code, stdout, stderr } = await runSsrm(['recommend', '--json', ...spotifyWords(server)], {
      cwd: folder.path,
    });
    expect(code).toBe(0);
    expect(stderr).toContain('Ranked by preset original: it has learned from your top list alone');
    const { rankedBy, recommendations } = JSON.parse(stdout) as Result;
    expect(rankedBy).toBe('original');
    expect(recommendations).toHaveLength(20);
    // The rest of the top list counts as known, though the model has not seen it.
    for (const { id } of recommendations) expect(server.listener.topTracks.long_term).not.toContain(id);

    const alone = await runSsrm(['recommend'], { cwd: folder.path });
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain('Sign in with ssrm login, or train taste');
  });

  it('leaves out what a data export knows, and goes on without a scope', async () => {
    await writeTaste(server, join(folder.path, 'ssrm-output'));
    const token = server.issueToken({ scopes: ['user-top-read'] });
    const words = ['recommend', '--json', '--token', token, '--api-url', server.apiUrl];
    const first = await runSsrm(words, { cwd: folder.path });
    expect(first.code).toBe(0);
    expect(first.stderr).toContain(
      'Not all read: your saved songs: your sign-in does not allow reading them',
    );
    const found = (JSON.parse(first.stdout) as Result).recommendations;
    const rows = found.slice(0, 5).map(({ name, artist_name }, index) => ({
      endTime: `2026-01-0${index + 1} 10:00`,
      artistName: artist_name.toUpperCase(),
      trackName: name,
      msPlayed: 200_000,
    }));
    await writeFile(join(folder.path, 'StreamingHistory_music_0.json'), JSON.stringify(rows));
    const second = await runSsrm([...words, '--from-export', 'StreamingHistory_music_0.json'], {
      cwd: folder.path,
    });
    expect(second.stderr).not.toContain('Error');
    const ids = (JSON.parse(second.stdout) as Result).recommendations.map(({ id }) => id);
    for (const { id } of found.slice(0, 5)) expect(ids).not.toContain(id);
  });
});
