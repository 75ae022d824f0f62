// Prints how what things cost grows with what they are given, with exponents: `pnpm bench:growth [--draw FILE.svg]` draws it, too.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { exampleTracks } from '../src/__fixtures__/example-tracks.ts';
import { publishedLayers, TasteModel, trainLayers, trainMany } from '../src/index.ts';
import { createWorkerPool } from '../src/node/index.ts';
import { drawGrowth, exponentOf, type Growth } from './draw-growth.ts';
import { exampleData } from './example-data.ts';
import { bestOf, duration, printTable } from './report.ts';

const songs = [1000, 10_000, 100_000];
const { values: flags } = parseArgs({ options: { draw: { type: 'string' } } });

enableProdMode();
const found: Growth[] = [];
await trainingAgainst('rows', [1000, 10_000, 100_000], (rows) => train(rows, 200, 3));
await trainingAgainst('epochs', [100, 1000, 10_000], (epochs) => train(1000, epochs, 3));
await trainingAgainst('hidden units', [3, 16, 64], (units) => train(1000, 200, units));

const pool = createWorkerPool();
await trainMany(jobs(4, 100), { pool });
await measure(`${pool.size} threads, each 1000 rows, 2000 epochs`, 'listeners', [4, 16, 64], (count) =>
  trainMany(jobs(count, 2000), { pool }),
);
await pool.close();

await measure('Fitting taste against as many others', 'songs', songs, (count) =>
  TasteModel.fit(exampleTracks(count / 2), { background: exampleTracks(count / 2, 5) }),
);
const beside = (count: number) => TasteModel.fit(exampleTracks(count), { background: 'world' });
await measure('Fitting taste beside the world', 'songs', songs, async (count) =>
  (await beside(count)).predict(exampleTracks(1)),
);
const world = await beside(1000);
await measure('Scoring with taste beside the world', 'songs', songs, (count) =>
  world.predict(exampleTracks(count, 4)),
);
const original = await TasteModel.fit(exampleTracks(1000), { epochs: 200 });
await measure('Scoring with original', 'songs', songs, (count) => original.predict(exampleTracks(count, 4)));

// A script of a package runs in its folder; paths are meant from where it was called.
if (flags.draw !== undefined)
  writeFileSync(resolve(process.env.INIT_CWD ?? '.', flags.draw), drawGrowth(found));

async function trainingAgainst(
  what: string,
  counts: readonly number[],
  work: (count: number) => unknown,
): Promise<void> {
  await measure('Training', what, counts, work);
}

/** Measures the work for each count: its best of three, of one where it is long. */
async function measure(
  title: string,
  what: string,
  counts: readonly number[],
  work: (count: number) => unknown,
): Promise<void> {
  const points: [number, number][] = [];
  for (const count of counts) {
    const { clock } = await bestOf(1, () => work(count));
    points.push([count, clock > 5000 ? clock : Math.min(clock, (await bestOf(2, () => work(count))).clock)]);
  }
  found.push({ title, what, points });
  printTable(`${title}: time ∝ ${what}^${exponentOf(points).toFixed(2)}`, [
    [what, 'time'],
    ...points.map(([count, ms]) => [count.toLocaleString('en'), duration(ms)]),
  ]);
}

function train(rows: number, epochs: number, hiddenUnits: number): unknown {
  const options = { epochs, batches: 10, testFrequency: epochs };
  return trainLayers(publishedLayers({ hiddenUnits }), exampleData(rows), options);
}

function jobs(count: number, epochs: number) {
  const data = exampleData(1000);
  return Array.from({ length: count }, (_, seed) => ({
    layers: publishedLayers({ seed }),
    data,
    options: { epochs, batches: 10, testFrequency: epochs },
  }));
}
