import { importListening, type ScoredTrack } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { worldSongs } from '../world/world.ts';
import { evaluateInTime } from './evaluate-in-time.ts';

const day = 86_400;
const metal =
  /^(Metallica|Slayer|Megadeth|Iron Maiden|Pantera|Slipknot|Rammstein|Black Sabbath|System Of A Down|Disturbed|Judas Priest|Motörhead|Avenged Sevenfold|Korn|Deftones|Tool|Rage Against The Machine|Bring Me The Horizon|Linkin Park|Limp Bizkit|Evanescence|Papa Roach|Three Days Grace|Breaking Benjamin)$/iu;

/** A listener whose songs, one a day, are these. */
function listener(songs: readonly { name: string; artistName: string }[]): ScoredTrack[] {
  return songs.map(({ name, artistName }, index) => ({
    id: `song-${index}`,
    name,
    artistName,
    albumName: null,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
    score: 1,
    listening: { plays: 3, recentPlays: 3, skips: 0, firstPlay: index * day },
  }));
}

/** The same songs in an order that has nothing to do with the artists. */
function mixed<Song>(songs: readonly Song[]): Song[] {
  return songs.map((_, index) => songs[(index * 7919) % songs.length] as Song);
}

describe('evaluateInTime', () => {
  it('foresees a listener with a clear taste, and nothing of one without', async () => {
    const songs = await worldSongs();
    const clear = await evaluateInTime(
      listener(mixed(songs.filter(({ artistName }) => metal.test(artistName)))),
    );
    expect(clear?.cuts.length).toBeGreaterThanOrEqual(2);
    expect(clear?.cuts[0]?.auc.taste.low).toBeGreaterThan(0.85);
    expect(clear?.verdict).toMatch(/^Asked as of 1970-.* tells songs/u);
    const anybody = mixed(songs.filter((_, index) => index % 40 === 0));
    const none = await evaluateInTime(listener(anybody));
    expect(none?.cuts[0]?.auc.taste.mean).toBeLessThan(0.75);
  });

  it('asks about songs that were always skipped, and beside knowing the style', async () => {
    const songs = mixed(await worldSongs());
    const own = songs.filter(({ artistName }) => metal.test(artistName));
    const left = songs.filter(({ artistName }) =>
      /^(Taylor Swift|Ariana Grande|Justin Bieber)$/u.test(artistName),
    );
    const play = ({ name, artistName }: (typeof songs)[number], index: number, msPlayed: number) => ({
      endTime: new Date((19_000 + index) * day * 1000).toISOString().slice(0, 16).replace('T', ' '),
      ...{ trackName: name, artistName, msPlayed },
    });
    const rows = [
      ...own.flatMap((song, index) => [play(song, index, 200_000), play(song, index + 1, 200_000)]),
      ...left.map((song, index) => play(song, own.length - 1 - (index % 20), 9000)),
    ];
    const file = new File([JSON.stringify(rows)], 'StreamingHistory_music_0.json');
    const { tracks, history } = await importListening([file]);
    const evaluated = await evaluateInTime(tracks, { history });
    const [main] = evaluated?.cuts ?? [];
    // Spellings of one song are joined.
    expect(main?.skippedCount).toBeGreaterThan(0.9 * left.length);
    expect(main?.aucSkipped?.low).toBeGreaterThan(0.8);
    expect(main?.auc['style rate'].mean).toBeGreaterThan(main?.auc.popularity.mean as number);
    expect(evaluated?.comparisons.map(({ baseline }) => baseline)).toEqual([
      'popularity',
      'artist average',
      'style rate',
    ]);
    expect(evaluated?.verdict).toContain(
      `Beside ${main?.skippedCount} songs that you then met and always skipped: `,
    );
    expect((await evaluateInTime(tracks))?.cuts[0]).toMatchObject({ skippedCount: 0, aucSkipped: null });
  });

  it('says nothing without dates, or with too few songs', async () => {
    const songs = listener((await worldSongs()).slice(0, 200));
    expect(await evaluateInTime(songs.map(({ listening, ...track }) => track))).toBeNull();
    expect(await evaluateInTime(songs.slice(0, 40))).toBeNull();
  });
});
