import type { FolderFlags } from '../../options/groups.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { forgetFetched, forgetLookUps } from '../../spotify/connect.ts';
import { forgetSignIn } from '../../spotify/signed-in-app.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/**
 * The command `ssrm disconnect`: files in the output folder go where anything in them, or in what they were made from,
 * came from the Web API.
 */
export async function runDisconnect(
  { out }: FolderFlags,
  { output }: Pick<StageContext, 'output'>,
): Promise<void> {
  const wasSignedIn = await forgetSignIn();
  await forgetFetched();
  await forgetLookUps();
  const folder = await RunFolder.open(out, 'disconnect');
  const names = await folder.fromSpotify();
  const deleted = names.map((name) => folder.path(name));
  if (names.length > 0) {
    await folder.change({}, async (changes) => {
      for (const name of names) changes.remove(name);
    });
  }
  output.result([
    wasSignedIn ? 'Signed out; what was kept for interrupted runs is deleted.' : 'Nobody was signed in.',
    ...(deleted.length > 0 ? ['Deleted:', ...deleted.map((path) => `  ${path}`)] : []),
    'To take back the permission at Spotify too: https://www.spotify.com/account/apps/',
  ]);
  output.resultJson({ command: 'disconnect', wasSignedIn, deleted });
}
