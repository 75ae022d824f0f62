import { createRandom, matrixRow, matrixToRows, shuffledIndices, type Track } from '@ssrm/features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramEmbedder } from '../ngram-embedder.ts';
import { TrackEncoder } from './track-encoder.ts';

/** Any UTF-16 code unit, lone surrogates included. */
const CODE_UNIT = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

function track(fields: Partial<Track>): Track {
  return {
    id: fields.name ?? '',
    name: 'Song',
    albumName: null,
    artistName: null,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
    ...fields,
  };
}

const TRACKS: readonly Track[] = Array.from({ length: 60 }, (_, index) =>
  track({
    id: `t${index}`,
    name: `${['Love', 'Night', 'Rain', 'Fire', 'Heart'][index % 5]} ${['Song', 'Dance', 'Story'][index % 3]} ${index % 17}`,
    albumName: index % 7 === 0 ? null : `Album ${index % 11}`,
    artistName: `${['The Moons', 'Ana López', '夜', 'DJ Sun'][index % 4]}`,
    releaseDate: `${1970 + index}-0${1 + (index % 9)}-1${index % 10}`,
    durationMs: 150_000 + index * 1000,
    explicit: index % 3 === 0,
    popularity: index % 2 === 0 ? 50 + index / 2 : null,
    albumType: index % 4 === 0 ? 'single' : 'album',
  }),
);
const encoder = await TrackEncoder.fit(TRACKS);
const encoded = await encoder.transform(TRACKS);

describe('TrackEncoder', () => {
  it('has the 16 columns of the published design in their order', () => {
    expect(encoder.featureNames.join()).toBe(
      'duration_ms,explicit,popularity,album_type,album_name1,album_name2,album_name3,release_date1,release_date2,release_date3,artist_name1,artist_name2,artist_name3,name1,name2,name3',
    );
    expect([encoded.rowCount, encoded.columnCount]).toEqual([60, 16]);
    expect([...matrixRow(encoded, 0).slice(0, 4)]).toEqual([150_000, 1, 50, 0]);
  });

  it('gives equal texts equal numbers and different texts different ones', () => {
    expect(matrixRow(encoded, 0).slice(10, 13)).toEqual(matrixRow(encoded, 4).slice(10, 13));
    expect(matrixRow(encoded, 0).slice(10, 13)).not.toEqual(matrixRow(encoded, 1).slice(10, 13));
  });

  it('orders release dates sanely: the same decade is closer than another century', async () => {
    const dates = ['1985-08-16', '1985-08-20', '2021-01-08', '2021-02-12', '1985', '2021'];
    const fitted = await TrackEncoder.fit(dates.map((releaseDate) => track({ releaseDate })));
    const rows = matrixToRows(await fitted.transform(dates.map((releaseDate) => track({ releaseDate }))));
    const distance = (left: number, right: number): number =>
      Math.hypot(...[7, 8, 9].map((column) => (rows[left]?.[column] ?? 0) - (rows[right]?.[column] ?? 0)));
    expect(distance(0, 1)).toBeLessThan(distance(0, 2));
    expect(distance(4, 0)).toBeLessThan(distance(4, 2));
    expect(distance(5, 3)).toBeLessThan(distance(5, 0));
  });

  it('imputes missing numbers with the training mean and missing texts with the neutral place', async () => {
    const [row] = matrixToRows(await encoder.transform([track({ name: 'x' })]));
    const mean = (column: number): number =>
      matrixToRows(encoded).reduce((sum, values) => sum + (values[column] as number), 0) / 60;
    expect(row?.[0]).toBeCloseTo(mean(0), 6);
    expect(row?.[2]).toBeCloseTo(64.5, 12);
    for (let column = 7; column < 13; column++) expect(row?.[column]).toBeCloseTo(0, 9);
    for (let column = 4; column < 16; column++) expect(mean(column)).toBeCloseTo(0, 9);
    expect(matrixToRows(await encoder.transform([track({ name: 'x', artistName: ' ' })]))[0]).toEqual(row);
  });

  it('reports what is missing', () => {
    const missing = encoder.missing(TRACKS);
    expect(missing).toMatchObject({ popularity: 0.5, duration_ms: 0, album_name: 0, name: 0 });
    expect(encoder.missing([track({ name: '' })])).toMatchObject({ name: 1, album_name: 1, release_date: 1 });
    expect(encoder.missing([]).name).toBe(0);
  });

  it('works on tracks of which nothing is known but one name', async () => {
    const sparse = await TrackEncoder.fit([track({ name: 'Only' })]);
    const { values } = await sparse.transform([track({ name: 'Only' }), ...TRACKS]);
    expect([...values.slice(0, 16)].every((value) => value === 0)).toBe(true);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('does not depend on the order of the training songs', async () => {
    const order = shuffledIndices(TRACKS.length, createRandom(1));
    const permuted = await TrackEncoder.fit(order.map((index) => TRACKS[index] as Track));
    expect(permuted.toJSON().texts).toEqual(encoder.toJSON().texts);
    const rows = await permuted.transform(TRACKS);
    expect(
      rows.values.every((value, index) => Math.abs(value - (encoded.values[index] as number)) < 1e-9),
    ).toBe(true);
  });

  it('gives a track the same row in any company and after reload, to the last bit', async () => {
    const reloaded = TrackEncoder.fromJSON(JSON.parse(JSON.stringify(encoder)));
    expect(reloaded.toJSON()).toEqual(encoder.toJSON());
    const someTracks = fc.array(
      fc.record({
        name: fc.string({ unit: CODE_UNIT, maxLength: 20 }),
        releaseDate: fc.option(fc.constantFrom('1999', '2004-05', '2020-02-29')),
        artistName: fc.option(fc.string({ unit: 'grapheme', maxLength: 20 })),
        popularity: fc.option(fc.integer({ min: 0, max: 100 })),
      }),
      { maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(someTracks, async (fields) => {
        const tracks = [...TRACKS.slice(0, 3), ...fields.map(track)];
        const rows = await encoder.transform(tracks);
        expect(await reloaded.transform(tracks)).toEqual(rows);
        expect(rows.values.slice(0, 48)).toEqual(encoded.values.slice(0, 48));
        for (const [index, one] of tracks.entries()) {
          expect((await encoder.transform([one])).values).toEqual(matrixRow(rows, index).slice());
        }
      }),
      { numRuns: 25 },
    );
  });

  it('takes another number of components and another embedder for each text', async () => {
    const shared = NgramEmbedder.fit(['a', 'b'], { dimensions: 64 });
    const fitted = await TrackEncoder.fit(TRACKS, {
      components: { release_date: 1, name: 5 },
      embedder: { artist_name: shared },
    });
    expect(fitted.featureNames.slice(4).join()).toBe(
      'album_name1,album_name2,album_name3,release_date1,artist_name1,artist_name2,artist_name3,name1,name2,name3,name4,name5',
    );
    expect(fitted.toJSON().texts.artist_name.embedderId).toBe(shared.id);
    expect((await TrackEncoder.fit(TRACKS, { components: 2 })).featureNames).toHaveLength(12);
  });

  it('asks for embedders that cannot be saved', async () => {
    const custom = {
      id: 'word-length',
      dimensions: 1,
      embed: async (texts: readonly string[]) => ({
        rowCount: texts.length,
        columnCount: 1,
        values: Float64Array.from(texts, (text) => text.length),
      }),
    };
    const fitted = await TrackEncoder.fit(TRACKS, { embedder: custom });
    const json = JSON.parse(JSON.stringify(fitted));
    expect(() => TrackEncoder.fromJSON(json)).toThrow('"word-length"');
    const reloaded = TrackEncoder.fromJSON(json, { embedders: [custom] });
    expect(await reloaded.transform(TRACKS)).toEqual(await fitted.transform(TRACKS));
  });

  it('refuses no tracks, damaged JSON and an aborted signal', async () => {
    await expect(TrackEncoder.fit([])).rejects.toThrow('at least one track');
    expect(() => TrackEncoder.fromJSON({ kind: 'track-encoder', version: 1 })).toThrow('damaged');
    expect(() => TrackEncoder.fromJSON({ ...encoder.toJSON(), version: 2 })).toThrow('version 2');
    await expect(TrackEncoder.fit(TRACKS, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    await expect(encoder.transform([])).resolves.toMatchObject({ rowCount: 0, columnCount: 16 });
  });
});
