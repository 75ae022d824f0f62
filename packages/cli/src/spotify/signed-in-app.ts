import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writeFileAtomic } from '@ssrm/features/node';
import { authorizationCode, pkce, type UserAuth } from '@ssrm/spotify-client';
import { fileTokenStore } from '@ssrm/spotify-client/node';
import { personalFiles } from './personal-files.ts';

/** The address registered for the app at developer.spotify.com, unless another is given. */
export const DEFAULT_REDIRECT_URI = 'http://127.0.0.1:8888/callback';

/** The scopes that the commands need: the top list, the library and playlists to find candidates, a playlist to make. */
export const SCOPES: readonly string[] = [
  'user-top-read',
  'user-library-read',
  'playlist-read-private',
  'playlist-modify-private',
];

/** The app that a person signed in to, and where it is; saved by `ssrm login`. */
export interface SignedInApp {
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly redirectUri: string;
  readonly apiUrl?: string;
  readonly accountsUrl?: string;
}

/** The app of the last `ssrm login`, or `undefined`. A damaged file counts as none. */
export async function readSignedInApp(): Promise<SignedInApp | undefined> {
  try {
    const app = JSON.parse(await readFile(personalFiles().app, 'utf8')) as Partial<SignedInApp> | null;
    return typeof app?.clientId === 'string' && typeof app.redirectUri === 'string'
      ? (app as SignedInApp)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Keeps the app, for nobody but the person to read. */
export async function saveSignedInApp(app: SignedInApp): Promise<void> {
  const { app: path } = personalFiles();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, `${JSON.stringify(app, null, 2)}\n`, { mode: 0o600 });
}

/** Forgets app and tokens; true if there was a sign-in. */
export async function forgetSignIn(): Promise<boolean> {
  const app = await readSignedInApp();
  const { session, app: path } = personalFiles();
  const store = fileTokenStore(session);
  const wasSignedIn = app !== undefined || (await store.read()) !== undefined;
  await store.exclusive(() => store.write(undefined));
  await rm(path, { force: true });
  // A login that was killed may have left a draft with the app's secret.
  const folder = dirname(path);
  const drafts = (await readdir(folder)).filter((name) => /^\.app\.json\..*\.tmp$/.test(name));
  for (const name of drafts) await rm(join(folder, name), { force: true });
  return wasSignedIn;
}

/** The sign-in of the app, kept in the session file. */
export function authOfApp(app: SignedInApp): UserAuth {
  const { clientId, clientSecret, redirectUri, accountsUrl } = app;
  const options = {
    clientId,
    redirectUri,
    scopes: SCOPES,
    store: fileTokenStore(personalFiles().session),
    ...(accountsUrl === undefined ? {} : { accountsUrl }),
  };
  return clientSecret === undefined ? pkce(options) : authorizationCode({ ...options, clientSecret });
}
