import { parseToken } from './token.ts';
import { createQueue, type TokenStore } from './token-store.ts';

/**
 * A token store in `localStorage` or `sessionStorage`. Any script of the page's origin can read it.
 * A damaged text counts as none. Tabs that share it refresh one at a time where the browser has the Web Locks API.
 *
 * @param storage - Usually `localStorage`.
 * @param key - Apart for each client id and person.
 */
export function webTokenStore(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  key = 'ssrm.spotify.token',
): TokenStore {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  const queue = createQueue();
  return {
    async read() {
      return parseToken(storage.getItem(key) ?? '');
    },
    async write(token) {
      if (token) storage.setItem(key, JSON.stringify(token));
      else storage.removeItem(key);
    },
    exclusive: (work) => (locks ? (locks.request(key, work) as ReturnType<typeof work>) : queue(work)),
  };
}
