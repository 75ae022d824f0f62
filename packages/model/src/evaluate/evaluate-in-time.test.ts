import type { ScoredTrack } from '@ssrm/features';
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

  it('says nothing without dates, or with too few songs', async () => {
    const songs = listener((await worldSongs()).slice(0, 200));
    expect(await evaluateInTime(songs.map(({ listening, ...track }) => track))).toBeNull();
    expect(await evaluateInTime(songs.slice(0, 40))).toBeNull();
  });
});
