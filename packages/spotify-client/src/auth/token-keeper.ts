import type { SpotifyToken } from './token.ts';
import type { TokenStore } from './token-store.ts';

/** A token store that loses nothing: a token that could not be written stays in memory until it can. */
export interface TokenKeeper {
  /** The newest token, be it in memory or in the store. */
  read(): Promise<SpotifyToken | undefined>;
  /** @throws what the store throws; the token is kept in memory then. */
  write(token: SpotifyToken): Promise<void>;
  /** True while the newest token is in memory only. */
  hasUnsaved(): boolean;
  /** Writes what is in memory only. @throws what the store throws. */
  save(): Promise<void>;
  /** Forgets a token that Spotify refuses to renew, and no other that may have taken its place. */
  drop(refused: SpotifyToken): Promise<void>;
  /** Forgets every token. */
  clear(): Promise<void>;
}

/** Everything but `read` is to be called under the store's lock. */
export function createTokenKeeper(store: TokenStore): TokenKeeper {
  let unsaved: SpotifyToken | undefined;

  async function read(): Promise<SpotifyToken | undefined> {
    const stored = await store.read();
    // Another process has signed in or renewed meanwhile.
    if (unsaved && stored && stored.expiresAt > unsaved.expiresAt) unsaved = undefined;
    return unsaved ?? stored;
  }

  async function write(token: SpotifyToken): Promise<void> {
    unsaved = token;
    await store.write(token);
    if (unsaved === token) unsaved = undefined;
  }

  return {
    read,
    write,
    hasUnsaved: () => unsaved !== undefined,
    async save() {
      await read();
      if (unsaved) await write(unsaved);
    },
    async drop({ refreshToken }) {
      if (unsaved?.refreshToken === refreshToken) unsaved = undefined;
      if ((await store.read())?.refreshToken === refreshToken) await store.write(undefined);
    },
    async clear() {
      unsaved = undefined;
      await store.write(undefined);
    },
  };
}
