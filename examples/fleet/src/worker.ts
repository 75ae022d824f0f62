import { SsrmError } from '@ssrm/features';
import { SpotifyError } from '@ssrm/spotify-client';
import { DelayedError, type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { Hono } from 'hono';
import { CoolingDown, createCoolDown } from './cool-down.ts';
import { candidateSongs } from './listeners.ts';
import { createLookUp } from './look-up.ts';
import { createWorkerMetrics } from './metrics.ts';
import { connectRedis, createQueues, enqueue } from './queues.ts';
import { serveLocally } from './serve-locally.ts';
import type { Settings } from './settings.ts';
import { importSongs, score, train, type Watch } from './stages.ts';
import { createStore } from './store.ts';
import { type Stage, stageAfter, stages, type Task } from './tasks.ts';

/** Looking up is mostly waiting; learning and scoring keep the thread busy, and two let one read while the other counts. */
const concurrency: Readonly<Record<Stage, number>> = { import: 4, train: 2, score: 2 };

/** A worker that takes jobs of every stage. */
export interface FleetWorker {
  /** Where Prometheus finds what this process counts. */
  readonly metricsUrl: string;
  /** Takes no more jobs, finishes those under way or hands them back, and ends every connection. */
  drain(): Promise<void>;
}

export async function startWorker(settings: Settings): Promise<FleetWorker> {
  const { namespace, lockMs, graceMs } = settings;
  const store = createStore(settings, `fleet-worker-${namespace}`);
  const redis = connectRedis(settings, `fleet-worker-${namespace}`);
  const queues = createQueues(redis, settings);
  const lookUp = createLookUp(settings, createCoolDown(redis, namespace, settings.spotify.clientId));
  const candidates = await candidateSongs();
  const metrics = createWorkerMetrics();
  const stopping = new AbortController();

  /** The output of a stage; undefined if the listener has handed in another input since. */
  async function run(stage: Stage, task: Task, watch: Watch): Promise<unknown> {
    const csv = await store.csvOf(task);
    if (csv === undefined) return undefined;
    if (stage === 'import') return importSongs(csv, lookUp, watch);
    if (stage === 'train')
      return train((await store.outputOf(task, 'import')) as Parameters<typeof train>[0], watch);
    return score(await store.outputOf(task, 'train'), candidates, watch);
  }

  /** Whatever a worker has done before it was lost is not done again, and what it has not is. */
  async function work(stage: Stage, job: Job<Task>): Promise<void> {
    if ((await store.outputOf(job.data, stage)) === undefined) {
      const output = await run(stage, job.data, {
        signal: stopping.signal,
        onProgress: (share) => job.updateProgress(Math.round(100 * share)),
      });
      if (output === undefined) return;
      await store.saveOutput(job.data, stage, output);
    }
    const next = stageAfter(stage);
    if (next) await enqueue(queues[next], next, [job.data]);
  }

  const workers = stages.map((stage) => {
    const end = (outcome: string) => metrics.jobs.inc({ stage, outcome });
    const worker = new Worker<Task>(
      stage,
      async (job, token) => {
        const stopTimer = metrics.seconds.startTimer({ stage });
        try {
          await work(stage, job);
          end('done');
        } catch (error) {
          if (stopping.signal.aborted) {
            await job.moveToWait(token);
            end('handed back');
            throw new WaitingError();
          }
          if (error instanceof CoolingDown) {
            // Not all in the same moment.
            await job.moveToDelayed(error.until + Math.ceil(Math.random() * 500), token);
            end('cooling down');
            throw new DelayedError();
          }
          end('failed');
          throw isHopeless(error) ? new UnrecoverableError((error as Error).message) : error;
        } finally {
          stopTimer();
        }
      },
      {
        connection: redis,
        prefix: namespace,
        concurrency: concurrency[stage],
        lockDuration: lockMs,
        stalledInterval: lockMs,
        // Workers and connections are lost for no fault of the job; one that takes its worker down each time ends here.
        maxStalledCount: 20,
      },
    );
    // Lost connections come back by themselves.
    worker.on('error', () => {});
    return worker;
  });

  const server = await serveLocally(
    new Hono().get('/metrics', async (context) =>
      context.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
    ),
    0,
  );
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));

  return {
    metricsUrl: `${server.url}/metrics`,
    async drain() {
      const timer = setTimeout(() => stopping.abort(), graceMs);
      await Promise.all(workers.map((worker) => worker.close()));
      clearTimeout(timer);
      await Promise.all(stages.map((stage) => queues[stage].close()));
      await redis.quit();
      await store.close();
      await server.close();
    },
  };
}

/** Whether the same input would fail again. */
function isHopeless(error: unknown): boolean {
  return SsrmError.isInstance(error) || (SpotifyError.isInstance(error) && error.code === 'not-found');
}
