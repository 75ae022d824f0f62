import { matrixRow } from '@ssrm/features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NgramEmbedder } from './ngram-embedder.ts';
import { toDenseMatrix } from './sparse-matrix.ts';

/** Any UTF-16 code unit, lone surrogates included. */
const CODE_UNIT = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

const TITLES = ['Blackeyed Blonde', 'Antichrist', 'I Can Do It With a Broken Heart', '夜に駆ける', 'Blonde'];

async function similarity(embedder: NgramEmbedder, left: string, right: string): Promise<number> {
  const matrix = await embedder.embed([left, right]);
  return matrixRow(matrix, 0).reduce(
    (sum, value, index) => sum + value * (matrixRow(matrix, 1)[index] ?? 0),
    0,
  );
}

describe('NgramEmbedder', () => {
  const embedder = NgramEmbedder.fit(TITLES, { dimensions: 1024 });

  it('gives vectors of length 1, and the zero vector to a text with nothing visible', async () => {
    const matrix = await embedder.embed([...TITLES, '', ' ', '\u200b']);
    const lengths = Array.from({ length: matrix.rowCount }, (_, row) =>
      Math.hypot(...matrixRow(matrix, row)),
    );
    for (const length of lengths.slice(0, TITLES.length)) expect(length).toBeCloseTo(1, 6);
    expect(lengths.slice(TITLES.length)).toEqual([0, 0, 0]);
  });

  it('puts titles that share words close together', async () => {
    expect(await similarity(embedder, 'Blonde', 'Blackeyed Blonde')).toBeGreaterThan(0.5);
    expect(await similarity(embedder, 'Blonde', 'Antichrist')).toBeLessThan(0.2);
    expect(await similarity(embedder, '夜に駆ける', '夜に')).toBeGreaterThan(0.2);
  });

  it('lets rare n-grams count more than common ones', async () => {
    const fitted = NgramEmbedder.fit(['love one', 'love two', 'love three', 'love four', 'rare']);
    expect(await similarity(fitted, 'rare love', 'rare moon')).toBeGreaterThan(
      await similarity(fitted, 'love rare', 'love moon'),
    );
  });

  it('lets all n-grams count alike where asked to', async () => {
    const dates = ['2015-01-16', '2016-02-17', '1985-03-16', '2018-04-18', '2019-05-19', '2011-06-20'];
    const weighted = NgramEmbedder.fit(dates);
    const alike = NgramEmbedder.fit(dates, { weighting: 'none' });
    const gain = async (embedder: NgramEmbedder): Promise<number> =>
      (await similarity(embedder, '2015-01-16', '2019-05-19')) -
      (await similarity(embedder, '2015-01-16', '1985-03-16'));
    expect(await gain(alike)).toBeGreaterThan(await gain(weighted));
    expect(alike.toJSON().weights.every((weight) => weight === 1)).toBe(true);
  });

  it('gives the same vector alone and in a batch, dense and sparse, and after reload', async () => {
    const reloaded = NgramEmbedder.fromJSON(JSON.parse(JSON.stringify(embedder)));
    expect(reloaded.id).toBe(embedder.id);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: CODE_UNIT, maxLength: 30 }), { maxLength: 8 }),
        async (texts) => {
          const batch = await embedder.embed(texts);
          expect(toDenseMatrix(await reloaded.embedSparse(texts)).values).toEqual(batch.values);
          for (const [row, text] of texts.entries()) {
            expect((await embedder.embed([text])).values).toEqual(matrixRow(batch, row).slice());
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does not depend on the order of the texts it is fitted on', () => {
    expect(NgramEmbedder.fit([...TITLES].reverse(), { dimensions: 1024 }).toJSON()).toEqual(
      embedder.toJSON(),
    );
  });

  it('has another id where the weights differ', () => {
    expect(NgramEmbedder.fit(['x']).id).not.toBe(embedder.id);
    expect(
      NgramEmbedder.fit([])
        .toJSON()
        .weights.every((weight) => weight === 1),
    ).toBe(true);
  });

  it('survives titles of 10,000 characters, emoji, right-to-left text and lone surrogates', async () => {
    const texts = ['ab '.repeat(3334), '🔥'.repeat(5000), 'שלום עולם', '\ud800', '\udfff\ud800x'];
    const matrix = await embedder.embed(texts);
    expect(matrix.values.every(Number.isFinite)).toBe(true);
  });

  it('stops when its signal is aborted', async () => {
    await expect(embedder.embed(TITLES, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it.each([0, 3, 1000, 2 ** 17, Number.NaN])('refuses %j dimensions', (dimensions) => {
    expect(() => NgramEmbedder.fit(TITLES, { dimensions })).toThrow('power of two');
  });

  it('refuses damaged and foreign JSON', () => {
    const json = embedder.toJSON();
    expect(() => NgramEmbedder.fromJSON({ ...json, version: 2 })).toThrow('version 2');
    expect(() => NgramEmbedder.fromJSON({ ...json, kind: 'pca' })).toThrow('pca');
    expect(() => NgramEmbedder.fromJSON({ ...json, dimensions: 512 })).toThrow('512 numbers');
    expect(() => NgramEmbedder.fromJSON({ ...json, weights: [null] })).toThrow('finite');
  });
});
