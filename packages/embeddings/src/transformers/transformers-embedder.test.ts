import { fileURLToPath } from 'node:url';
import { env } from '@huggingface/transformers';
import { matrixRow } from '@ssrm/features';
import { beforeAll, describe, expect, it } from 'vitest';
import expected from '../__fixtures__/tiny-bert/expected-mean-pooling.json' with { type: 'json' };
import type { TextEmbedder } from '../text-embedder.ts';
import { createTransformersEmbedder } from './transformers-embedder.ts';

// A BERT of two layers and 32 dimensions with random weights; the expected means are PyTorch's.
const TINY_BERT = fileURLToPath(new URL('../__fixtures__/tiny-bert', import.meta.url));
const TEXTS = Object.keys(expected) as (keyof typeof expected)[];

describe('createTransformersEmbedder', () => {
  let embedder: TextEmbedder;

  beforeAll(async () => {
    env.allowRemoteModels = false;
    embedder = await createTransformersEmbedder({ model: TINY_BERT });
  });

  it('gives PyTorch’s mean over the tokens to 1e-5', async () => {
    const matrix = await embedder.embed(TEXTS);
    expect([matrix.rowCount, matrix.columnCount]).toEqual([TEXTS.length, 32]);
    for (const [row, text] of TEXTS.entries()) {
      for (const [column, value] of expected[text].mean.entries()) {
        expect(Math.abs((matrixRow(matrix, row)[column] as number) - value)).toBeLessThan(1e-5);
      }
    }
  });

  it('gives a text the same vector alone, repeated and beside longer ones', async () => {
    const [text = ''] = TEXTS;
    const alone = await embedder.embed([text]);
    const together = await embedder.embed([text, `${text} and a great deal more`, text]);
    expect(matrixRow(together, 0)).toEqual(alone.values);
    expect(matrixRow(together, 2)).toEqual(alone.values);
  });

  it('has an id that names model and precision, not the place on this machine', () => {
    expect(embedder.id).toBe('transformers:tiny-bert:fp32:mean');
    expect(embedder.dimensions).toBe(32);
  });

  it('survives empty and very long titles, any script and lone surrogates', async () => {
    const matrix = await embedder.embed(['', 'la '.repeat(3400), '夜に駆ける 🔥', 'שלום', '\ud800x']);
    expect(matrix.values.every(Number.isFinite)).toBe(true);
  });

  it('says what it looked for when there is no model', async () => {
    await expect(createTransformersEmbedder({ model: `${TINY_BERT}-missing` })).rejects.toMatchObject({
      code: 'model-not-loaded',
      message: expect.stringContaining('tiny-bert-missing'),
    });
    await expect(createTransformersEmbedder({ model: 'nobody/nothing', localOnly: true })).rejects.toThrow(
      'nobody/nothing',
    );
  });

  it('stops when its signal is aborted', async () => {
    await expect(embedder.embed(TEXTS, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    await expect(
      createTransformersEmbedder({ model: TINY_BERT, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'aborted' });
  });
});
