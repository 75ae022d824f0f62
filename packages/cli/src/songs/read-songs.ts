import { readFile, stat } from 'node:fs/promises';
import { InvalidDataError, type RequestedTrack, songsFromText, type Track, toTrack } from '@ssrm/features';
import { importPath } from '@ssrm/features/node';
import { loadKnownArtists } from '@ssrm/model';
import { decodeText } from '../options/decode-text.ts';

/** Lists that people write by hand are not longer. */
const longestTextBytes = 5_000_000;

/**
 * The songs in a file of any kind, with their lines where it is a text: whatever the import of listening reads, or a song a line.
 *
 * @throws {@link InvalidDataError} that names the file, if it holds no song.
 */
export async function readSongs(
  path: string,
  options: Parameters<typeof importPath>[1] = {},
): Promise<readonly RequestedTrack[]> {
  try {
    const { known } = await importPath(path, options);
    return known.map((track) => ({ track, line: 0 }));
  } catch (error) {
    const songs = error instanceof InvalidDataError ? await readLines(path) : null;
    if (songs === null) throw error;
    return songs;
  }
}

async function readLines(path: string): Promise<readonly RequestedTrack[] | null> {
  const { size, isFile } = await stat(path).then(
    (found) => ({ size: found.size, isFile: found.isFile() }),
    () => ({ size: 0, isFile: false }),
  );
  if (!isFile || size > longestTextBytes) return null;
  return songsFromText(decodeText(await readFile(path)), { isKnownArtist: await loadKnownArtists() });
}

/** A song of which only the id is known, which is its name then too. */
export function unknownTrack(id: string): Track {
  return toTrack({ id, name: id });
}

/** Such a song has no score of its own: its id is no title. */
export function isIdAlone({ id, name }: Track): boolean {
  return name === id;
}
