import { describe, expect, it } from 'vitest';
import { fileOf } from '../__fixtures__/import-files.ts';
import { importListening } from '../import/import-listening.ts';
import { artistKey } from '../keys/artist-key.ts';
import { portraitOf } from './portrait.ts';

const play = (endTime: string, trackName: string, artistName: string, msPlayed = 180_000) => {
  return { endTime, artistName, trackName, msPlayed };
};

async function portrait(plays: readonly object[]) {
  const { history } = await importListening([fileOf('StreamingHistory_music_0.json', JSON.stringify(plays))]);
  return portraitOf(history);
}

describe('portraitOf', () => {
  it('counts songs, artists, hours, streaks, years and seasons', async () => {
    const found = await portrait([
      play('2022-12-31 23:00', 'Holocene', 'Bon Iver'),
      play('2023-01-01 10:00', 'Holocene', 'Bon Iver'),
      play('2023-01-02 10:00', 'Holocene', 'Bon Iver'),
      play('2023-01-02 10:10', 'Re: Stacks', 'Bon Iver'),
      play('2023-07-01 10:00', 'Dreams', 'The Cranberries', 3_600_000),
      play('2023-07-03 10:00', 'Zombie', 'Cranberries'),
      ...['04', '05', '06'].map((day) => play(`2023-07-${day} 10:00`, 'Creep', 'Radiohead', 5000)),
    ]);
    expect(found).toMatchObject({
      from: '2022-12-31',
      to: '2023-07-03',
      plays: 6,
      songs: 4,
      artists: 2,
      longestStreak: { days: 3, from: '2022-12-31', to: '2023-01-02' },
      busiestDay: { day: '2023-07-01', hours: 1 },
      firstSong: { name: 'Holocene', day: '2022-12-31' },
      skippedSongs: [{ name: 'Creep', artistName: 'Radiohead', plays: 0, skips: 3 }],
    });
    expect(found?.hours).toBeCloseTo(1.25);
    expect(found?.topSongs[0]).toMatchObject({ name: 'Holocene', plays: 3 });
    expect(found?.topArtists.map(({ name, plays, songs }) => [artistKey(name), plays, songs])).toEqual([
      ['bon iver', 4, 2],
      ['cranberries', 2, 2],
    ]);
    expect(found?.years.map(({ period, plays }) => [period, plays])).toEqual([
      ['2022', 1],
      ['2023', 5],
    ]);
    expect(found?.seasons.map(({ period, topArtist }) => [period, artistKey(topArtist?.name ?? '')])).toEqual(
      [
        ['06', 'cranberries'],
        ['12', 'bon iver'],
      ],
    );
    expect(found?.shareByHour.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
    expect(found?.shareByHour[23]).toBeCloseTo(0.05 / 1.25);
  });

  it('is nothing where nothing was heard', async () => {
    expect(await portrait([play('2023-01-01 10:00', 'Creep', 'Radiohead', 5000)])).toBeNull();
  });
});
