import { SpotifyArgumentError, SpotifyNetworkError } from '../errors.ts';
import { parseSpotifyReference, type SpotifyKind, type SpotifyReference } from '../ids.ts';

export interface ResolveOptions {
  /** The kind it must be. */
  readonly kind?: SpotifyKind | undefined;
  /** @default the global fetch */
  readonly fetch?: typeof fetch | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The hosts of the short links that the app shares. */
const shortLink = /^(?:https?:\/\/)?(?:spotify\.link|spotify\.app\.link|link\.tospotify\.com)\/./i;
/** A link to something of Spotify's, somewhere in a page. */
const linkInPage = /https:\/\/open\.spotify\.com\/[^\s"'<>\\]+/g;

/**
 * What {@link parseSpotifyReference} reads, and short links too (`https://spotify.link/…`, as the app shares
 * them): these are asked where they lead, without a token, and only their own hosts are asked. Browsers cannot:
 * Spotify lets no page read the answer.
 *
 * @throws {@link SpotifyArgumentError} if it leads to nothing of Spotify's.
 * @throws {@link SpotifyNetworkError} if there is no answer.
 */
export async function resolveSpotifyReference(
  text: string,
  { kind, fetch = globalThis.fetch, signal }: ResolveOptions = {},
): Promise<SpotifyReference> {
  let address = text.trim();
  for (let hop = 0; hop < 5 && shortLink.test(address); hop++) {
    address = await leadsTo(address.replace(/^(?!https?:)/i, 'https://'), fetch, signal);
  }
  return parseSpotifyReference(address, kind);
}

/** Where one address leads: by its redirect, or by the first link in its page that means something. */
async function leadsTo(
  address: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: signal ?? null });
    const location = response.headers.get('location');
    const page = await response.text();
    return location ? new URL(location, address).href : (page.match(linkInPage)?.find(isReference) ?? '');
  } catch (cause) {
    signal?.throwIfAborted();
    throw new SpotifyNetworkError(`${address} got no answer. Check the link and the connection.`, { cause });
  }
}

function isReference(link: string): boolean {
  try {
    return parseSpotifyReference(link) !== undefined;
  } catch (error) {
    if (SpotifyArgumentError.isInstance(error)) return false;
    throw error;
  }
}
