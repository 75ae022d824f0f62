import { stat } from 'node:fs/promises';
import { type RequestedTrack, toTrackId } from '@ssrm/features';
import { UsageError } from '../../errors/cli-error.ts';
import { readFewSongsFile } from '../../songs/few-songs-file.ts';
import { unknownTrack } from '../../songs/read-songs.ts';

/**
 * The songs that words of a command line name: ids, URIs, links, and files.
 *
 * @throws {@link UsageError} if a word is none of these.
 */
export async function readRequestedSongs(words: readonly string[]): Promise<readonly RequestedTrack[]> {
  const songs = await Promise.all(words.map(readWord));
  return songs.flat();
}

async function readWord(word: string): Promise<readonly RequestedTrack[]> {
  const id = toTrackId(word);
  if (id !== null) return [{ track: unknownTrack(id), line: 0 }];
  const isFile = await stat(word).then(
    (information) => information.isFile(),
    () => false,
  );
  if (isFile) return (await readFewSongsFile(word)) ?? [];
  throw new UsageError(
    `${word} is neither a Spotify track (an id of 22 letters and digits, spotify:track:…, or a link to one) nor a file.`,
  );
}
