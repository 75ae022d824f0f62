import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  bearerToken,
  clientCredentials,
  createCache,
  createSpotifyClient,
  type SpotifyAuth,
  type SpotifyClient,
} from '@ssrm/spotify-client';
import { fileCacheStore } from '@ssrm/spotify-client/node';
import { UsageError } from '../errors/cli-error.ts';
import type { SpotifyFlags } from '../options/groups.ts';
import { duration } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { personalFiles } from './personal-files.ts';
import { authOfApp, readSignedInApp } from './signed-in-app.ts';

/** How long what was fetched is kept for a run that was interrupted: as long as the longest cool-down. */
const keptMs = 24 * 3_600_000;
const reminderMs = 14 * 24 * 3_600_000;

/** Who asks, and where. */
interface Caller {
  readonly auth: SpotifyAuth;
  /** Tells one person's answers from another's; says nothing about them. */
  readonly account: string;
  readonly apiUrl: string | undefined;
  readonly accountsUrl: string | undefined;
}

export interface ConnectOptions {
  /** Nothing is taken from what an interrupted run has fetched. Default false. */
  readonly fresh?: boolean;
}

/**
 * A client that speaks for the person: by `--token`, else by the sign-in of `ssrm login`.
 *
 * @throws {@link UsageError} if there is neither.
 */
export async function connectPerson(
  flags: SpotifyFlags,
  context: StageContext,
  options: ConnectOptions = {},
): Promise<SpotifyClient> {
  const caller = await findPerson(flags, context);
  if (caller !== undefined) return createClient(caller, context, options);
  const hint =
    flags.clientId !== undefined && flags.clientSecret !== undefined
      ? 'A client id and secret alone read only the catalogue, not your top tracks. '
      : '';
  throw new UsageError(
    `${hint}Spotify does not know who you are. Sign in with ssrm login, give --token, or use your data export with --from-export.`,
  );
}

/** The same, or `undefined` if there is neither. */
export async function connectIfSignedIn(
  flags: SpotifyFlags,
  context: StageContext,
): Promise<SpotifyClient | undefined> {
  const caller = await findPerson(flags, context);
  return caller && createClient(caller, context);
}

/** A client that may look songs up. */
export interface Catalogue {
  readonly client: SpotifyClient;
  /** Tells the songs of one server from those of another. */
  readonly server: string;
}

/** A client that may look songs up: by client id and secret, else as the person; `undefined` where there is neither. */
export async function connectCatalogue(
  flags: SpotifyFlags,
  context: StageContext,
): Promise<SpotifyClient | undefined> {
  return (await connectCatalogueAt(flags, context))?.client;
}

/** The same, and which server it asks. */
export async function connectCatalogueAt(
  flags: SpotifyFlags,
  context: StageContext,
): Promise<Catalogue | undefined> {
  const caller = findApp(flags) ?? (await findPerson(flags, context));
  return caller && { client: createClient(caller, context), server: serverOf(caller) };
}

/** What was fetched has reached its files: nothing of it is kept beside them. */
export async function forgetFetched(): Promise<void> {
  await fileCacheStore(personalFiles().fetched).clear();
}

/** Forgets what `--fill` has looked up. */
export async function forgetLookUps(): Promise<void> {
  await rm(dirname(personalFiles().lookUps), { recursive: true, force: true });
}

function findApp({ clientId, clientSecret, apiUrl, accountsUrl }: SpotifyFlags): Caller | undefined {
  if (clientId === undefined || clientSecret === undefined) return undefined;
  const auth = clientCredentials({ clientId, clientSecret });
  return { auth, account: `app ${clientId}`, apiUrl, accountsUrl };
}

async function findPerson(flags: SpotifyFlags, context: StageContext): Promise<Caller | undefined> {
  const { token, apiUrl, accountsUrl } = flags;
  if (token !== undefined) {
    return { auth: bearerToken(token), account: `token ${fingerprint(token)}`, apiUrl, accountsUrl };
  }
  const app = await readSignedInApp();
  const auth = app && authOfApp(app);
  const session = await auth?.session();
  if (app === undefined || auth === undefined || session === undefined) return undefined;
  remindOfEnd(session.reauthorizeBy, context);
  return {
    auth,
    account: `app ${app.clientId} since ${session.authorizedAt?.getTime()}`,
    apiUrl: apiUrl ?? app.apiUrl,
    accountsUrl: accountsUrl ?? app.accountsUrl,
  };
}

function remindOfEnd(reauthorizeBy: Date | undefined, { output }: StageContext): void {
  if (reauthorizeBy === undefined || reauthorizeBy.getTime() - Date.now() > reminderMs) return;
  const day = reauthorizeBy.toLocaleDateString('en-GB', { dateStyle: 'long' });
  output.warn(`Spotify ends your sign-in on ${day}; ssrm login renews it.`);
}

function fingerprint(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}

function serverOf({ apiUrl }: Caller): string {
  return apiUrl ?? 'Spotify';
}

function createClient(
  caller: Caller,
  { output }: StageContext,
  { fresh = false }: ConnectOptions = {},
): SpotifyClient {
  const { auth, account, apiUrl, accountsUrl } = caller;
  const cache = createCache({
    store: fileCacheStore(personalFiles().fetched),
    account: `${account} at ${serverOf(caller)}`,
    ttlMs: keptMs,
    // What cannot be kept would have to be fetched again by the run that goes on.
    onError(error) {
      throw error;
    },
  });
  return createSpotifyClient({
    auth,
    ...(fresh ? {} : { cache }),
    ...(apiUrl === undefined ? {} : { baseUrl: apiUrl }),
    ...(accountsUrl === undefined ? {} : { accountsUrl }),
    onEvent(event) {
      // Short pauses between two tries are nobody's business.
      if (event.type === 'wait' && event.waitMs >= 2000) {
        output.note(`Spotify asks to wait ${duration(event.waitMs)}.`);
      }
    },
  });
}
