import { foldText } from '@ssrm/features';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterNgrams, hashNgram, ngramCountLimit, writeNgramHashes } from './ngrams.ts';

describe('characterNgrams', () => {
  it('cuts words with the spaces at their ends, and never across words', () => {
    expect(characterNgrams('ab c', { shortest: 2, longest: 3 })).toEqual([
      ' a',
      'ab',
      'b ',
      ' ab',
      'ab ',
      ' c',
      'c ',
      ' c ',
    ]);
  });

  it('gives a short word once, and an empty text nothing', () => {
    expect(characterNgrams('a', { shortest: 5, longest: 6 })).toEqual([' a ']);
    expect(characterNgrams('')).toEqual([]);
  });
});

describe('writeNgramHashes', () => {
  it('writes the hashes of exactly those n-grams, within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const folded = foldText(text);
        const hashes = new Int32Array(ngramCountLimit(folded));
        const count = writeNgramHashes(folded, hashes);
        expect(count).toBeLessThanOrEqual(hashes.length);
        expect([...hashes.subarray(0, count)].sort()).toEqual(characterNgrams(folded).map(hashNgram).sort());
      }),
    );
  });
});

describe('hashNgram', () => {
  it('is the same on every machine', () => {
    expect([' r', 'ro', 'rock', '日本'].map(hashNgram)).toMatchInlineSnapshot(`
      [
        1477258618,
        -1797851543,
        -1839793510,
        236567117,
      ]
    `);
  });
});
