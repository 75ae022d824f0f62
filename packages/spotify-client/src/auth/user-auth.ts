import { base64Url } from '../base64.ts';
import { type AuthErrorReason, SpotifyAuthError } from '../errors.ts';
import { systemClock } from '../request/clock.ts';
import { tell } from '../request/events.ts';
import { redact } from '../request/redact.ts';
import { toSearch } from '../request/send.ts';
import { type AuthContext, type SpotifyAuth, singleFlight } from './auth.ts';
import { randomText } from './random-text.ts';
import { type ClientIdentity, defaultAccountsUrl, requestToken, tokenUrl } from './request-token.ts';
import { isFresh, type SessionInfo, type SpotifyToken, sessionInfo } from './token.ts';
import { createTokenKeeper } from './token-keeper.ts';
import { memoryTokenStore, type TokenStore } from './token-store.ts';

/** Where a sign-in that was started waits for its callback: `sessionStorage`, say. */
export type PendingStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface UserAuthOptions {
  readonly clientId: string;
  /** Exactly as registered; `http://127.0.0.1:PORT/callback` or HTTPS. */
  readonly redirectUri: string;
  readonly scopes?: readonly string[];
  /** Keeps the token. @default memory */
  readonly store?: TokenStore;
  /** Keeps `state` and verifier while the browser is away at Spotify; needed where the page is left. @default memory */
  readonly pendingStorage?: PendingStorage;
  /** @default https://accounts.spotify.com */
  readonly accountsUrl?: string;
  readonly fetch?: typeof fetch;
}

/** Options of one sign-in. */
export interface StartSignInOptions {
  /** In place of the configured one, for a loopback port chosen at run time. */
  readonly redirectUri?: string;
  /** Ask even a person who has consented before. @default false */
  readonly showDialog?: boolean;
}

/** Auth with a person behind it. */
export interface UserAuth extends SpotifyAuth {
  readonly redirectUri: string;
  /** The address to send the person to. Starting again makes the earlier address useless. */
  startSignIn(options?: StartSignInOptions): Promise<string>;
  /**
   * Takes the address Spotify sent the person back to, once, and stores the token. Where the store fails, its
   * error is thrown, and the session goes on in memory.
   *
   * @throws {@link SpotifyAuthError} `state-mismatch`, `access-denied` and the refusals of the accounts service.
   */
  finishSignIn(callbackUrl: string, options?: { readonly signal?: AbortSignal }): Promise<void>;
  session(): Promise<SessionInfo | undefined>;
  signOut(): Promise<void>;
}

interface Pending {
  readonly state: string;
  readonly redirectUri: string;
  readonly verifier?: string;
}

const pendingKey = 'ssrm.spotify.sign-in';

/** Both user flows; they differ in the secret and the verifier. */
export function createUserAuth(options: UserAuthOptions, clientSecret: string | undefined): UserAuth {
  const identity: ClientIdentity = { clientId: options.clientId, clientSecret };
  const store = options.store ?? memoryTokenStore();
  const keeper = createTokenKeeper(store);
  const flight = singleFlight<string>();
  /** Spotify has refused it, so that nobody sends it again while another is on its way. */
  let lastRefused: string | undefined;
  const isUsable = (token: SpotifyToken, { clock = systemClock }: AuthContext): boolean =>
    token.accessToken !== lastRefused && isFresh(token, clock.now());
  let pending: string | null = null;

  const forgetPending = (): void => {
    options.pendingStorage?.removeItem(pendingKey);
    pending = null;
  };

  /** Renews under the store's lock; another process may have done it by the time the lock is ours. */
  const renew = (context: AuthContext): Promise<string> =>
    flight(() =>
      store.exclusive(async () => {
        const token = await keeper.read();
        if (token && isUsable(token, context)) return token.accessToken;
        if (!token) throw refusal('sign-in-required', 'Nobody is signed in. Sign in first.');
        if (!token.refreshToken)
          throw refusal('reauthorization-required', 'The token has expired. Sign in again.');
        const form = { grant_type: 'refresh_token', refresh_token: token.refreshToken };
        const next = await requestToken(own(context), identity, form, token).catch(async (error) => {
          const isOver = SpotifyAuthError.isInstance(error) && error.reason === 'reauthorization-required';
          // A store that fails now must not hide why the session is over.
          if (isOver) await keeper.drop(token).catch(() => undefined);
          throw error;
        });
        await keeper.write(next).catch((error) => tellUnsaved(own(context), next, error));
        return next.accessToken;
      }),
    );
  /** Tries again to write what could not be written; its failure has been told already. */
  const save = singleFlight<void>();
  const saveWhatIsUnsaved = async (): Promise<void> => {
    if (keeper.hasUnsaved()) await save(() => store.exclusive(keeper.save)).catch(() => undefined);
  };
  const own = (context: AuthContext): AuthContext => ({
    ...context,
    accountsUrl: options.accountsUrl ?? context.accountsUrl,
    fetch: options.fetch ?? context.fetch,
  });

  return {
    redirectUri: options.redirectUri,
    async accessToken(context, refused) {
      lastRefused = refused ?? lastRefused;
      await saveWhatIsUnsaved();
      const token = await keeper.read();
      return token && isUsable(token, context) ? token.accessToken : renew(context);
    },
    async startSignIn({ redirectUri = options.redirectUri, showDialog = false } = {}) {
      const state = randomText(32);
      const verifier = clientSecret === undefined ? randomText(64) : undefined;
      pending = JSON.stringify({ state, redirectUri, verifier });
      options.pendingStorage?.setItem(pendingKey, pending);
      const query = toSearch({
        response_type: 'code',
        client_id: options.clientId,
        redirect_uri: redirectUri,
        state,
        scope: options.scopes?.join(' '),
        show_dialog: showDialog || undefined,
        ...(verifier && { code_challenge_method: 'S256', code_challenge: await challengeOf(verifier) }),
      });
      return `${options.accountsUrl ?? defaultAccountsUrl}/authorize${query}`;
    },
    async finishSignIn(callbackUrl, { signal } = {}) {
      const text = options.pendingStorage?.getItem(pendingKey) ?? pending;
      const attempt = parsePending(text);
      const query = new URLSearchParams(/\?([^#]*)/.exec(callbackUrl)?.[1]);
      if (!attempt || query.get('state') !== attempt.state) {
        throw refusal('state-mismatch', 'The callback belongs to no sign-in started here. Sign in again.');
      }
      forgetPending();
      const code = query.get('code');
      if (!code) {
        const isDenied = query.get('error') === 'access_denied';
        throw refusal(isDenied ? 'access-denied' : 'refused', 'Spotify sent no code back. Sign in again.');
      }
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: attempt.redirectUri,
        ...(attempt.verifier && { code_verifier: attempt.verifier }),
      };
      const token = await requestToken({ ...own({}), signal }, identity, form);
      await store.exclusive(() => keeper.write(token));
    },
    async session() {
      const token = await keeper.read();
      return token && sessionInfo(token);
    },
    async signOut() {
      forgetPending();
      await store.exclusive(keeper.clear);
    },
  };
}

/** The sign-in that was started; `undefined` where there is none, or what is kept of it is damaged. */
function parsePending(text: string | null): Pending | undefined {
  try {
    const pending: Partial<Pending> | null = JSON.parse(text ?? '');
    return pending?.state && pending.redirectUri ? (pending as Pending) : undefined;
  } catch {
    return undefined;
  }
}

/** What a store says may repeat the token that it was given. */
function tellUnsaved(
  context: AuthContext,
  { accessToken, refreshToken }: SpotifyToken,
  error: unknown,
): void {
  void tell(context.onEvent, {
    type: 'token-unsaved',
    endpoint: 'POST /api/token',
    url: tokenUrl(context),
    attempts: 1,
    message: redact(String(error), [accessToken, refreshToken]),
  });
}

function refusal(reason: AuthErrorReason, message: string): SpotifyAuthError {
  return new SpotifyAuthError(message, { reason });
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(digest));
}
