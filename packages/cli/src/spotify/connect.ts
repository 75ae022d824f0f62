import {
  bearerToken,
  clientCredentials,
  createSpotifyClient,
  type SpotifyAuth,
  type SpotifyClient,
} from '@ssrm/spotify-client';
import { UsageError } from '../cli-error.ts';
import type { SpotifyFlags } from '../options/groups.ts';
import { duration } from '../output/plain-text.ts';
import type { StageContext } from '../stages/stage-context.ts';

/**
 * A client that speaks for the person: by `--token`, else by the sign-in of `ssrm login`.
 *
 * @throws {@link UsageError} if there is neither.
 */
export async function connectPerson(flags: SpotifyFlags, context: StageContext): Promise<SpotifyClient> {
  const auth = await personAuth(flags);
  if (auth !== undefined) return createClient(auth, flags, context);
  const hint =
    flags.clientId !== undefined && flags.clientSecret !== undefined
      ? 'A client id and secret alone read only the catalogue, not your top tracks. '
      : '';
  throw new UsageError(
    `${hint}Spotify does not know who you are. Sign in with ssrm login, give --token, or use your data export with --from-export.`,
  );
}

/** A client that may look songs up: by client id and secret, else as the person; `undefined` where there is neither. */
export async function connectCatalogue(
  flags: SpotifyFlags,
  context: StageContext,
): Promise<SpotifyClient | undefined> {
  const { clientId, clientSecret } = flags;
  const auth =
    clientId !== undefined && clientSecret !== undefined
      ? clientCredentials({ clientId, clientSecret })
      : await personAuth(flags);
  return auth === undefined ? undefined : createClient(auth, flags, context);
}

async function personAuth(flags: SpotifyFlags): Promise<SpotifyAuth | undefined> {
  return flags.token === undefined ? undefined : bearerToken(flags.token);
}

function createClient(auth: SpotifyAuth, flags: SpotifyFlags, { output }: StageContext): SpotifyClient {
  return createSpotifyClient({
    auth,
    ...(flags.apiUrl === undefined ? {} : { baseUrl: flags.apiUrl }),
    ...(flags.accountsUrl === undefined ? {} : { accountsUrl: flags.accountsUrl }),
    onEvent(event) {
      // Short pauses between two tries are nobody's business.
      if (event.type === 'wait' && event.waitMs >= 2000) {
        output.note(`Spotify asks to wait ${duration(event.waitMs)}.`);
      }
    },
  });
}
