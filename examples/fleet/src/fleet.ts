import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Settings, settingsVariable } from './settings.ts';

const workerFile = fileURLToPath(new URL('../dist/worker.js', import.meta.url));

/** Worker processes; one that ends before its time is replaced. */
export interface Fleet {
  readonly metricsUrls: readonly string[];
  /** Takes one down without a warning: which, says a number from 0 to 1. @returns How many. */
  kill(which: number): number;
  /** Asks all to finish, and waits for them. @returns Their exit codes. */
  drain(): Promise<(number | null)[]>;
}

/** Resolves when all are ready to take jobs. */
export async function startFleet(settings: Settings, size: number): Promise<Fleet> {
  const running = new Map<ChildProcess, string>();
  let isDraining = false;

  /** @throws Error if the worker ends before it is ready. */
  async function start(): Promise<void> {
    const child = fork(workerFile, {
      env: { PATH: process.env.PATH, [settingsVariable]: JSON.stringify(settings) },
      execArgv: [],
      // Not with the terminal's Ctrl-C: the fleet tells them.
      detached: true,
    });
    running.set(child, '');
    child.once('exit', () => running.delete(child));
    const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
    if (!running.has(child)) throw new Error('A worker ended before it was ready.');
    running.set(child, (message as { metricsUrl: string }).metricsUrl);
    child.once('exit', replace);
  }

  function replace(): void {
    if (!isDraining) start().catch(() => setTimeout(replace, 1000));
  }

  await Promise.all(Array.from({ length: size }, start));
  return {
    get metricsUrls() {
      return [...running.values()].filter((url) => url !== '');
    },
    kill(which) {
      const ready = [...running].filter(([, url]) => url !== '');
      return Number(ready[Math.floor(which * ready.length)]?.[0].kill('SIGKILL') ?? false);
    },
    drain() {
      isDraining = true;
      return Promise.all(
        [...running.keys()].map(async (child) => {
          child.kill('SIGTERM');
          const [code] = (await once(child, 'exit')) as [number | null];
          return code;
        }),
      );
    },
  };
}
