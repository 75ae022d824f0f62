import { getCurrentUser } from '@ssrm/spotify-client';
import type { SpotifyFlags } from '../../options/groups.ts';
import { connectPerson } from '../../spotify/connect.ts';
import { authOfApp, readSignedInApp } from '../../spotify/signed-in-app.ts';
import { plainText } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** The command `ssrm whoami`. */
export async function runWhoami(flags: SpotifyFlags, context: StageContext): Promise<void> {
  const { output, signal } = context;
  const client = await connectPerson(flags, context, { fresh: true });
  const user = await getCurrentUser(client, { signal });
  const app = flags.token === undefined ? await readSignedInApp() : undefined;
  const session = app && (await authOfApp(app).session());
  const name = plainText(user.display_name ?? user.id);
  const day = (date: Date | undefined): string | undefined =>
    date?.toLocaleDateString('en-GB', { dateStyle: 'long' });
  output.result([
    `${name} (${plainText(user.id)})`,
    ...(app ? [`App: ${app.clientId}`] : ['By --token or SPOTIFY_TOKEN']),
    ...(session?.authorizedAt ? [`Signed in: ${day(session.authorizedAt)}`] : []),
    ...(session?.reauthorizeBy ? [`Spotify ends this sign-in: ${day(session.reauthorizeBy)}`] : []),
  ]);
  output.resultJson({
    command: 'whoami',
    id: user.id,
    name: user.display_name ?? null,
    clientId: app?.clientId ?? null,
    scopes: session?.scopes ?? null,
    signedInAt: session?.authorizedAt?.toISOString() ?? null,
    signInEndsAt: session?.reauthorizeBy?.toISOString() ?? null,
  });
}
