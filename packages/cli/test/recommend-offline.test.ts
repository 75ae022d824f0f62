import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';

interface Recommendation {
  readonly id: string;
  readonly name: string;
  readonly artist_name: string;
  readonly new_artist: boolean;
  readonly reason: string;
  readonly link: string;
}

let folder: Awaited<ReturnType<typeof createFolder>>;
let trained: Awaited<ReturnType<typeof run>>;

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });

/** Who plays heavy metal, day by day. */
const heard = ['Metallica', 'Iron Maiden', 'Megadeth', 'Slayer'].flatMap((artistName) =>
  Array.from({ length: 12 }, (_, song) => ({ artistName, trackName: `Invented ${song} of ${artistName}` })),
);

beforeAll(async () => {
  folder = await createFolder();
  const plays = heard.flatMap((song, index) =>
    [1, 2, 3].map((day) => ({
      endTime: `2024-0${day}-${String(1 + (index % 27)).padStart(2, '0')} ${String(index % 24).padStart(2, '0')}:00`,
      ...song,
      msPlayed: 200_000 + index,
    })),
  );
  await mkdir(join(folder.path, 'export'));
  await writeFile(join(folder.path, 'export', 'StreamingHistory_music_0.json'), JSON.stringify(plays));
  trained = await run('run', '--from-export', 'export', '--preset', 'taste');
});
afterAll(() => folder.remove());

async function recommend(...words: string[]): Promise<Recommendation[]> {
  const { code, stdout, stderr } = await run('recommend', '--json', ...words);
  expect(code, stderr).toBe(0);
  return (JSON.parse(stdout) as { recommendations: Recommendation[] }).recommendations;
}

describe('without a sign-in', () => {
  it('ends a run with songs by artists who are new to the listener, and why', () => {
    expect(trained.code).toBe(0);
    expect(trained.stdout).toContain('For tonight:');
    expect(trained.stdout).toMatch(
      /new to you: Others play .+ on the same days as .+\. You have played .+ 36 times\./,
    );
  });

  it('recommends songs nobody played, no more than two of an artist, with a link and a reason for each', async () => {
    const songs = await recommend();
    expect(songs).toHaveLength(20);
    const perArtist = new Map<string, number>();
    for (const { artist_name, name, link, reason, id } of songs) {
      perArtist.set(artist_name, (perArtist.get(artist_name) ?? 0) + 1);
      expect(heard.some((song) => song.trackName === name)).toBe(false);
      expect(link).toBe(`https://open.spotify.com/search/${encodeURIComponent(`${name} ${artist_name}`)}`);
      expect(reason).not.toBe('');
      expect(id).toBe('');
    }
    expect(Math.max(...perArtist.values())).toBeLessThanOrEqual(2);
    const csv = await readFile(join(folder.path, 'ssrm-output', 'recommendations.csv'), 'utf8');
    expect(csv.trim().split('\n')).toHaveLength(21);
  });

  it('exports its taste as a query and as a network', async () => {
    for (const format of ['sql', 'onnx']) {
      const { code, stdout } = await run('export', '--format', format, '--preset', 'taste');
      expect([code, stdout.trim()]).toEqual([0, `taste.${format}`]);
    }
    expect(await readFile(join(folder.path, 'taste.sql'), 'utf8')).toMatch(/"artist heard".* FROM tracks\)/u);
  });

  it('goes by the dial between familiar and new, and leaves artists out', async () => {
    const fresh = await recommend('--offline', '--discovery', '1');
    expect(fresh.every(({ new_artist }) => new_artist)).toBe(true);
    const familiar = await recommend('--offline', '--discovery', '0', '--limit', '4');
    expect(familiar.map(({ artist_name }) => artist_name)).toContain('Metallica');
    expect(familiar.every(({ new_artist }) => !new_artist)).toBe(true);
    const without = await recommend('--discovery', '0', '--exclude-artist', 'metallica');
    expect(without.map(({ artist_name }) => artist_name)).not.toContain('Metallica');
  });

  it('refuses what only Spotify has: exit 2', async () => {
    const { code, stderr } = await run('recommend', '--create-playlist', 'Mine');
    expect(code).toBe(2);
    expect(stderr).toContain('--create-playlist asks Spotify: sign in with ssrm login');
    const offline = await run('recommend', '--offline', '--rediscover');
    expect(offline.stderr).toContain('--rediscover asks Spotify, so it cannot be used with --offline');
  });
});

describe('a card to show to others', () => {
  it('holds what was asked for and nothing else, as PNG and SVG', async () => {
    const { code, stdout } = await run('card', 'artists', '--title', 'Loud');
    expect(code).toBe(0);
    expect(stdout).toContain(join('ssrm-output', 'card'));
    const cards = join(folder.path, 'ssrm-output', 'card');
    const svg = await readFile(join(cards, 'post.svg'), 'utf8');
    for (const text of ['Loud', 'Metallica', 'Slayer']) expect(svg).toContain(`>${text}</text>`);
    expect(svg).not.toContain('Invented');
    const png = await readFile(join(cards, 'story.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 1920]);
  });

  it('asks what it shall show', async () => {
    const nothing = await run('card');
    expect(nothing.code).toBe(2);
    const unknown = await run('card', 'friends');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('artists, songs, styles, numbers');
  });
});
