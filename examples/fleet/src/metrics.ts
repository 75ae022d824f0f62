import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Queues } from './queues.ts';
import type { Store } from './store.ts';
import { stages } from './tasks.ts';

/** What one worker process counts of itself. */
export interface WorkerMetrics {
  readonly registry: Registry;
  readonly jobs: Counter<'stage' | 'outcome'>;
  readonly seconds: Histogram<'stage'>;
}

export function createWorkerMetrics(): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    jobs: new Counter({
      name: 'fleet_jobs_total',
      help: 'Jobs by how they ended',
      labelNames: ['stage', 'outcome'] as const,
      registers,
    }),
    seconds: new Histogram({
      name: 'fleet_job_seconds',
      help: 'Time that a job took',
      labelNames: ['stage'] as const,
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    }),
  };
}

/** What the dashboard counts of the whole fleet, each time it is asked. */
export function createFleetMetrics(store: Store, queues: Queues): Registry {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'fleet_queue_jobs',
    help: 'Jobs in the queues',
    labelNames: ['stage', 'state'] as const,
    registers,
    async collect() {
      for (const stage of stages) {
        const counts = await queues[stage].getJobCounts('waiting', 'active', 'delayed', 'failed');
        for (const [state, count] of Object.entries(counts)) this.set({ stage, state }, count);
      }
    },
  });
  new Gauge({
    name: 'fleet_listeners_done',
    help: 'Listeners whose stage is done',
    labelNames: ['stage'] as const,
    registers,
    async collect() {
      const { done } = await store.progress();
      for (const stage of stages) this.set({ stage }, done[stage]);
    },
  });
  return registry;
}
