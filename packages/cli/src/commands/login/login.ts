import { getCurrentUser } from '@ssrm/spotify-client';
import { fileTokenStore, openInBrowser, signInWithLoopback } from '@ssrm/spotify-client/node';
import { UsageError } from '../../errors/cli-error.ts';
import type { LoginFlags, SpotifyFlags } from '../../options/groups.ts';
import { connectPerson } from '../../spotify/connect.ts';
import { personalFiles } from '../../spotify/personal-files.ts';
import {
  authOfApp,
  DEFAULT_REDIRECT_URI,
  forgetSignIn,
  readSignedInApp,
  type SignedInApp,
  saveSignedInApp,
} from '../../spotify/signed-in-app.ts';
import { askSecret, nextLine } from '../../terminal/ask.ts';
import { plainText } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

const tokenLifeMs = 3_600_000;

const terms =
  "Before you sign in: Spotify's developer terms (version 10, May 2025) forbid using what comes from its API to train a machine-learning model or to feed one, and storing it for ever. With your own client id the decision and the risk are yours. Your data export (ssrm run --from-export) does not come through the API. ssrm disconnect deletes everything fetched.";

/** The command `ssrm login`. */
export async function runLogin(flags: LoginFlags & SpotifyFlags, context: StageContext): Promise<void> {
  const { output } = context;
  output.note(terms);
  const token = flags.token === '-' ? await askSecret('Access token: ', context.signal) : flags.token;
  output.hide(token);
  if (token !== undefined) await keepToken(token, flags);
  else await signIn(await chooseApp(flags, context), flags, context);
  const { token: _kept, ...others } = flags;
  const client = await connectPerson(others, context, { fresh: true });
  const user = await getCurrentUser(client, { signal: context.signal });
  const name = plainText(user.display_name ?? user.id);
  output.result([`Signed in as ${name}.`, 'Next: ssrm run']);
  output.resultJson({ command: 'login', id: user.id, name: user.display_name ?? null });
}

/** A token that came from elsewhere; Spotify's last an hour, and nothing renews it. */
async function keepToken(accessToken: string, flags: SpotifyFlags): Promise<void> {
  await forgetSignIn();
  await saveSignedInApp({ clientId: 'token', redirectUri: DEFAULT_REDIRECT_URI, ...addressesOf(flags) });
  const store = fileTokenStore(personalFiles().session);
  await store.exclusive(() => store.write({ accessToken, expiresAt: Date.now() + tokenLifeMs, scopes: [] }));
}

async function chooseApp(
  flags: LoginFlags & SpotifyFlags,
  { output, signal }: StageContext,
): Promise<SignedInApp> {
  const before = await readSignedInApp();
  const clientId = flags.clientId ?? before?.clientId;
  if (clientId === undefined || clientId === 'token') {
    throw new UsageError(
      `Which app? Make one at https://developer.spotify.com/dashboard (Web API, redirect URI ${DEFAULT_REDIRECT_URI}), then: ssrm login --client-id ITS_CLIENT_ID`,
    );
  }
  const asked = flags.clientSecret === '-' ? await askSecret('Client secret: ', signal) : flags.clientSecret;
  output.hide(asked);
  const secret = asked ?? (before?.clientId === clientId ? before.clientSecret : undefined);
  return {
    clientId,
    ...(secret === undefined ? {} : { clientSecret: secret }),
    redirectUri: flags.redirectUri ?? before?.redirectUri ?? DEFAULT_REDIRECT_URI,
    ...addressesOf(flags),
  };
}

function addressesOf({ apiUrl, accountsUrl }: SpotifyFlags): Pick<SignedInApp, 'apiUrl' | 'accountsUrl'> {
  return {
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(accountsUrl === undefined ? {} : { accountsUrl }),
  };
}

/**
 * Through the browser on this machine, or on any other: there the person pastes the address that the browser
 * could not open, and it is passed on to the listener that waits for it.
 */
async function signIn(app: SignedInApp, flags: LoginFlags, { output, signal }: StageContext): Promise<void> {
  const finished = new AbortController();
  const auth = authOfApp(app);
  try {
    await signInWithLoopback(auth, {
      signal,
      async open(url) {
        output.note(`Open this address to sign in:\n\n  ${url}\n`);
        if (flags.browser) await openInBrowser(url).catch(() => {});
        // From here on the terminal no longer echoes.
        void passOnPastedAddress(app.redirectUri, finished.signal, output.note.bind(output));
        output.note(
          'Is the browser on another machine? Paste the address here that it ends at (it begins with your redirect URI; it is not shown), and press Enter.',
        );
      },
    });
  } finally {
    finished.abort();
  }
  await saveSignedInApp(app);
}

async function passOnPastedAddress(
  redirectUri: string,
  signal: AbortSignal,
  note: (line: string) => void,
): Promise<void> {
  for (;;) {
    const line = await nextLine(signal);
    if (line === undefined) return;
    const pasted = URL.canParse(line) ? new URL(line) : undefined;
    if (pasted === undefined || !line.startsWith(redirectUri)) {
      note(`That is not the address; it begins with ${redirectUri}?code=`);
      continue;
    }
    await fetch(redirectUri + pasted.search, { signal }).catch(() => {});
  }
}
