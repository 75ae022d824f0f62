import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Settings } from './settings.ts';
import { type Stage, stages, type Task } from './tasks.ts';

export type Queues = Readonly<Record<Stage, Queue<Task>>>;

/** A connection that goes on trying: Redis that is away for a while stops nobody. */
export function connectRedis(settings: Settings, connectionName: string): Redis {
  const redis = new Redis(settings.redisUrl, { maxRetriesPerRequest: null, connectionName });
  // Said once by whoever uses the connection; without a listener it would end the process.
  redis.on('error', () => {});
  return redis;
}

export function createQueues(connection: Redis, { namespace }: Settings): Queues {
  const create = (stage: Stage): Queue<Task> => {
    const queue = new Queue<Task>(stage, {
      connection,
      prefix: namespace,
      defaultJobOptions: {
        attempts: 10,
        backoff: { type: 'exponential', delay: 200, jitter: 0.5 },
        // What is done stands in PostgreSQL; what failed stays here to be looked at, or tried again.
        removeOnComplete: true,
      },
    });
    queue.on('error', () => {});
    return queue;
  };
  return { import: create('import'), train: create('train'), score: create('score') };
}

/** Adds a job for each task; one that is in the queue already is not added again. */
export async function enqueue(queue: Queue<Task>, stage: Stage, tasks: readonly Task[]): Promise<void> {
  await queue.addBulk(
    tasks.map(({ listener, fingerprint }) => ({
      name: stage,
      data: { listener, fingerprint },
      opts: { jobId: `${listener}.${stage}.${fingerprint}` },
    })),
  );
}

/** A job that is given up. */
export interface Failure {
  readonly listener: string;
  readonly stage: Stage;
  readonly reason: string;
  readonly attempts: number;
}

/** Jobs that are given up, of each stage the newest first. */
export async function failures(queues: Queues, mostOfStage?: number): Promise<Failure[]> {
  const found = await Promise.all(
    stages.map(async (stage) => {
      const jobs = await queues[stage].getFailed(0, mostOfStage === undefined ? -1 : mostOfStage - 1);
      return jobs.map(({ data, failedReason, attemptsMade }) => ({
        listener: data.listener,
        stage,
        reason: failedReason,
        attempts: attemptsMade,
      }));
    }),
  );
  return found.flat();
}
