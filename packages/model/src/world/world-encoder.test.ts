import { type ScoredTrack, SsrmError, type Track } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { auc } from '../metrics/auc.ts';
import { TasteModel } from '../model/taste-model.ts';
import { loadWorld } from './world.ts';

function track(name: string, artistName: string | null): Track {
  return {
    id: name,
    name,
    artistName,
    albumName: null,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
  };
}

const metal = ['Metallica', 'Slayer', 'Megadeth', 'Iron Maiden', 'Judas Priest', 'Pantera', 'Anthrax'];
const kpop = ['BLACKPINK', 'TWICE', 'ITZY', 'Red Velvet', 'aespa', 'NewJeans', 'Stray Kids'];
const songsOf = (artists: readonly string[], count: number): Track[] =>
  artists.flatMap((artist) => Array.from({ length: count }, (_, song) => track(`Song ${song}`, artist)));
const scored = (tracks: readonly Track[]): ScoredTrack[] => tracks.map((song) => ({ ...song, score: 0.8 }));

const fan = (artists: readonly string[], dislikes: readonly Track[] = []): Promise<TasteModel> =>
  TasteModel.fit(scored(songsOf(artists, 4)), { background: 'world', dislikes });

/** Artists that neither fan has heard, by what they are known to play. */
const asked = songsOf(
  ['Motörhead', 'Black Sabbath', 'Testament', 'Exodus', 'ENHYPEN', 'IVE', 'SEVENTEEN', 'IU'],
  2,
);
const isMetal = asked.map((_, index) => Number(index < 8));

describe('taste beside the built-in world', () => {
  it('tells what a listener would like among artists never heard, and somebody else the other way round', async () => {
    const [ofMetal, ofKpop] = await Promise.all([fan(metal), fan(kpop)]);
    expect(auc(await ofMetal.predict(asked), isMetal)).toBe(1);
    expect(auc(await ofKpop.predict(asked), isMetal)).toBe(0);
  });

  it('says the same whatever else is known of a song', async () => {
    const rich = (song: Track, index: number): Track => ({
      ...song,
      albumName: 'Album',
      releaseDate: '1999-01-01',
      durationMs: 100_000 + 1000 * index,
      explicit: index % 2 === 0,
      popularity: index,
      albumType: 'album',
    });
    const plain = await fan(metal);
    const filled = await TasteModel.fit(scored(songsOf(metal, 4).map(rich)), { background: 'world' });
    expect(await filled.predict(asked.map(rich))).toEqual(await plain.predict(asked));
  });

  it('puts songs played often before others of the artist, and rejected ones last', async () => {
    const played = { plays: 300, recentPlays: 200, skips: 0, firstPlay: null };
    const liked = [{ ...track('Hit', 'Slayer'), score: 1, listening: played }, ...scored(songsOf(metal, 3))];
    const model = await TasteModel.fit(liked, {
      background: 'world',
      dislikes: [track('Skipped', 'Slayer')],
    });
    const songs = ['Hit', 'Unheard', 'Skipped'].map((name) => track(name, 'Slayer'));
    const [hit, unheard, skipped] = (await model.predict(songs)) as [number, number, number];
    expect(hit).toBeGreaterThan(unheard);
    expect(unheard).toBeGreaterThan(skipped);
  });

  it('is surer of artists it knows', async () => {
    const model = await fan(metal);
    const asked = [track('Song', 'Slayer'), track('Song', 'Qqxzz Vwprt'), track('Song', null)];
    const [heard, unknown, nameless] = await model.predictWithConfidence(asked);
    expect(heard?.confidence).toBeGreaterThan(unknown?.confidence as number);
    expect(nameless?.confidence).toBe(unknown?.confidence);
  });

  it('is the same after saving, and refuses another world', async () => {
    const model = await fan(metal, [track('Skipped', 'ITZY')]);
    const saved = JSON.stringify(model);
    expect(await TasteModel.fromJSON(JSON.parse(saved)).predict(asked)).toEqual(await model.predict(asked));
    const other = saved.replace(/"world":"[^"]+"/u, '"world":"of old"');
    expect(() => TasteModel.fromJSON(JSON.parse(other))).toThrow(/"of old".*Train it again/u);
    const damaged = saved.replace('["Song 0","Metallica"', '["Song 0",12');
    expect(() => TasteModel.fromJSON(JSON.parse(damaged))).toThrow(SsrmError);
  });

  it('needs ten songs', async () => {
    await expect(TasteModel.fit(scored(songsOf(metal, 1)), { background: 'world' })).rejects.toThrow(
      'at least 10 liked tracks, but got 7',
    );
  });
});

it('holds the counts that its README names', async () => {
  const world = await loadWorld();
  expect(world.songs.length).toBe(10_669);
  expect(world.songs[0]).toEqual({ name: 'Blinding Lights', artistName: 'The Weeknd', listeners: 47 });
  expect(world.artistListeners.filter((listeners) => listeners >= 5).length).toBe(4264);
});
