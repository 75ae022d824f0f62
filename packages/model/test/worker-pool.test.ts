import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRandom, matrixFromRows } from '@ssrm/features';
import { build } from 'tsup';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { syntheticListener } from '../src/__fixtures__/synthetic-listener.ts';
import { evaluate, publishedLayers, type TrainingJob, trainLayers, trainMany } from '../src/index.ts';
import type * as NodeEntry from '../src/node/index.ts';

// A thread runs a built file, so the entries with threads are built, into the package's folder, from where its dependencies resolve.
const sources = join(import.meta.dirname, '../src/node');
const buildFolder = join(import.meta.dirname, '../.bench/worker-pool');
let node: typeof NodeEntry;
let pool: NodeEntry.ThreadPool | undefined;

beforeAll(async () => {
  await build({
    config: false,
    entry: { index: join(sources, 'index.ts'), worker: join(sources, 'worker.ts') },
    outDir: buildFolder,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    noExternal: [/^@ssrm\//u],
    splitting: true,
    silent: true,
    esbuildOptions(options) {
      options.conditions = ['@ssrm/source'];
    },
  });
  node = await import(pathToFileURL(join(buildFolder, 'index.js')).href);
}, 60_000);
afterEach(async () => {
  await pool?.close();
  pool = undefined;
});
afterAll(async () => {
  await rm(buildFolder, { recursive: true, force: true });
});

/** Trainings of different lengths, so that they do not end in the order in which they began. */
function jobsOf(count: number): TrainingJob[] {
  const random = createRandom(2);
  const rows = (rowCount: number) =>
    matrixFromRows(Array.from({ length: rowCount }, () => Array.from({ length: 16 }, () => random() - 0.5)));
  return Array.from({ length: count }, (_, job) => ({
    layers: publishedLayers({ seed: job }),
    data: {
      trainX: rows(60),
      trainY: rows(60).values.subarray(0, 60),
      testX: rows(5),
      testY: [0, 1, 0, 1, 0],
    },
    options: { epochs: (count - job) * 20, shuffle: job % 2 === 0, seed: job, testFrequency: 7 },
  }));
}

describe('trainMany', () => {
  it.each([1, 2, 3])(
    'gives the bits of one training after the other, whatever the threads: %i',
    async (size) => {
      pool = node.createWorkerPool({ size });
      const jobs = jobsOf(7);
      const ended: number[] = [];
      const results = await trainMany(jobs, { pool, onResult: (_, index) => ended.push(index) });
      const expected = [];
      for (const { layers, data, options } of jobs) expected.push(await trainLayers(layers, data, options));
      expect(results).toEqual(expected);
      expect(await trainMany(jobs)).toEqual(expected);
      expect(ended.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    },
  );

  it('ends with the error of the first training that fails, and stops the others', async () => {
    pool = node.createWorkerPool({ size: 2 });
    const [job, other] = jobsOf(2) as [TrainingJob, TrainingJob];
    const endless = { ...other, options: { epochs: 1_000_000_000 } };
    const wrong = { ...job, options: { batches: 1000 } };
    await expect(trainMany([endless, wrong], { pool })).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(/each of the 1000 batches, but there are 60/u),
    });
    expect(await trainMany([job, other], { pool })).toHaveLength(2);
  });

  it('ends with an error when its signal fires, in threads too', async () => {
    pool = node.createWorkerPool({ size: 2 });
    const controller = new AbortController();
    const jobs = jobsOf(4).map((job, index) =>
      index === 0 ? job : { ...job, options: { epochs: 1_000_000_000 } },
    );
    const run = trainMany(jobs, { pool, signal: controller.signal, onResult: () => controller.abort() });
    await expect(run).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('createWorkerPool', () => {
  it('refuses a size that is no number of threads', () => {
    expect(() => node.createWorkerPool({ size: 0 })).toThrow(/size to be a whole number ≥ 1, but got 0/u);
  });
});

describe('evaluate', () => {
  it('says the same with threads as without', async () => {
    pool = node.createWorkerPool({ size: 2 });
    const { liked, background } = syntheticListener(60);
    const options = { background, folds: 2, repeats: 1, epochs: 50 };
    const steps: number[] = [];
    const withThreads = await evaluate(liked, { ...options, pool, onProgress: (done) => steps.push(done) });
    expect(withThreads).toEqual(await evaluate(liked, options));
    expect(steps).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  });
});
