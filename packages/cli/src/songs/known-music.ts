import { artistKey, KnownSongs, type ListeningHistory, type Track } from '@ssrm/features';
import { importPath } from '@ssrm/features/node';
import { type ArtistPlays, artistPlays } from '@ssrm/model';
import {
  type Dataset,
  isSkips,
  readBackground,
  readHistory,
  readSongsIfAny,
  readSource,
} from '../run-folder/dataset.ts';
import type { RunFolder } from '../run-folder/run-folder.ts';
import { count } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/** What the person knows. */
export interface KnownMusic {
  readonly songs: KnownSongs;
  readonly plays: ArtistPlays;
}

/** What the person of this dataset knows. */
export function knownOf({ known, tracks, history }: Dataset): KnownMusic {
  const songs = new KnownSongs();
  songs.addAll(known);
  songs.addAll(tracks);
  return { songs, plays: playsOf(history, tracks) };
}

/** What the person has heard or saved, as far as the folder and, where it is given, their export say. */
export async function readKnownMusic(
  folder: RunFolder,
  { fromExport }: { readonly fromExport?: string },
  { output, signal }: StageContext,
): Promise<KnownMusic> {
  const known = new KnownSongs();
  const tracks = await readSongsIfAny(folder);
  known.addAll(tracks);
  const history = await readHistory(folder);
  for (const song of history?.songs ?? []) known.add(song);
  const { backgroundOrigin } = await readSource(folder);
  if (isSkips(backgroundOrigin)) known.addAll(await readBackground(folder));
  if (fromExport === undefined) return { songs: known, plays: playsOf(history, tracks) };
  const progress = output.progress('Reading your data export');
  const heard = await importPath(fromExport, { signal });
  progress.done(count(heard.known.length, 'song'));
  known.addAll(heard.known);
  return { songs: known, plays: artistPlays(heard.history) };
}

/** Without a history the artists are known, but not how often they were played. */
function playsOf(history: ListeningHistory | undefined, tracks: readonly Track[]): ArtistPlays {
  if (history !== undefined) return artistPlays(history);
  return new Map(
    tracks.flatMap(({ artistName }) => (artistName === null ? [] : [[artistKey(artistName), 0]])),
  );
}
