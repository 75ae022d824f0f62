import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderFlags } from '../../options/groups.ts';
import { readSource } from '../../run-folder/dataset.ts';
import { OUTPUT_FILES } from '../../run-folder/output-files.ts';
import { clearAbandoned } from '../../run-folder/staging.ts';
import { forgetFetched, forgetLookUps } from '../../spotify/connect.ts';
import { forgetSignIn } from '../../spotify/signed-in-app.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** The command `ssrm disconnect`: files in the output folder go where anything of their songs came from the Web API. */
export async function runDisconnect(
  { out }: FolderFlags,
  { output }: Pick<StageContext, 'output'>,
): Promise<void> {
  const wasSignedIn = await forgetSignIn();
  await forgetFetched();
  await forgetLookUps();
  await clearAbandoned(out);
  const { usesSpotifyApi } = await readSource(out);
  const paths = Object.values(OUTPUT_FILES).map((name) => join(out, name));
  const deleted = usesSpotifyApi ? paths.filter((path) => existsSync(path)) : [];
  for (const path of deleted) await rm(path, { recursive: true, force: true });
  output.result([
    wasSignedIn ? 'Signed out; what was kept for interrupted runs is deleted.' : 'Nobody was signed in.',
    ...(deleted.length > 0 ? ['Deleted:', ...deleted.map((path) => `  ${path}`)] : []),
    'To take back the permission at Spotify too: https://www.spotify.com/account/apps/',
  ]);
  output.resultJson({ command: 'disconnect', wasSignedIn, deleted });
}
