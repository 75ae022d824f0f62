import { describe, expect, it } from 'vitest';
import { readInstalledModelFile } from '../node/installed-model-file.ts';
import { createSentencePieceTokenizer } from './sentence-piece.ts';

const vocabulary: unknown = JSON.parse(new TextDecoder().decode(await readInstalledModelFile('vocab.json')));

describe('createSentencePieceTokenizer', () => {
  // Numbers: the tokeniser of @energetic-ai/embeddings 0.2.0 with the same vocabulary.
  it.each([
    ['Blackeyed Blonde', [1840, 1135, 26, 172, 3464, 265]],
    ['I Can Do It: With a Broken Heart', [16, 991, 472, 75, 57, 833, 11, 3284, 3032, 6369]],
    ['夜に駆ける', [30, 0]],
    ['1985-08-16', [282, 3856, 24, 4234, 24, 2001]],
    ['Sigur Rós — ( ) 🔥🔥 x', [114, 682, 304, 293, 5540, 7, 405, 44, 3208, 30, 0, 649]],
    ['hello  world :)', [2002, 102, 30, 311, 658]],
    [' lead', [30, 921]],
    ['', []],
  ])('splits %j as the reference does', (text, numbers) => {
    expect(createSentencePieceTokenizer(vocabulary)(text)).toEqual(numbers);
  });

  it('refuses what is no vocabulary', () => {
    for (const wrong of [null, {}, [], [['a', 'b']], Array(10).fill(['a'])]) {
      expect(() => createSentencePieceTokenizer(wrong)).toThrow('vocabulary');
    }
  });
});
