// Prints what whole processes of the command cost: `pnpm bench:cli`, with `--runs N` (default 5) and `--only WORD` for some of them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toSafeCell, writeCsv } from '@ssrm/features';
import { worldSongs } from '@ssrm/model';
import { createSpotifyServer, createWorld, type SpotifyServer } from '@ssrm/spotify-client/testing';
import { inventHistory } from './listening.ts';
import { costOfProcess, type ProcessCost } from './process-cost.ts';

const { values: flags } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string', default: '' } },
});
const command = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'ssrm-bench-'));
const world = createWorld({ topTrackCount: 1000, artistCount: 240 });
const server = await createSpotifyServer({ world });
try {
  await prepare();
  console.log(
    `Node ${process.version} on ${process.arch}, ${availableParallelism()} processors, ${flags.runs} runs each`,
  );
  console.log(table([head(), ...(await measureAll())]));
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

/** Command lines by what they do. */
function jobs(): Readonly<Record<string, readonly string[]>> {
  return {
    'node alone': ['-e', '0'],
    '--version': [command, '--version'],
    '--help': [command, '--help'],
    'run, 1,000 top tracks': [command, 'run', '--out', 'top', ...spotifyWords(server)],
    'predict 100 songs': [command, 'predict', 'hundred.csv', '--out', 'top'],
    'run --from-export, 20,000 plays': [command, 'run', '--from-export', 'history-20000', '--out', 'h20'],
    'run --from-export, 100,000 plays': [command, 'run', '--from-export', 'history-100000', '--out', 'h100'],
  };
}

async function prepare(): Promise<void> {
  const few = world.tracks.slice(0, 100);
  await writeFile(join(folder, 'hundred.csv'), songsCsv(few));
  await writeFile(join(folder, 'FewSongs.csv'), songsCsv(few.slice(0, 3)));
  for (const plays of [20_000, 100_000]) {
    const path = join(folder, `history-${plays}`);
    await mkdir(path);
    const rows = JSON.stringify(inventHistory(plays, await worldSongs()));
    await writeFile(join(path, 'Streaming_History_Audio_2019-2022_0.json'), rows);
  }
}

function songsCsv(songs: readonly { readonly id: string; readonly name: string }[]): string {
  return writeCsv(
    ['id', 'name', 'artist_name'],
    songs.map(({ id, name }, index) => [id, toSafeCell(name), `Invented ${index % 9}`]),
  );
}

function spotifyWords({ accessToken, apiUrl, accountsUrl }: SpotifyServer): string[] {
  return ['--token', accessToken, '--api-url', apiUrl, '--accounts-url', accountsUrl];
}

async function measureAll(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [name, words] of Object.entries(jobs())) {
    if (!name.includes(flags.only)) continue;
    const costs: ProcessCost[] = [];
    for (let run = 0; run < Number(flags.runs); run++) costs.push(await costOfProcess(words, folder));
    rows.push(rowOf(name, costs));
    console.error(rows.at(-1)?.join('  '));
  }
  return rows;
}

function head(): string[] {
  return ['', 'least', 'median', 'most', 'of processor', 'memory', 'share of the stages'];
}

function rowOf(name: string, costs: readonly ProcessCost[]): string[] {
  const sorted = [...costs].sort((left, right) => left.clockMs - right.clockMs);
  const least = sorted[0] as ProcessCost;
  return [
    name,
    ...[0, Math.floor(sorted.length / 2), sorted.length - 1].map((place) => seconds(sorted[place]?.clockMs)),
    seconds(Math.min(...costs.map(({ processorMs }) => processorMs))),
    `${Math.round(Math.min(...costs.map(({ memoryMb }) => memoryMb)))} MB`,
    least.stages.map(([stage, ms]) => `${stage} ${Math.round((100 * ms) / least.clockMs)} %`).join(', '),
  ];
}

function seconds(ms: number = Number.NaN): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** As a table of Markdown. */
function table(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  const rule = `| ${rows[0]?.map((_, column) => (column === 0 || column === 6 ? '---' : '--:')).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
