import { foldText } from '@ssrm/features';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ngramCountLimit, writeNgramHashes } from './ngrams.ts';

function hashesOf(text: string): number[] {
  const hashes = new Int32Array(ngramCountLimit(text));
  const count = writeNgramHashes(text, hashes);
  expect(count).toBeLessThanOrEqual(hashes.length);
  return [...hashes.subarray(0, count)].sort();
}

/** The same n-grams and hashes, one string at a time. */
function plainHashesOf(text: string): number[] {
  const words = text === '' ? [] : text.split(' ').map((word) => ` ${word} `);
  const grams = words.flatMap((word) =>
    [2, 3, 4].flatMap((length) =>
      Array.from({ length: Math.max(0, word.length - length + 1) }, (_, start) =>
        word.slice(start, start + length),
      ),
    ),
  );
  return grams.map(hash).sort();
}

function hash(gram: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < gram.length; index++) {
    hash = Math.imul(hash ^ gram.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

it('cuts words with the spaces at their ends, and never across words', () => {
  const grams = [' a', 'ab', 'b ', ' ab', 'ab ', ' ab ', ' c', 'c ', ' c '];
  expect(hashesOf('ab c')).toEqual(grams.map(hash).sort());
  expect(hashesOf('')).toEqual([]);
});

it('writes the hashes of exactly those n-grams, within the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const folded = foldText(text);
      expect(hashesOf(folded)).toEqual(plainHashesOf(folded));
    }),
  );
});

it('hashes an n-gram to the same number on every machine', () => {
  expect([' r', 'ro', 'rock', '日本'].map(hash)).toEqual([1477258618, -1797851543, -1839793510, 236567117]);
});
