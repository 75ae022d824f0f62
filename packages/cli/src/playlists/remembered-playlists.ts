import { checkArtifact } from '@ssrm/features';
import type { RunFolder } from '../run-folder/run-folder.ts';

/** Ids of the playlists that were made, by name. */
export type RememberedPlaylists = Readonly<Record<string, string>>;

/** What `playlists.json` in the output folder says. */
export async function readRememberedPlaylists(folder: RunFolder): Promise<RememberedPlaylists> {
  const text = await folder.read('playlists');
  if (text === undefined) return {};
  const { playlists } = checkArtifact(JSON.parse(text), 'ssrm-playlists', 1) as unknown as {
    readonly playlists: RememberedPlaylists;
  };
  return playlists;
}

/** Keeps the id of a playlist beside the others. */
export async function rememberPlaylist(folder: RunFolder, name: string, id: string): Promise<void> {
  const playlists = { ...(await readRememberedPlaylists(folder)), [name]: id };
  const json = { kind: 'ssrm-playlists', version: 1, playlists };
  await folder.change({}, (changes) =>
    changes.write('playlists', `${JSON.stringify(json, null, 2)}\n`, { fromSpotify: true }),
  );
}
