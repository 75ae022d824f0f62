import { createUserAuth, type UserAuth, type UserAuthOptions } from './user-auth.ts';

/**
 * Authorization Code with PKCE: for browsers, commands and desktop apps, which cannot keep a secret.
 *
 * @see https://developer.spotify.com/documentation/web-api/tutorials/code-pkce-flow
 */
export function pkce(options: UserAuthOptions): UserAuth {
  return createUserAuth(options, undefined);
}
