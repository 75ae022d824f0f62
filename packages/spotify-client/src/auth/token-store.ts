import type { SpotifyToken } from './token.ts';

/** Where a token lives between calls and between runs. */
export interface TokenStore {
  /** The token, or `undefined` when there is none. */
  read(): Promise<SpotifyToken | undefined>;
  /** Replaces the token as a whole; `undefined` forgets it. */
  write(token: SpotifyToken | undefined): Promise<void>;
  /** Runs the work while nobody else who shares the store, in any process, runs theirs. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** A token store that lasts as long as the object. */
export function memoryTokenStore(token?: SpotifyToken): TokenStore {
  let current = token;
  const exclusive = createQueue();
  return {
    read: async () => current,
    write: async (next) => {
      current = next;
    },
    exclusive,
  };
}

/** Runs pieces of work one after the other. */
export function createQueue(): TokenStore['exclusive'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
