import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRule, SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { needsServices, services } from '../../../services.shared.ts';
import { createDashboard } from '../src/dashboard.ts';
import { type Fleet, startFleet } from '../src/fleet.ts';
import { syntheticUploads } from '../src/listeners.ts';
import { type Office, openOffice } from '../src/office.ts';
import { failures } from '../src/queues.ts';
import type { Settings } from '../src/settings.ts';
import { startStandIn } from '../src/stand-in.ts';
import type { Upload } from '../src/tasks.ts';
import { count, type Expected, expectedOutputs } from '../src/trial/count.ts';
import { makeTrouble } from '../src/trial/trouble.ts';

const listeners = 30;
/** Jobs of stage import that one worker has under way. */
const importsAtOnce = 4;

/** The same troubles again, or others: SSRM_TEST_SEED=… */
const seed = Number(process.env.SSRM_TEST_SEED ?? 1);

let server: SpotifyServer;
let spotify: Settings['spotify'];
let uploads: Upload[];
let expected: Expected;
let office: Office;
let fleets: Fleet[] = [];

describe.skipIf(services === undefined)(`a fleet${needsServices}`, () => {
  beforeAll(async () => {
    ({ server, spotify } = await startStandIn());
    uploads = await syntheticUploads(listeners, {
      seed,
      world: server.world,
      isBroken: (index) => index === 7,
    });
    expected = await expectedOutputs(uploads, spotify);
  });
  afterAll(() => server.close());
  afterEach(async () => {
    server.faults.clear();
    await Promise.all(fleets.map((fleet) => fleet.drain()));
    fleets = [];
    await office.clear();
    await office.close();
  });

  it('gives every listener their own result once, though workers and connections are taken down', async () => {
    const settings = await open({ lockMs: 2000 });
    const fleet = await start(settings, 2);
    await office.submit(uploads);
    const trouble = makeTrouble(fleet, settings, seed, 400);
    for (const done of [3, 9, 15]) {
      await until(async () => (await office.store.progress()).done.score >= done);
      await until(() => fleet.kill(0) === 1);
    }
    await office.settled();
    await trouble.stop();
    expect(trouble.counts['Redis connections'] + trouble.counts['PostgreSQL connections']).toBeGreaterThan(0);
    expect(await count(office, expected)).toMatchObject({
      right: listeners - 1,
      lost: 0,
      doubled: 0,
      foreign: 0,
      refused: 1,
      wronglyGivenUp: 0,
    });
    expect(await failures(office.queues)).toMatchObject([{ listener: 'listener-000008', stage: 'train' }]);
  });

  it('does nothing again for the same input, and replaces the result for another', async () => {
    const settings = await open();
    await start(settings, 1);
    const [first, second] = uploads as [Upload, Upload];
    await office.submit([first, second]);
    await office.submit([first, second]);
    await office.settled();
    await office.submit([first]);
    const other = { ...second, listener: first.listener };
    await office.submit([other]);
    await until(async () => {
      const rows = await office.store.results();
      return rows.find(({ listener }) => listener === first.listener)?.fingerprint === other.fingerprint;
    });
    const rows = await office.store.results();
    expect(rows.map(({ times }) => times)).toEqual([1, 1]);
    expect(rows[0]?.output).toEqual(rows[1]?.output);
  });

  it('waits as a whole when Spotify tells one worker to', async () => {
    const settings = await open();
    await start(settings, 2);
    const before = server.requests.length;
    server.faults.add({ fault: { kind: 'rate-limit', retryAfter: 5 } });
    await office.submit(uploads);
    await until(async () => (await office.queues.import.getDelayedCount()) === listeners);
    const asked = server.requests.length - before;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(2 * importsAtOnce);
    server.faults.clear();
    await office.settled();
    expect(await count(office, expected)).toMatchObject({ right: listeners - 1, wronglyGivenUp: 0 });
  });

  it('finishes what it does when it is told to stop', async () => {
    const settings = await open();
    const fleet = await start(settings, 1);
    await lookUpsTakeTime({ delayMs: 300 });
    expect(await stop(fleet)).toEqual([0]);
    expect((await office.store.progress()).done.import).toBe(importsAtOnce);
    expect(await office.queues.import.getActiveCount()).toBe(0);
  });

  it('hands back what it cannot finish in time, and another worker does it at once', async () => {
    const settings = await open({ graceMs: 0 });
    const fleet = await start(settings, 1);
    await lookUpsTakeTime({ delayMs: Number.POSITIVE_INFINITY });
    expect(await stop(fleet)).toEqual([0]);
    expect((await office.store.progress()).done.import).toBe(0);
    expect(await office.queues.import.getJobCounts('waiting', 'active')).toEqual({
      waiting: listeners,
      active: 0,
    });
    server.faults.clear();
    // The locks of lost jobs would last a minute and more.
    await start(settings, 1);
    await office.settled();
    expect(await count(office, expected)).toMatchObject({ right: listeners - 1 });
  });

  it('shows how far it is, as a page and to Prometheus', async () => {
    const settings = await open();
    const fleet = await start(settings, 1);
    await office.submit(uploads.slice(0, 10));
    await office.settled();
    const dashboard = createDashboard(office.store, office.queues);
    const page = await (await dashboard.request('/')).text();
    expect(page).toContain('9 of 10 listeners');
    expect(page).toMatch(/listener-000008<\/td><td>train<\/td><td>1<\/td><td>.*10/);
    const metrics = await (await dashboard.request('/metrics')).text();
    expect(metrics).toContain('fleet_listeners_done{stage="score"} 9');
    expect(metrics).toContain('fleet_queue_jobs{stage="train",state="failed"} 1');
    const ofWorker = await (await fetch(fleet.metricsUrls[0] as string)).text();
    expect(ofWorker).toContain('fleet_jobs_total{stage="import",outcome="done"} 10');
  });
});

async function open(options: Partial<Settings> = {}): Promise<Settings> {
  if (services === undefined) throw new Error('No services run.');
  const namespace = `fleet_test_${randomBytes(4).toString('hex')}`;
  const settings = { ...services, namespace, spotify, lockMs: 60_000, graceMs: 60_000, ...options };
  office = await openOffice(settings);
  return settings;
}

async function start(settings: Settings, size: number): Promise<Fleet> {
  const fleet = await startFleet(settings, size);
  fleets.push(fleet);
  return fleet;
}

function stop(fleet: Fleet): Promise<(number | null)[]> {
  fleets = fleets.filter((other) => other !== fleet);
  return fleet.drain();
}

/** Submits all and resolves when a worker has all the jobs under way that it takes. */
async function lookUpsTakeTime({ delayMs }: { delayMs: number }): Promise<void> {
  const fault: FaultRule['fault'] = { kind: 'slow', delayMs };
  const before = server.requests.length;
  server.faults.add({ fault });
  await office.submit(uploads);
  await until(() => server.requests.length - before >= importsAtOnce);
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20);
}
