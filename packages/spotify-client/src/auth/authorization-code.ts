import { createUserAuth, type UserAuth, type UserAuthOptions } from './user-auth.ts';

export interface AuthorizationCodeOptions extends UserAuthOptions {
  readonly clientSecret: string;
}

/**
 * Authorization Code with a secret: for servers, which can keep it.
 *
 * @see https://developer.spotify.com/documentation/web-api/tutorials/code-flow
 */
export function authorizationCode(options: AuthorizationCodeOptions): UserAuth {
  const { clientSecret, ...rest } = options;
  return createUserAuth(rest, clientSecret);
}
