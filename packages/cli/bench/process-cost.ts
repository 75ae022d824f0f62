import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What one process took: from its start to its end. */
export interface ProcessCost {
  readonly clockMs: number;
  /** Of the processors, all threads together. */
  readonly processorMs: number;
  readonly memoryMb: number;
  /** Names of the stages, in order, with the time from the beginning of each to that of the next. */
  readonly stages: readonly (readonly [name: string, ms: number])[];
}

interface Account {
  readonly processorMs: number;
  readonly memoryMb: number;
  readonly marks: readonly { readonly name: string; readonly startTime: number }[];
  readonly end: number;
}

const accountFile = fileURLToPath(new URL('../bench/keep-account.mjs', import.meta.url));

/**
 * Runs Node with these words once, in an empty home folder, and reads what it cost.
 *
 * @throws Error with what the process said, if it failed.
 */
export async function costOfProcess(words: readonly string[], folder: string): Promise<ProcessCost> {
  const home = await mkdtemp(join(tmpdir(), 'ssrm-bench-home-'));
  const account = join(home, 'account.json');
  try {
    const start = performance.now();
    await runNode(['--import', pathToFileURL(accountFile).href, ...words], folder, {
      PATH: process.env.PATH ?? '',
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
      SSRM_BENCH_ACCOUNT: account,
    });
    const clockMs = performance.now() - start;
    const { processorMs, memoryMb, marks, end } = JSON.parse(await readFile(account, 'utf8')) as Account;
    return { clockMs, processorMs, memoryMb, stages: stagesOf(marks, end) };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function runNode(words: readonly string[], folder: string, env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${words.join(' ')}:\n${said}`))));
  });
}

function stagesOf(marks: Account['marks'], end: number): [string, number][] {
  const starts = [{ name: 'Start', startTime: 0 }, ...marks];
  const durations = new Map<string, number>();
  for (const [index, { name, startTime }] of starts.entries()) {
    const next = starts[index + 1]?.startTime ?? end;
    durations.set(name, (durations.get(name) ?? 0) + next - startTime);
  }
  return [...durations];
}
