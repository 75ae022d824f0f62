import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type RequestedTrack, tracksFromCsv } from '@ssrm/features';
import { CliError } from '../errors/cli-error.ts';
import { decodeText } from '../options/decode-text.ts';
import { readSongs } from './read-songs.ts';

/** The published name, looked for in the working folder. */
export const DEFAULT_FEW_SONGS = 'FewSongs.csv';

const shownFaults = 10;

/**
 * The songs to predict, or `undefined` where no file was named and there is no `FewSongs.csv`.
 * Any file of songs will do; of the published form every line must be right. The whole file is checked before anything is fetched or trained.
 *
 * @throws {@link CliError} with every faulty line, if there is one; or if there is no such file.
 */
export async function readFewSongsFile(
  file: string | undefined,
): Promise<readonly RequestedTrack[] | undefined> {
  if (file === undefined && !existsSync(DEFAULT_FEW_SONGS)) return undefined;
  const path = file ?? DEFAULT_FEW_SONGS;
  const bytes = await readBytes(path);
  try {
    return readPublished(decode(bytes, path), path);
  } catch (error) {
    if (error instanceof FaultyLinesError) throw error;
    const songs = await readSongs(path).catch(() => null);
    if (songs === null || songs.length === 0) throw error;
    return songs;
  }
}

class FaultyLinesError extends CliError {}

/** The published form: a CSV with the columns id and name, without one faulty line. */
function readPublished(text: string, path: string): readonly RequestedTrack[] {
  const { rows, setAside } = tracksFromCsv(text, { file: path });
  if (setAside.length > 0) {
    const faults = setAside.slice(0, shownFaults).map(({ line, reason }) => `  line ${line}: ${reason}`);
    const more = setAside.length - faults.length;
    if (more > 0) faults.push(`  and ${more} more`);
    throw new FaultyLinesError(
      `${path} has lines that cannot be used:\n${faults.join('\n')}\nCorrect or remove them, and run the command again.`,
    );
  }
  return rows;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') throw new CliError(`${path} is a folder, but a file was expected.`);
    if (code !== 'ENOENT') throw error;
    throw new CliError(
      `The few-songs file ${path} does not exist. Make one with the columns id and name, a song on each line, or name another with --few-songs.`,
    );
  }
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return decodeText(bytes, true);
  } catch {
    throw new CliError(
      `${path} is not a text file in UTF-8. Save it as "CSV UTF-8" and run the command again.`,
    );
  }
}
