/**
 * How long an import of extended streaming history takes and how much memory it needs, as a folder and as a ZIP archive.
 *
 * `pnpm --filter @ssrm/features bench:import [rows …]` (default 10000 100000 1000000). The histories are synthetic, seeded, and laid out as Spotify
 * lays them out, about 12 MB a file; they are written to the system's temporary folder and removed afterwards. Every import runs in a process of its own.
 */
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Zip, ZipDeflate } from 'fflate';
import { createRandom } from '../src/index.ts';
import { importPath } from '../src/node/index.ts';

const bytesPerFile = 12_000_000;

/** Rows of one invented person: some songs far more often than others, in order of time, one play in three cut short. */
function* generateRows(rowCount: number): Generator<string> {
  const random = createRandom(42);
  const songCount = Math.ceil(Math.min(rowCount / 4, 60_000));
  let time = Date.UTC(2012, 0, 1);
  for (let row = 0; row < rowCount; row++) {
    const song = Math.floor(songCount * random() ** 3);
    const skipped = random() < 1 / 3;
    const msPlayed = skipped ? Math.floor(random() * 60_000) : 150_000 + ((song * 7919) % 150_000);
    time += msPlayed + Math.floor(random() * 300_000);
    yield JSON.stringify(
      {
        ts: `${new Date(time).toISOString().slice(0, 19)}Z`,
        platform: 'Android OS 11 API 30 (samsung, SM-G973F)',
        ms_played: msPlayed,
        conn_country: 'DE',
        ip_addr: '203.0.113.7',
        master_metadata_track_name: `The ${song}th song “ünder” the sun`,
        master_metadata_album_artist_name: `Artist ${song % 4001}`,
        master_metadata_album_album_name: `Album ${song % 15_013} (Deluxe Edition)`,
        spotify_track_uri: `spotify:track:${String(song).padStart(22, '4uLU6hMCjMI75M1A2tKUQC')}`,
        episode_name: null,
        episode_show_name: null,
        spotify_episode_uri: null,
        reason_start: 'trackdone',
        reason_end: skipped ? 'fwdbtn' : 'trackdone',
        shuffle: true,
        skipped,
        offline: false,
        offline_timestamp: Math.floor(time / 1000),
        incognito_mode: false,
      },
      null,
      2,
    ).replaceAll('\n', '\n  ');
  }
}

/** Writes the history as files of about 12 MB; the sum of their sizes. */
function writeFolder(folder: string, rowCount: number): number {
  mkdirSync(folder);
  let total = 0;
  let size = 0;
  let file: number | undefined;
  let fileCount = 0;
  let waiting: string[] = [];
  const flush = (end: string): void => {
    const text = waiting.join(',\n  ') + end;
    total += writeSync(file as number, text);
    waiting = [];
  };
  for (const row of generateRows(rowCount)) {
    if (file === undefined) {
      file = openSync(join(folder, `Streaming_History_Audio_${fileCount++}.json`), 'w');
      total += writeSync(file, '[\n  ');
      size = 0;
    }
    waiting.push(row);
    size += row.length;
    if (size > bytesPerFile) {
      flush('\n]');
      closeSync(file);
      file = undefined;
    } else if (waiting.length === 1000) {
      flush(',\n  ');
    }
  }
  if (file !== undefined) {
    // A file must not end with a comma: a last, plain row closes it.
    flush(waiting.length === 0 ? 'null\n]' : '\n]');
    closeSync(file);
  }
  return total;
}

function writeArchive(folder: string, path: string): number {
  const output = openSync(path, 'w');
  let total = 0;
  const zip = new Zip((error, piece) => {
    if (error) {
      throw error;
    }
    total += writeSync(output, piece);
  });
  for (const name of readdirSync(folder)) {
    const entry = new ZipDeflate(`Spotify Extended Streaming History/${name}`, { level: 6 });
    zip.add(entry);
    entry.push(readFileSync(join(folder, name)), true);
  }
  zip.end();
  closeSync(output);
  return total;
}

interface Measured {
  readonly rows: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

async function measure(path: string): Promise<Measured> {
  const start = performance.now();
  const { report } = await importPath(path);
  const usage = process.resourceUsage();
  return {
    rows: report.rowsRead,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMegabytes: peakMegabytes(),
  };
}

/** Of this process alone: `maxRSS` also counts its parent, from which it was forked, where the system tells the two apart. */
function peakMegabytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const peak = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1];
  return (peak === undefined ? process.resourceUsage().maxRSS : Number(peak)) / 1024;
}

function run(sizes: readonly number[]): void {
  const root = mkdtempSync(join(tmpdir(), 'ssrm-bench-'));
  try {
    console.log('| rows | source | bytes | seconds | CPU seconds | peak MB |');
    console.log('|---|---|---|---|---|---|');
    for (const rowCount of sizes) {
      const folder = join(root, String(rowCount));
      const sources = [['folder', folder, writeFolder(folder, rowCount)] as const];
      const archive = `${folder}.zip`;
      for (const [kind, path, bytes] of [
        ...sources,
        ['ZIP', archive, writeArchive(folder, archive)] as const,
      ]) {
        const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--measure', path]);
        const { rows, seconds, cpuSeconds, peakMegabytes } = JSON.parse(output.toString()) as Measured;
        console.log(
          `| ${rows} | ${kind} | ${bytes} | ${seconds.toFixed(2)} | ${cpuSeconds.toFixed(2)} | ${peakMegabytes.toFixed(0)} |`,
        );
      }
      rmSync(folder, { recursive: true });
      rmSync(archive);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') {
  console.log(JSON.stringify(await measure(rest[0] as string)));
} else {
  const sizes = [first, ...rest].filter((size) => size !== undefined).map(Number);
  run(sizes.length === 0 ? [10_000, 100_000, 1_000_000] : sizes);
}
