import { describe, expect, it } from 'vitest';
import { accountRow, fileOf } from '../__fixtures__/import-files.ts';
import { parseExclusions } from './exclusions.ts';
import type { ImportFile } from './files/import-file.ts';
import { importListening } from './import-listening.ts';

/** Plays one after the other, each as long as it is, as account data has them. */
function history(
  ...stretches: { from: string; songs: readonly (readonly [string, string])[] }[]
): ImportFile {
  const rows = stretches.flatMap(({ from, songs }) =>
    songs.map(([artistName, trackName], index) => {
      const end = new Date(Date.parse(from) + index * 200_000).toISOString().slice(0, 16).replace('T', ' ');
      return accountRow(end, artistName, trackName, 200_000 + index);
    }),
  );
  return fileOf('StreamingHistory_music_0.json', JSON.stringify(rows));
}

const ofBand = Array.from({ length: 20 }, (_, song) => ['Arctic Monkeys', `Song ${song}`] as const);
const evening = { from: '2024-03-01T18:00:00Z', songs: ofBand };

async function read(files: ImportFile[], ...exclude: string[]) {
  const { tracks, report, known, history } = await importListening(files, {
    exclude: parseExclusions(exclude),
  });
  return {
    artists: new Set(tracks.map(({ artistName }) => artistName)),
    tracks,
    notTaste: report.notTaste,
    known,
    history,
  };
}

describe('what is not played for taste', () => {
  it('leaves out noise by its name, and says so; known it stays', async () => {
    const night = {
      from: '2024-03-01T23:00:00Z',
      songs: [
        ['Sleep Sounds Labs', 'Deep Fan'],
        ['Rain Sounds', 'On a Tent'],
      ] as const,
    };
    const { artists, notTaste, known } = await read([history(evening, night)]);
    expect([...artists]).toEqual(['Arctic Monkeys']);
    expect(notTaste).toEqual([
      { kind: 'sleep', songCount: 2, plays: 2, names: ['Sleep Sounds Labs', 'Rain Sounds'] },
    ]);
    expect(known.map(({ artistName }) => artistName)).toContain('Rain Sounds');
    expect((await read([history(evening, night)], 'no-sleep')).artists).toContain('Rain Sounds');
  });

  it('leaves out an artist whose titles say what they are for, not a song that is called so', async () => {
    const titles = ['Brown Noise One', 'Pink Noise', 'Heavy Rain at Night', 'Tides'] as const;
    const night = {
      from: '2024-03-01T23:00:00Z',
      songs: [
        ...titles.map((title) => ['Somnia', title] as const),
        ['Disclosure', 'White Noise'] as const,
        ['Lullaby for the Working Class', 'Irish Wake'] as const,
      ],
    };
    const { artists } = await read([history(evening, night)]);
    expect([...artists].sort()).toEqual(['Arctic Monkeys', 'Disclosure', 'Lullaby for the Working Class']);
  });

  it('tells calm music that goes on through the nights from calm music that is listened to', async () => {
    const ofArtist = (artist: string, count: number) =>
      Array.from({ length: count }, (_, song) => [artist, `Piece ${song}`] as const);
    const nights = ['2024-03-02', '2024-03-03', '2024-03-04'].map((day) => ({
      from: `${day}T00:10:00Z`,
      songs: ofArtist('Calm Piano Keys', 20),
    }));
    const days = Array.from({ length: 15 }, (_, day) => ({
      from: `2024-04-${String(day + 1).padStart(2, '0')}T12:00:00Z`,
      songs: ofArtist('Peaceful Piano', 4),
    }));
    const { artists, notTaste } = await read([history(evening, ...nights, ...days)]);
    expect([...artists].sort()).toEqual(['Arctic Monkeys', 'Peaceful Piano']);
    expect(notTaste).toMatchObject([{ kind: 'sleep', songCount: 20, plays: 60 }]);
  });

  it("leaves out children's songs in a grown-up's account, and keeps them in a child's", async () => {
    const morning = {
      from: '2024-03-02T07:00:00Z',
      songs: Array.from({ length: 8 }, (_, song) => ['CoComelon', `Song ${song}`] as const),
    };
    const grownUp = await read([history(evening, morning)]);
    expect([...grownUp.artists]).toEqual(['Arctic Monkeys']);
    expect(grownUp.notTaste).toMatchObject([{ kind: 'children', plays: 8, names: ['CoComelon'] }]);
    expect((await read([history(evening, morning)], 'no-children')).artists).toContain('CoComelon');
    const child = await read([history({ ...evening, songs: ofBand.slice(0, 3) }, morning)]);
    expect(child.artists).toContain('CoComelon');
    expect(child.notTaste).toEqual([]);
  });

  it('counts three plays of a loop, and all of them when asked; the history keeps them', async () => {
    const loop = {
      from: '2024-03-02T07:00:00Z',
      songs: Array.from({ length: 40 }, () => ['Adele', 'Easy On Me'] as const),
    };
    const { tracks, notTaste, history: kept } = await read([history(evening, loop)]);
    const looped = tracks.find(({ artistName }) => artistName === 'Adele');
    expect(looped?.listening?.plays).toBe(3);
    expect(notTaste).toEqual([{ kind: 'loops', songCount: 1, plays: 37, names: ['Easy On Me'] }]);
    expect(kept.songs.find(({ artistName }) => artistName === 'Adele')?.plays).toBe(40);
    const all = await read([history(evening, loop)], 'no-loops');
    expect(all.tracks.find(({ artistName }) => artistName === 'Adele')?.listening?.plays).toBe(40);
  });

  it('leaves podcasts out that account data lists as songs', async () => {
    const talk = {
      from: '2024-03-02T07:00:00Z',
      songs: [['The Bill Simmons Podcast', 'Week One']] as const,
    };
    const { artists, notTaste } = await read([history(evening, talk)]);
    expect([...artists]).toEqual(['Arctic Monkeys']);
    expect(notTaste).toMatchObject([{ kind: 'spoken', songCount: 1 }]);
  });
});
