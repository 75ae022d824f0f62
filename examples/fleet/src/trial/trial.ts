// Prints what a fleet does on this machine, undisturbed and disturbed: `pnpm --filter @ssrm/example-fleet trial [LISTENERS] [SEED]`

import { randomBytes } from 'node:crypto';
import { type Fleet, startFleet } from '../fleet.ts';
import { syntheticUploads } from '../listeners.ts';
import { openOffice } from '../office.ts';
import { findServices, type Settings } from '../settings.ts';
import { startStandIn } from '../stand-in.ts';
import { count, expectedOutputs } from './count.ts';
import { makeTrouble } from './trouble.ts';

const [listeners = '1000', seed = '1'] = process.argv.slice(2);
const { server, spotify } = await startStandIn();
const uploads = await syntheticUploads(Number(listeners), {
  seed: Number(seed),
  world: server.world,
  isBroken: (index) => index % 100 === 99,
});
const expected = await expectedOutputs(uploads, spotify);
const different = new Set(expected.values()).size - Number([...expected.values()].includes(undefined));
console.log(`${uploads.length} listeners, ${different} different results expected, seed ${seed}`);

const table: Record<string, object> = {};
for (const workers of [1, 2, 4]) table[`workers: ${workers}`] = (await run(workers)).row;
const { row, troubles } = await run(4, 500);
table['4, disturbed'] = row;
console.table(table);
console.log('Taken down meanwhile:', troubles);
await server.close();

async function run(workers: number, troubleEveryMs?: number) {
  const settings: Settings = {
    ...findServices(),
    namespace: `fleet_trial_${randomBytes(4).toString('hex')}`,
    spotify,
    lockMs: troubleEveryMs === undefined ? 30_000 : 3000,
    graceMs: 5000,
  };
  const office = await openOffice(settings);
  const fleet = await startFleet(settings, workers);
  const cpuBefore = await cpuSeconds(fleet);
  const started = performance.now();
  await office.submit(uploads);
  const trouble =
    troubleEveryMs === undefined ? undefined : makeTrouble(fleet, settings, Number(seed), troubleEveryMs);
  await office.settled();
  const seconds = (performance.now() - started) / 1000;
  await trouble?.stop();
  const cpu = trouble ? undefined : (await cpuSeconds(fleet)) - cpuBefore;
  await fleet.drain();
  const counted = await count(office, expected);
  const bytes = await office.store.bytes();
  await office.clear();
  await office.close();
  const row = {
    seconds: Number(seconds.toFixed(1)),
    'a second': Number((uploads.length / seconds).toFixed(1)),
    // Of workers that were killed it is not known.
    'CPU ms each': cpu && Math.round((1000 * cpu) / uploads.length),
    'kB each': Number((bytes / 1000 / uploads.length).toFixed(1)),
    ...counted,
  };
  return { row, troubles: trouble?.counts };
}

/** Processor time of all workers that run. */
async function cpuSeconds({ metricsUrls }: Fleet): Promise<number> {
  const texts = await Promise.all(metricsUrls.map(async (url) => (await fetch(url)).text()));
  return texts.reduce((sum, text) => sum + Number(/^process_cpu_seconds_total (.*)$/m.exec(text)?.[1]), 0);
}
