import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command, as a person runs it. */
export const mainFile: string = fileURLToPath(new URL('../dist/main.js', import.meta.url));

if (!existsSync(mainFile))
  throw new Error('These tests run the built command: run `pnpm build` in packages/cli first.');

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Runs as this user and group; needs root. */
  readonly user?: number;
  /** Called once with a way to signal the process. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
  /** Called with what stderr holds so far, and a way to signal the process. */
  readonly onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** An environment in which nothing of the person who runs the tests is found. */
export function cleanEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    USERPROFILE: home,
    APPDATA: home,
    LOCALAPPDATA: home,
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
  };
}

/** Runs `ssrm` with these words as a process of its own and waits for its end. */
export async function runSsrm(words: readonly string[], options: RunOptions): Promise<Finished> {
  const child = spawn(process.execPath, [mainFile, ...words], {
    cwd: options.cwd,
    env: { ...cleanEnvironment(join(options.cwd, '.home')), ...options.env },
    ...(options.user !== undefined && { uid: options.user, gid: options.user }),
  });
  const kill = (signal: NodeJS.Signals): boolean => child.kill(signal);
  options.onStart?.(kill);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.onStderr?.(stderr, kill);
  });
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** An empty working folder, and its removal. */
export async function createFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'ssrm-test-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Every file below a folder with its bytes as base64, to compare two states. */
export async function snapshot(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path)] = (await readFile(path)).toString('base64');
  }
  return files;
}
