import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UserAuth } from '../auth/user-auth.ts';
import {
  SpotifyAbortedError,
  SpotifyArgumentError,
  SpotifyAuthError,
  SpotifyTimeoutError,
} from '../errors.ts';
import { within } from '../request/within.ts';
import { openInBrowser } from './open-in-browser.ts';

export interface LoopbackOptions {
  /** Shows the person the address to go to. @default {@link openInBrowser} */
  readonly open?: (url: string) => void | Promise<void>;
  /** How long to wait for the person, in milliseconds. @default 5 minutes */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Ask even a person who has consented before. @default false */
  readonly showDialog?: boolean;
}

/**
 * Signs a person in through their browser, with a listener on the loopback address of the auth's
 * `redirectUri`; where that names no port, any free one is taken (Spotify allows this for loopback
 * addresses that are registered without a port). The listener takes one callback that belongs to this
 * sign-in, answers everything else with 400 or 404, and is closed in the end, however it ends.
 *
 * @throws {@link SpotifyAuthError} if the person declines or Spotify refuses.
 * @throws {@link SpotifyTimeoutError} if nobody comes back in time.
 * @throws {@link SpotifyArgumentError} if the address is not a loopback address or its port is taken.
 */
export async function signInWithLoopback(auth: UserAuth, options: LoopbackOptions = {}): Promise<void> {
  const { open = openInBrowser, timeoutMs = 300_000, signal, showDialog = false } = options;
  const server = createServer();
  try {
    const redirectUri = await listen(server, auth.redirectUri);
    await within(
      signal,
      timeoutMs,
      () => new SpotifyTimeoutError(`Nobody signed in within ${timeoutMs} ms. Start the sign-in again.`),
      async (ended) => {
        const callback = nextCallback(server, auth, redirectUri, ended);
        // A fault of opening must not go unheard, nor leave the other unhandled.
        await Promise.all([callback, auth.startSignIn({ redirectUri, showDialog }).then(open)]);
      },
      (cause) => new SpotifyAbortedError('The sign-in was aborted.', { cause }),
    );
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** Listens where the address says; returns it with the port that was taken. */
async function listen(server: Server, address: string): Promise<string> {
  const { protocol, hostname, port, pathname } = new URL(address);
  const host = { '127.0.0.1': '127.0.0.1', '[::1]': '::1' }[hostname];
  if (protocol !== 'http:' || host === undefined) {
    throw new SpotifyArgumentError(
      `Expected a redirect address on http://127.0.0.1 or http://[::1], got ${address}. Spotify refuses localhost.`,
    );
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new SpotifyArgumentError(`Cannot listen on ${address}. Is its port in use?`, { cause }));
    });
    server.listen(Number(port), host, resolve);
  });
  return `http://${hostname}:${(server.address() as AddressInfo).port}${pathname}`;
}

/** Resolves with the first callback that finishes the sign-in; rejects with the first that ends it. */
function nextCallback(
  server: Server,
  auth: UserAuth,
  redirectUri: string,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onRequest = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
      const url = new URL(incoming.url ?? '/', redirectUri);
      if (incoming.method !== 'GET' || url.pathname !== new URL(redirectUri).pathname) {
        return answer(outgoing, 404, 'There is nothing here.');
      }
      try {
        await auth.finishSignIn(url.href, { signal });
        await answer(outgoing, 200, 'You are signed in. You can close this page.');
        resolve();
      } catch (error) {
        const isStranger = SpotifyAuthError.isInstance(error) && error.reason === 'state-mismatch';
        await answer(
          outgoing,
          400,
          isStranger ? 'This is not the sign-in that was started.' : 'The sign-in failed.',
        );
        if (!isStranger) reject(error);
      }
    };
    server.on('request', (incoming, outgoing) => void onRequest(incoming, outgoing));
  });
}

/** A page of fixed words: nothing of the request is repeated in it. */
function answer(outgoing: ServerResponse, status: number, words: string): Promise<void> {
  outgoing.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  return new Promise((resolve) => {
    outgoing.once('close', resolve);
    outgoing.end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Spotify sign-in</title><p>${words}</p></html>`,
    );
  });
}
