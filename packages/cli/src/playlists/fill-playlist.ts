import { getCurrentUser } from '@ssrm/spotify-client';
import type { SpotifyFlags } from '../options/groups.ts';
import type { RunFolder } from '../run-folder/run-folder.ts';
import { connectPerson } from '../spotify/connect.ts';
import { withPatience } from '../spotify/with-patience.ts';
import { count, plainText } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { readRememberedPlaylists, rememberPlaylist } from './remembered-playlists.ts';
import { type WrittenPlaylist, writePlaylist } from './write-playlist.ts';

/** Songs for a playlist, most wanted first. */
export interface PlaylistSongs {
  readonly trackIds: readonly string[];
  /** The person's id, where it is known already. */
  readonly userId?: string;
}

/** Puts the songs into the playlist of `--create-playlist`; `undefined` without the flag. */
export async function fillPlaylist(
  { trackIds, userId }: PlaylistSongs,
  folder: RunFolder,
  flags: SpotifyFlags & { readonly createPlaylist?: string },
  context: StageContext,
): Promise<(WrittenPlaylist & { readonly name: string }) | undefined> {
  const { createPlaylist: name } = flags;
  const { output, signal } = context;
  if (name === undefined) return undefined;
  const client = await connectPerson(flags, context, { fresh: true });
  const rememberedId = (await readRememberedPlaylists(folder))[name];
  const progress = output.progress(`Writing the playlist ${plainText(name)}`);
  const written = await withPatience(flags, context, async () => {
    const owner = userId ?? (await getCurrentUser(client, { signal })).id;
    const wanted = { name, userId: owner, trackIds, rememberedId };
    return writePlaylist(client, wanted, signal, (id) => rememberPlaylist(folder, name, id));
  });
  progress.done(written.created ? 'made' : 'was there');
  const songs = written.added === 0 ? 'All songs are in it already' : `${count(written.added, 'song')} added`;
  output.result([`Playlist ${plainText(name)}: ${written.url}`, `  ${songs}.`]);
  return { name, ...written };
}
