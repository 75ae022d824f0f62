import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The cost of a job in PyTorch, and which PyTorch it was. */
export interface PytorchTime {
  readonly version: string;
  readonly ms: number;
}

const run = promisify(execFile);
const script = join(import.meta.dirname, '../bench/pytorch_loop.py');

/** Times the published job in PyTorch; undefined where no python with torch is found. */
export async function timePytorch(
  rowCount: number,
  epochs: number,
  batches: number,
): Promise<PytorchTime | undefined> {
  for (const python of ['python3', '/usr/bin/python3', 'python']) {
    try {
      const { stdout } = await run(python, [script, `${rowCount}`, `${epochs}`, `${batches}`]);
      const { version, seconds } = JSON.parse(stdout) as { version: string; seconds: number };
      return { version, ms: 1000 * seconds };
    } catch {
      // Not there, or without torch: the next one.
    }
  }
  return undefined;
}
