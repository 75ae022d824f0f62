import { describe, expect, it } from 'vitest';
import { EmbeddingCache } from './embedding-cache.ts';
import { NgramEmbedder } from './ngram-embedder.ts';
import type { TextEmbedder } from './text-embedder.ts';

/** An embedder that notes what it was asked for. */
function recording(id: string): TextEmbedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    id,
    dimensions: 2,
    asked,
    embed: async (texts) => {
      asked.push(...texts);
      return {
        rowCount: texts.length,
        columnCount: 2,
        values: Float64Array.from(texts.flatMap((text) => [text.length, id.length])),
      };
    },
  };
}

describe('EmbeddingCache', () => {
  it('asks for each text once, and gives the rows in order', async () => {
    const embedder = recording('a');
    const cached = new EmbeddingCache().wrap(embedder);
    expect([...(await cached.embed(['x', 'yy', 'x'])).values]).toEqual([1, 1, 2, 1, 1, 1]);
    expect([...(await cached.embed(['zzz', 'yy'])).values]).toEqual([3, 1, 2, 1]);
    expect(embedder.asked).toEqual(['x', 'yy', 'zzz']);
    expect(cached).toMatchObject({ id: 'a', dimensions: 2 });
  });

  it('keeps embedders apart by id', async () => {
    const cache = new EmbeddingCache();
    const [first, second] = [recording('a'), recording('bb')];
    await cache.wrap(first).embed(['x']);
    expect([...(await cache.wrap(second).embed(['x'])).values]).toEqual([1, 2]);
    expect(second.asked).toEqual(['x']);
    expect(cache.size).toBe(2);
  });

  it('is bounded, and forgets what was not asked for longest', async () => {
    const embedder = recording('a');
    const cache = new EmbeddingCache({ maximumEntries: 2 });
    const cached = cache.wrap(embedder);
    await cached.embed(['x', 'yy']);
    await cached.embed(['x']);
    await cached.embed(['zzz']);
    expect(cache.size).toBe(2);
    await cached.embed(['x', 'yy']);
    expect(embedder.asked).toEqual(['x', 'yy', 'zzz', 'yy']);
  });

  it('answers requests for more texts than it holds', async () => {
    const cached = new EmbeddingCache({ maximumEntries: 1 }).wrap(recording('a'));
    expect([...(await cached.embed(['x', 'yy', 'zzz'])).values]).toEqual([1, 1, 2, 1, 3, 1]);
  });

  it('gives vectors that the caller may change', async () => {
    const cached = new EmbeddingCache().wrap(recording('a'));
    (await cached.embed(['x'])).values.fill(9);
    expect([...(await cached.embed(['x'])).values]).toEqual([1, 1]);
  });

  it('keeps what a failed or aborted request had before, and can be saved like the embedder', async () => {
    const embedder = NgramEmbedder.fit(['love', 'night'], { dimensions: 64 });
    const cached = new EmbeddingCache().wrap(embedder);
    await cached.embed(['love']);
    await expect(cached.embed(['night'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(await cached.embed(['love', 'night'])).toEqual(await embedder.embed(['love', 'night']));
    expect(cached.toJSON?.()).toEqual(embedder.toJSON());
  });

  it('refuses a size that holds nothing', () => {
    expect(() => new EmbeddingCache({ maximumEntries: 0 })).toThrow('at least 1');
  });
});
