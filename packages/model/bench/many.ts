import { publishedLayers, trainMany } from '../src/index.ts';
import { createWorkerPool } from '../src/node/index.ts';
import { exampleData } from './example-data.ts';
import { bestOf, duration, printTable } from './report.ts';

/** Prints what threads give when there are several networks to train. */
export async function benchMany(): Promise<void> {
  const data = exampleData(1000);
  const jobsOf = (epochs: number) =>
    Array.from({ length: 16 }, (_, seed) => ({
      layers: publishedLayers({ seed }),
      data,
      options: { epochs, batches: 10, testFrequency: epochs },
    }));
  const jobs = jobsOf(2000);
  const pool = createWorkerPool();
  await trainMany(jobsOf(100), { pool });
  const { clock: alone } = await bestOf(3, () => trainMany(jobs));
  const { clock: together } = await bestOf(3, () => trainMany(jobs, { pool }));
  await pool.close();
  const ratio = alone / together;
  printTable(`${jobs.length} trainings, each of 1000 rows × 16, 2000 epochs`, [
    ['', 'time', 'ratio', 'of the processors'],
    ['one after the other', duration(alone), '', ''],
    [`${pool.size} threads`, duration(together), `${ratio.toFixed(2)}×`, (ratio / pool.size).toFixed(2)],
  ]);
}
