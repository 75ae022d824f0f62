import '@tensorflow/tfjs-backend-cpu';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleTracks } from '../__fixtures__/example-tracks.ts';
import { networkOf } from '../model/presets.ts';
import { TasteModel } from '../model/taste-model.ts';
import { loadModel } from './load-model.ts';
import { saveModel } from './save-model.ts';

tf.enableProdMode();

const others = exampleTracks(10, 2);
let folder: string;
let model: TasteModel;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssrm-model-'));
  model = await TasteModel.fit(exampleTracks(60), { epochs: 20 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('saveModel and loadModel', () => {
  it('give back the same model, from a folder of three files', async () => {
    const directory = join(folder, 'new', 'models', 'original');
    await saveModel(directory, model);
    expect((await readdir(directory)).sort()).toEqual(['model.json', 'pipeline.json', 'weights.bin']);
    const loaded = await loadModel(directory);
    expect(await loaded.predict(others)).toEqual(await model.predict(others));
    expect(JSON.stringify(loaded)).toBe(JSON.stringify(model));
  });

  it('write a network that plain tfjs loads over HTTP', async () => {
    const directory = join(folder, 'served');
    await saveModel(directory, model);
    const server = createServer((request, response) => {
      readFile(join(directory, request.url ?? '')).then((content) => response.end(content));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const network = await loadLayersModel(`http://127.0.0.1:${port}/model.json`);
      const { scaler } = JSON.parse(await readFile(join(directory, 'pipeline.json'), 'utf8'));
      const rows = await networkOf(model).encoder.transform(others);
      const scaled = Array.from(rows.values, (value, index) => {
        const column = index % 16;
        return (value - scaler.means[column]) / scaler.scales[column];
      });
      const output = network.predict(tf.tensor2d(scaled, [10, 16])) as tf.Tensor;
      const scores = await model.predict(others);
      for (const [index, value] of output.dataSync().entries())
        expect(value).toBeCloseTo(scores[index] ?? -1, 6);
    } finally {
      server.close();
    }
  });

  it('replace an older model and leave other files alone', async () => {
    const directory = join(folder, 'replaced');
    await saveModel(directory, await TasteModel.fit(exampleTracks(30, 5), { epochs: 2, batches: 2 }));
    await writeFile(join(directory, 'notes.txt'), 'mine');
    await saveModel(directory, model);
    expect(JSON.stringify(await loadModel(directory))).toBe(JSON.stringify(model));
    expect(await readFile(join(directory, 'notes.txt'), 'utf8')).toBe('mine');
    expect(await readdir(directory)).toHaveLength(4);
  });

  it('leave nothing behind where the model cannot be put in place', async () => {
    const directory = join(folder, 'blocked');
    await mkdir(join(directory, 'weights.bin'), { recursive: true });
    await expect(saveModel(directory, model)).rejects.toThrow();
    expect(await readdir(directory)).toEqual(['weights.bin']);
  });
});

describe('loadModel refuses', () => {
  async function savedWith(change: (directory: string) => Promise<void>): Promise<string> {
    const directory = await mkdtemp(join(folder, 'hostile-'));
    await saveModel(directory, model);
    await change(directory);
    return directory;
  }
  const edit =
    (name: string, change: (json: Record<string, unknown>) => void) => async (directory: string) => {
      const json = JSON.parse(await readFile(join(directory, name), 'utf8'));
      change(json);
      await writeFile(join(directory, name), JSON.stringify(json));
    };

  it.each<[string, (directory: string) => Promise<unknown>, RegExp]>([
    [
      'a missing file',
      (directory) => rm(join(directory, 'pipeline.json')),
      /There is no .*pipeline\.json\. Expected a saved model/,
    ],
    [
      'a cut-off file',
      async (directory) => {
        const text = await readFile(join(directory, 'model.json'), 'utf8');
        await writeFile(join(directory, 'model.json'), text.slice(0, 100));
      },
      /model\.json is not valid JSON/,
    ],
    [
      'deeply nested JSON',
      (directory) => writeFile(join(directory, 'pipeline.json'), '['.repeat(2_000_000)),
      /not valid JSON|saved JSON object/,
    ],
    [
      'weights of another save',
      (directory) => writeFile(join(directory, 'weights.bin'), new Uint8Array(220)),
      /not of one save/,
    ],
    [
      'weights from elsewhere',
      edit('model.json', (json) => {
        (json.weightsManifest as { paths: string[] }[])[0] = { paths: ['../../../etc/passwd'] };
      }),
      /paths of the saved model to be \["weights\.bin"\]/,
    ],
    [
      'a folder in place of a file',
      async (directory) => {
        await rm(join(directory, 'weights.bin'));
        await symlink('/proc', join(directory, 'weights.bin'));
      },
      /to be a file/,
    ],
    [
      'a version from the future',
      edit('pipeline.json', (json) => {
        Object.assign(json, { version: 99 });
      }),
      /Cannot read version 99/,
    ],
  ])('%s', async (_, change, message) => {
    const directory = await savedWith(async (path) => {
      await change(path);
    });
    const error = await loadModel(directory).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid-artifact', message: expect.stringMatching(message) });
    expect((error as Error).message).toContain(directory);
  });
});
