import { basename } from 'node:path';
import { type Track, toTrackId } from '@ssrm/features';
import { count } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { readSongs, unknownTrack } from './read-songs.ts';

/** Songs of several lists, and where each list came from. */
export interface SongLists {
  readonly tracks: readonly Track[];
  /** In words, such as a file's name. */
  readonly sources: readonly { readonly name: string; readonly songCount: number }[];
}

/**
 * The songs in any playlists, charts, exports and lists: every file that {@link readSongs} reads, and ids, URIs and links
 * of songs. What a file says of liking plays no part.
 *
 * @throws {@link InvalidDataError} that names the file, if it holds no song.
 */
export async function readSongLists(
  words: readonly string[],
  { output, signal }: StageContext,
): Promise<SongLists> {
  const lists: { readonly name: string; readonly songs: readonly Track[] }[] = [];
  for (const word of words) {
    const id = toTrackId(word);
    if (id !== null) {
      lists.push({ name: word, songs: [unknownTrack(id)] });
      continue;
    }
    const progress = output.progress(`Reading ${basename(word)}`);
    const songs = await readSongs(word, {
      signal,
      onProgress: ({ rowsRead }) => progress.update(count(rowsRead, 'row')),
    });
    progress.done(count(songs.length, 'song'));
    lists.push({ name: basename(word), songs: songs.map(({ track }) => track) });
  }
  return {
    tracks: lists.flatMap(({ songs }) => songs),
    sources: lists.map(({ name, songs }) => ({ name, songCount: songs.length })),
  };
}
