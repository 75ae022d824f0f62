import { once } from 'node:events';
import { settingsVariable } from './settings.ts';
import { startWorker } from './worker.ts';

const worker = await startWorker(JSON.parse(process.env[settingsVariable] ?? ''));
process.send?.({ metricsUrl: worker.metricsUrl });

// `disconnect`: whoever started this process is gone. A second signal ends it at once.
await Promise.race(['SIGTERM', 'SIGINT', 'disconnect'].map((event) => once(process, event)));
await worker.drain();
process.exit(0);
