import type { Track } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { createTasteMap, type TasteMapPlace } from './taste-map.ts';
import { TrackEncoder } from './track-encoder/track-encoder.ts';

/** Two kinds of music that differ in every feature. */
const TRACKS: readonly Track[] = Array.from({ length: 40 }, (_, index) => {
  const isMetal = index % 2 === 0;
  return {
    id: `t${index}`,
    name: isMetal ? `Blood and Iron ${index}` : `夜の雨 ${index}`,
    albumName: isMetal ? (index % 4 === 0 ? 'Steel' : 'STEEL (Remastered 2011)') : `東京 ${index % 3}`,
    artistName: isMetal ? 'Motörhead' : index === 1 ? null : 'ヨルシカ',
    releaseDate: isMetal ? `198${index % 10}-01-01` : `202${index % 5}-07-1${index % 9}`,
    durationMs: (isMetal ? 300_000 : 200_000) + index * 100,
    explicit: isMetal,
    popularity: (isMetal ? 40 : 80) + (index % 7),
    albumType: isMetal ? 'album' : 'single',
  };
});
const encoder = await TrackEncoder.fit(TRACKS);

function distance(left: TasteMapPlace | undefined, right: TasteMapPlace | undefined): number {
  return Math.hypot(
    ...(left?.position ?? []).map((value, axis) => value - (right?.position[axis] ?? Number.NaN)),
  );
}

describe.each(['pca', 'umap'] as const)('createTasteMap by %s', (reducer) => {
  it.each([2, 3] as const)(
    'puts songs of a kind together in %i dimensions, between −1 and 1',
    async (dimensions) => {
      const map = await createTasteMap(TRACKS, encoder, { reducer, dimensions });
      const songs = await map.songs(TRACKS);
      expect(songs[0]).toMatchObject({ name: 'Blood and Iron 0', artistName: 'Motörhead', songCount: 1 });
      const values = songs.flatMap((song) => song.position);
      expect(values).toHaveLength(40 * dimensions);
      expect(Math.max(...values.map(Math.abs))).toBeCloseTo(1, 12);
      for (const [index, song] of songs.entries()) {
        const others = songs.filter((_, other) => other !== index);
        const nearest = others.reduce((best, other) =>
          distance(song, other) < distance(song, best) ? other : best,
        );
        expect(nearest.artistName === 'Motörhead').toBe(song.artistName === 'Motörhead');
      }
    },
  );

  it('is the same each time', async () => {
    const [first, second] = [
      await createTasteMap(TRACKS, encoder, { reducer }),
      await createTasteMap([...TRACKS].reverse(), encoder, { reducer }),
    ];
    const songs = await first.songs(TRACKS);
    for (const [index, song] of (await second.songs(TRACKS)).entries()) {
      expect(distance(song, songs[index])).toBeLessThan(1e-6);
    }
  });
});

describe('createTasteMap', () => {
  it('puts albums and artists in the middle of their songs, whatever their spelling', async () => {
    const map = await createTasteMap(TRACKS, encoder);
    const [steel, ...others] = await map.albums(TRACKS);
    expect(steel).toMatchObject({ name: 'Steel', artistName: 'Motörhead', songCount: 20 });
    expect(others.map((album) => album.songCount)).toEqual([7, 6, 6, 1]);
    const artists = await map.artists(TRACKS);
    expect(artists.map(({ name, songCount }) => [name, songCount])).toEqual([
      ['Motörhead', 20],
      ['ヨルシカ', 19],
    ]);
    const metal = (await map.songs(TRACKS)).filter((_, index) => index % 2 === 0);
    const mean = metal.reduce((sum, song) => sum + (song.position[0] as number), 0) / 20;
    expect(artists[0]?.position[0]).toBeCloseTo(mean, 12);
  });

  it('places tracks that it was not made of', async () => {
    const map = await createTasteMap(TRACKS, encoder);
    const [song] = await map.songs([{ ...(TRACKS[2] as Track), id: 'new', name: 'Blood and Rust' }]);
    const [metal, pop] = await map.artists(TRACKS);
    expect(distance(song, metal)).toBeLessThan(distance(song, pop));
    expect(await map.songs([])).toEqual([]);
  });

  it('puts one song alone at 0, and refuses none', async () => {
    const map = await createTasteMap(TRACKS.slice(0, 1), encoder);
    expect((await map.songs(TRACKS.slice(0, 1)))[0]?.position.map(Math.abs)).toEqual([0, 0]);
    await expect(createTasteMap([], encoder)).rejects.toMatchObject({ code: 'invalid-data' });
  });

  it('stops when its signal is aborted', async () => {
    await expect(createTasteMap(TRACKS, encoder, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });
});
