import { checkArtifact } from '@ssrm/features';
import { OUTPUT_FILES } from '../../run-folder/output-files.ts';
import { readOptionalOutput } from '../../run-folder/read-output.ts';
import { stage } from '../../run-folder/staging.ts';

/** Ids of the playlists that were made, by name. */
export type RememberedPlaylists = Readonly<Record<string, string>>;

/** What `playlists.json` in the output folder says. */
export async function readRememberedPlaylists(out: string): Promise<RememberedPlaylists> {
  const text = await readOptionalOutput(out, OUTPUT_FILES.playlists);
  if (text === undefined) return {};
  const { playlists } = checkArtifact(JSON.parse(text), 'ssrm-playlists', 1) as unknown as {
    readonly playlists: RememberedPlaylists;
  };
  return playlists;
}

/** Keeps the id of a playlist beside the others. */
export async function rememberPlaylist(out: string, name: string, id: string): Promise<void> {
  const playlists = { ...(await readRememberedPlaylists(out)), [name]: id };
  await stage(out, {}, async (staging) => {
    const json = { kind: 'ssrm-playlists', version: 1, playlists };
    await staging.write(OUTPUT_FILES.playlists, `${JSON.stringify(json, null, 2)}\n`);
    await staging.commit();
  });
}
