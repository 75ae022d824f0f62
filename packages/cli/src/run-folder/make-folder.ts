import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CliError } from '../errors/cli-error.ts';

/**
 * Makes a folder, and those above it that are missing. One after the other: where the system refuses new folders by
 * `ENOENT`, as under `/proc`, the recursive `mkdir` of Node 20 never returns.
 *
 * @throws {@link CliError} where the system does not take folders; else the system's error.
 */
export async function makeFolder(path: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = resolve(path); !(await isThere(folder)); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) {
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return;
      if (error.code !== 'ENOENT') throw error;
      throw new CliError(`The folder ${path} cannot be made there. Choose another folder with --out.`);
    });
  }
  // `readdir` would say it too, but later.
  if (!(await stat(path)).isDirectory()) throw notAFolder(path);
}

/**
 * Checks, before any work is done, that files could be written to this folder, whether it is there yet or not.
 *
 * @throws the system's error if they could not.
 */
export async function checkFolder(path: string): Promise<void> {
  let folder = resolve(path);
  while (!(await isThere(folder))) folder = dirname(folder);
  if (!(await stat(folder)).isDirectory()) throw notAFolder(folder);
  await access(folder, constants.W_OK | constants.X_OK);
}

function notAFolder(path: string): CliError {
  return new CliError(`${path} is a file, but a folder was expected. Choose another folder with --out.`);
}

/** True for a file or folder; other errors than that it is not there are thrown. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
