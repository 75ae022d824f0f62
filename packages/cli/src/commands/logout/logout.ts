import { forgetSignIn } from '../../spotify/signed-in-app.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** The command `ssrm logout`. */
export async function runLogout({ output }: Pick<StageContext, 'output'>): Promise<void> {
  const wasSignedIn = await forgetSignIn();
  output.result([wasSignedIn ? 'Signed out.' : 'Nobody was signed in.']);
  output.resultJson({ command: 'logout', wasSignedIn });
}
