import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { matrixRow } from '@ssrm/features';
import { removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInstalledModelFile } from '../node/installed-model-file.ts';
import type { TextEmbedder } from '../text-embedder.ts';
import { filesAt, loadUniversalSentenceEncoder } from './universal-sentence-encoder.ts';

describe('loadUniversalSentenceEncoder without a backend of tfjs', () => {
  it('says what to install', async () => {
    await expect(loadUniversalSentenceEncoder({ readFile: readInstalledModelFile })).rejects.toMatchObject({
      code: 'missing-dependency',
      message: expect.stringContaining('npm install @tensorflow/tfjs-core'),
    });
  });
});

describe('loadUniversalSentenceEncoder', () => {
  let embedder: TextEmbedder;

  beforeAll(async () => {
    await import('@tensorflow/tfjs-backend-wasm');
    await setBackend('wasm');
    embedder = await loadUniversalSentenceEncoder({ readFile: readInstalledModelFile });
  });
  afterAll(() => removeBackend('wasm'));

  it('gives the vectors of @energetic-ai/embeddings 0.2.0, which runs the same weights, to 1e-5', async () => {
    const references = {
      'Blackeyed Blonde': [
        -0.05852951481938362, -0.01272896770387888, -0.058010414242744446, -0.057041577994823456,
        -0.051646698266267776, 0.0432145819067955,
      ],
      'I Can Do It: With a Broken Heart': [
        -0.017325598746538162, 0.03635402396321297, 0.0490131713449955, -0.06048621982336044,
        -0.028677931055426598, 0.0034884128253906965,
      ],
      夜に駆ける: [
        -0.0324060283601284, -0.03911101818084717, 0.04987512156367302, 0.03963974118232727,
        -0.015609758906066418, -0.0520072877407074,
      ],
    };
    const matrix = await embedder.embed(Object.keys(references));
    expect(matrix.columnCount).toBe(512);
    for (const [row, reference] of Object.values(references).entries()) {
      for (const [column, value] of reference.entries()) {
        expect(Math.abs((matrixRow(matrix, row)[column] as number) - value)).toBeLessThan(1e-5);
      }
    }
  });

  it('gives a text the same vector alone and in company, and the zero vector to an empty one', async () => {
    const together = await embedder.embed(['Antichrist', 'a much longer title than that', '', 'Antichrist']);
    const alone = await embedder.embed(['Antichrist']);
    expect(matrixRow(together, 0)).toEqual(alone.values);
    expect(matrixRow(together, 3)).toEqual(alone.values);
    expect(matrixRow(together, 2).every((value) => value === 0)).toBe(true);
  });

  it('survives very long titles, any script and lone surrogates', async () => {
    const matrix = await embedder.embed(['la '.repeat(3400), 'مرحبا 🔥', '\ud800']);
    expect(matrix.values.every(Number.isFinite)).toBe(true);
  });

  it('stops when its signal is aborted', async () => {
    await expect(embedder.embed(['x'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it('loads over HTTP, and names the file that the server lacks', async () => {
    const server = createServer(async (request, response) => {
      const name = request.url?.replace('/model/', '') ?? '';
      if (name.endsWith('7of7') && !isComplete) response.writeHead(404).end();
      else response.end(await readInstalledModelFile(name));
    }).listen(0, '127.0.0.1');
    let isComplete = false;
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/model/`;
    try {
      await expect(loadUniversalSentenceEncoder({ readFile: filesAt(url) })).rejects.toThrow(
        'group1-shard7of7',
      );
      isComplete = true;
      const loaded = await loadUniversalSentenceEncoder({ readFile: filesAt(url) });
      expect(await loaded.embed(['Antichrist'])).toEqual(await embedder.embed(['Antichrist']));
    } finally {
      server.close();
    }
  });

  it('refuses files that are not the model’s', async () => {
    const damaged = (name: string): Promise<Uint8Array> =>
      name === 'vocab.json' ? readInstalledModelFile(name) : Promise.resolve(new TextEncoder().encode('{}'));
    await expect(loadUniversalSentenceEncoder({ readFile: damaged })).rejects.toThrow('weightsManifest');
    await expect(
      loadUniversalSentenceEncoder({ readFile: async () => new TextEncoder().encode('<html>') }),
    ).rejects.toThrow('to be JSON');
  });
});
