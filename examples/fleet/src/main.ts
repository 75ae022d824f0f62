import { createDashboard } from './dashboard.ts';
import { startFleet } from './fleet.ts';
import { syntheticUploads } from './listeners.ts';
import { openOffice } from './office.ts';
import { serveLocally } from './serve-locally.ts';
import { findServices } from './settings.ts';
import { startStandIn } from './stand-in.ts';

const [listeners = '1000', workers = '2'] = process.argv.slice(2);
const { server, spotify } = await startStandIn();
const settings = {
  ...findServices(),
  namespace: 'fleet_demo',
  spotify,
  lockMs: 30_000,
  graceMs: 5000,
};
const office = await openOffice(settings);
const dashboard = await serveLocally(
  createDashboard(office.store, office.queues),
  Number(process.env.PORT ?? 8788),
);
console.log(`The fleet is seen at ${dashboard.url}; Ctrl-C stops it.`);
const fleet = await startFleet(settings, Number(workers));
for (const url of fleet.metricsUrls) console.log(`A worker counts at ${url}`);

process.once('SIGINT', stop).once('SIGTERM', stop);
await office.submit(
  await syntheticUploads(Number(listeners), {
    seed: 1,
    world: server.world,
    isBroken: (index) => index % 100 === 99,
  }),
);

/** What is not done stays in the queue, and the next start goes on with it. */
async function stop(): Promise<void> {
  console.log('The workers finish what they are doing.');
  await fleet.drain();
  await dashboard.close();
  await office.close();
  await server.close();
}
