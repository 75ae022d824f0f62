import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors/cli-error.ts';

/**
 * The text of a file that an earlier stage wrote.
 *
 * @throws {@link CliError} that names the command to run first, if there is no such file.
 */
export async function readOutput(directory: string, name: string, madeBy: string): Promise<string> {
  const text = await readOptionalOutput(directory, name);
  if (text !== undefined) return text;
  throw new CliError(
    `${join(directory, name)} does not exist. Run ssrm ${madeBy} first, or name the folder with --out.`,
  );
}

/** The text of a file that an earlier stage may have written, or `undefined`. */
export async function readOptionalOutput(directory: string, name: string): Promise<string | undefined> {
  try {
    return await readFile(join(directory, name), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
