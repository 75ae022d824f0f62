import { artistKey, KnownSongs, type ScoredTrack, toTrack } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { styleOfArtist } from '../artists/artist-styles.ts';
import { TasteModel } from '../model/taste-model.ts';
import { loadWorld } from '../world/world.ts';
import { type DiscoverOptions, discoverSongs } from './discover-songs.ts';

const metal = ['Metallica', 'Slayer', 'Megadeth', 'Iron Maiden', 'Judas Priest', 'Pantera', 'Slipknot'];
const kpop = ['BLACKPINK', 'TWICE', 'ITZY', 'Red Velvet', 'aespa', 'NewJeans', 'Stray Kids'];

async function discover(artists: readonly string[], options: DiscoverOptions = {}) {
  const songs = artists.flatMap((artistName) =>
    Array.from({ length: 4 }, (_, song): ScoredTrack => {
      const name = `Song ${song}`;
      return { ...toTrack({ id: `${artistName} ${name}`, name, artistName }), score: 0.8 };
    }),
  );
  const known = new KnownSongs();
  known.addAll(songs);
  const plays = new Map(artists.map((name, place) => [artistKey(name), 10 * (place + 1)]));
  const model = await TasteModel.fit(songs, { background: 'world' });
  return discoverSongs(model, { known, plays }, options);
}

describe('discoverSongs', () => {
  it('finds new artists of a listener’s own kind, and for somebody else others', async () => {
    const styles = async (artists: readonly string[]) => {
      const found = await discover(artists, { discovery: 1 });
      return found.map(({ track }) => styleOfArtist(track.artistName) ?? '');
    };
    const ofMetal = await styles(metal);
    const ofKpop = await styles(kpop);
    const heavy = (style: string): boolean => /metal|rock|punk|alternative|grunge/.test(style);
    expect(ofMetal.filter(heavy).length).toBeGreaterThanOrEqual(16);
    expect(ofKpop.filter(heavy).length).toBeLessThanOrEqual(2);
    expect(ofKpop.filter((style) => /K-pop/.test(style)).length).toBeGreaterThanOrEqual(10);
  });

  it('gives songs of the world that are not known, no artist more than twice, best first', async () => {
    const { songs } = await loadWorld();
    const own = songs.filter(({ artistName }) => artistName === 'Metallica');
    const found = await discover(metal, { discovery: 0, limit: 6 });
    expect(found).toHaveLength(6);
    expect(
      found.every(({ isNewArtist, track }) => !isNewArtist && metal.includes(track.artistName ?? '')),
    ).toBe(true);
    const ofMetallica = found.filter(({ track }) => track.artistName === 'Metallica');
    expect(ofMetallica.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ track }) => track.artistName)).size).toBeGreaterThanOrEqual(3);
    expect(own.map(({ name }) => name)).toEqual(
      expect.arrayContaining(ofMetallica.map(({ track }) => track.name)),
    );
  });

  it('gives reasons that name artists and counts of the listener alone', async () => {
    const known = await discover(metal, { discovery: 0, limit: 5 });
    for (const { reason, track } of known) {
      const plays = 10 * (metal.indexOf(track.artistName as string) + 1);
      expect(reason).toMatch(
        new RegExp(
          `^You have played ${track.artistName} ${plays} times\\. \\d+ of 97 other listeners keep this song\\.$`,
        ),
      );
    }
    const fresh = await discover(metal, { discovery: 1 });
    const named = fresh.flatMap(
      ({ reason }) => /^Others play .+ on the same days as (.+?)\. /.exec(reason)?.[1] ?? [],
    );
    expect(named.length).toBeGreaterThan(10);
    for (const names of named) for (const name of names.split(' and ')) expect(metal).toContain(name);
  });

  it('stops when it is told to', async () => {
    const stopped = discover(metal, { signal: AbortSignal.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
  });
});
