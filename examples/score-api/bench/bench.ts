// Prints what the server does on this machine: `pnpm --filter @ssrm/example-score-api bench [MODEL]`

import { worldSongs } from '@ssrm/model';
import { loadModel } from '@ssrm/model/node';
import autocannon from 'autocannon';
import { startServer } from '../src/serve.ts';

const [folder = '../../ssrm-output/models/taste'] = process.argv.slice(2);
const songs = (await worldSongs()).map(({ name, artistName }) => ({ name, artist_name: artistName }));
const batch = 100;
const server = await startServer(await loadModel(folder), 0);
const requests = Array.from({ length: 50 }, (_, at) => ({
  method: 'POST' as const,
  path: '/score',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ songs: songs.slice(at * batch, (at + 1) * batch) }),
}));
for (const duration of [3, 10]) {
  const result = await autocannon({ url: server.url, connections: 1, duration, requests });
  // The first round warms up.
  if (duration === 3) continue;
  console.log(`${Math.round(result.requests.average * batch)} songs a second, in batches of ${batch}`);
  console.log(
    `answers: median ${result.latency.p50} ms, 99 % within ${result.latency.p99} ms; ${result.non2xx + result.errors} failed`,
  );
}
await server.stop();
