// Prints what docs/guide/scale.md counts with: `pnpm --filter @ssrm/example-fleet bench`

import { randomBytes } from 'node:crypto';
import { createMatrix, matrixRow, type ScoredTrack, scoreByRank, toTrack } from '@ssrm/features';
import { networkOf, TasteModel, toSqlWeights } from '@ssrm/model';
import { createWorld } from '@ssrm/spotify-client/testing';
import { Redis } from 'ioredis';
import { candidateSongs, syntheticUploads } from '../src/listeners.ts';
import { openOffice } from '../src/office.ts';
import { findServices } from '../src/settings.ts';
import { importSongs } from '../src/stages.ts';

const repeats = 30;
const quiet = { signal: new AbortController().signal, onProgress: async () => {} };
const uploads = await syntheticUploads(1000, { seed: 1, world: createWorld({ seed: 1 }) });
const songs: ScoredTrack[][] = [];
for (const { csv } of uploads.slice(0, repeats)) {
  const tracks = await importSongs(csv, async (id) => toTrack({ id, name: id }), quiet);
  songs.push(scoreByRank(tracks));
}
const candidates = await candidateSongs(2000);
const lines: [string, string][] = [];

const common = await TasteModel.fit(songs.flat(), { epochs: 1, ensembleSize: 0 });
const { encoder } = networkOf(common);
const originals: TasteModel[] = [];
await measure('original: fit of 100 songs, encoder shared', 'ms', async (index) => {
  originals.push(await TasteModel.fit(songs[index] as ScoredTrack[], { encoder, ensembleSize: 0 }));
});
const weights = toSqlWeights(originals);
lines.push(['original: a model', `${weights.columns.length * 8} bytes (${weights.columns.length} doubles)`]);
lines.push(['original: the encoder that all share', `${JSON.stringify(encoder).length} bytes as JSON`]);
const network = networkOf(originals[0] as TasteModel);
const encoded = await encoder.transform(candidates);
lines.push(['original: an encoded track', `${encoded.columnCount * 8} bytes`]);
await measure(
  'original: tracks encoded',
  'a core second',
  () => encoder.transform(candidates),
  candidates.length,
);
const rows = createMatrix(200_000, encoded.columnCount);
for (let row = 0; row < rows.rowCount; row++)
  matrixRow(rows, row).set(matrixRow(encoded, row % encoded.rowCount));
await measure(
  'original: encoded tracks scored',
  'a core second',
  async () => network.predict(rows),
  rows.rowCount,
);

const tastes: TasteModel[] = [];
await measure('taste: fit of 100 songs', 'ms', async (index) => {
  tastes.push(await TasteModel.fit(songs[index] as ScoredTrack[], { background: 'world' }));
});
const sizes = tastes.map((model) => JSON.stringify(model).length);
lines.push([
  'taste: a model',
  `${Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)} bytes as JSON`,
]);
await measure(
  'taste: tracks scored',
  'a core second',
  (index) => (tastes[index] as TasteModel).predict(candidates),
  candidates.length,
);

// A fleet without workers: what is handed in stays in the queue.
const settings = { ...findServices(), namespace: `fleet_bench_${randomBytes(4).toString('hex')}` };
const office = await openOffice({
  ...settings,
  spotify: { clientId: '', token: '', apiUrl: '' },
  lockMs: 0,
  graceMs: 0,
});
const redis = new Redis(settings.redisUrl);
const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
const before = await used();
await office.submit(uploads);
lines.push(['a waiting job in Redis', `${Math.round(((await used()) - before) / uploads.length)} bytes`]);
await office.clear();
await office.close();
await redis.quit();

for (const [what, value] of lines) console.log(what.padEnd(44), value);

/** The median processor time of several runs, after some that warm up. */
async function measure(
  what: string,
  unit: 'ms' | 'a core second',
  run: (index: number) => Promise<unknown>,
  count = 1,
): Promise<void> {
  const seconds: number[] = [];
  for (let index = 0; index < repeats; index++) {
    const before = process.cpuUsage();
    await run(index);
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  }
  const median = seconds.slice(5).sort((left, right) => left - right)[(repeats - 5) >> 1] as number;
  const value = unit === 'ms' ? (1000 * median).toFixed(1) : Math.round(count / median).toLocaleString('en');
  lines.push([what, `${value} ${unit}`]);
}
