import { KnownSongs, type Track } from '@ssrm/features';
import { importPath } from '@ssrm/features/node';
import { readRememberedPlaylists } from '../../playlists/remembered-playlists.ts';
import { isOwnCreation } from '../../playlists/write-playlist.ts';
import { isSkips, readBackground, readSource } from '../../run-folder/dataset.ts';
import { RUN_FILES } from '../../run-folder/files.ts';
import type { RunFolder } from '../../run-folder/run-folder.ts';
import { type MeteredClient, withShare } from '../../spotify/metered-client.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { CandidateLink } from './collect-from-links.ts';
import type { RecommendFlags } from './flags.ts';
import { type KnownMusic, readKnown } from './read-known.ts';

/** What the person knows, from all sources. */
export interface FoundKnown {
  readonly music: KnownMusic;
  /** What is not to be recommended. */
  readonly known: KnownSongs;
  /** Everything they are known to have heard or saved. */
  readonly tracks: readonly Track[];
}

/** What files say that the person knows: their data export, and songs they skip again and again. */
export async function readKnownFiles(
  folder: RunFolder,
  { fromExport }: RecommendFlags,
  { output, signal }: StageContext,
): Promise<Track[]> {
  const source = await readSource(folder);
  const skipped = isSkips(source.backgroundOrigin) ? [...(await readBackground(folder))] : [];
  if (fromExport === undefined) {
    if (source.listening === 'export' && source.description !== RUN_FILES.songs.path) {
      output.note(
        `The model comes from ${source.description}; --from-export with its path leaves out everything in it that you have ever played.`,
      );
    }
    return skipped;
  }
  const progress = output.progress('Reading your data export');
  const { known } = await importPath(fromExport, { signal });
  progress.done(count(known.length, 'song'));
  return [...skipped, ...known];
}

/** What Spotify and the files say that the person knows; playlists given by `--from` and the one to be made do not count. */
export async function findKnown(
  meter: MeteredClient,
  share: number,
  fromFiles: readonly Track[],
  { folder, links }: { readonly folder: RunFolder; readonly links: readonly CandidateLink[] },
  flags: RecommendFlags,
  { output, signal }: StageContext,
): Promise<FoundKnown> {
  const { createPlaylist: name = '', rediscover } = flags;
  const rememberedId = (await readRememberedPlaylists(folder))[name];
  const progress = output.progress('Reading what you know');
  const music = await readKnown(withShare(meter, share), {
    signal,
    isPassedOver: (playlist) =>
      isOwnCreation(playlist, name, rememberedId) || links.some(({ id }) => id === playlist.id),
    onProgress: (songs) => progress.update(count(songs, 'song')),
  });
  const library = music.library.map(({ track }) => track);
  const heard = [...fromFiles, ...music.top];
  progress.done(count(heard.length + library.length, 'song'));
  for (const gap of music.gaps) output.note(`Not all read: ${gap}; songs you know from there may come up.`);
  const known = new KnownSongs();
  known.addAll(rediscover === true ? heard : [...heard, ...library]);
  return { music, known, tracks: [...heard, ...library] };
}
