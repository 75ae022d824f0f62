/** The parts of the client's errors that a message needs; read by shape, so that start-up loads no client. */
interface SpotifyErrorLike {
  readonly message: string;
  readonly code?: unknown;
  readonly reason?: unknown;
  readonly until?: unknown;
}

/**
 * What a person does about an error of the Spotify client: its own words, and the next step in terms of this command.
 * `undefined` for other errors.
 */
export function explainSpotifyError(error: object): string | undefined {
  if (!(Symbol.for('@ssrm/spotify-client/error') in error)) return undefined;
  const { message, code, reason, until } = error as SpotifyErrorLike;
  switch (code) {
    case 'auth':
      return explainAuthError(message, reason);
    case 'network':
      return `Spotify could not be reached. ${firstSentence(message)} Check the connection, and --api-url where you gave one, and run the command again.`;
    case 'server':
    case 'timeout':
    case 'response':
      return `${message} This is a fault on Spotify's side; run the command again later.`;
    case 'rate-limit':
      return until instanceof Date
        ? `Spotify allows no more requests until ${localTime(until)}. Run the same command again then; what was fetched is kept.`
        : `${message} Run the same command again later; what was fetched is kept.`;
    default:
      return message;
  }
}

function explainAuthError(message: string, reason: unknown): string {
  switch (reason) {
    case 'token-rejected':
      return 'Spotify does not accept the access token: it is wrong, or its hour is over. Sign in with ssrm login, or give a new one with --token.';
    case 'access-denied':
      return 'The sign-in was declined at Spotify. To try again: ssrm login';
    case 'sign-in-required':
    case 'reauthorization-required':
      return 'The sign-in has ended. Sign in again with ssrm login.';
    default:
      return message;
  }
}

function firstSentence(text: string): string {
  const end = text.indexOf('. ');
  return end === -1 ? text : text.slice(0, end + 1);
}

function localTime(moment: Date): string {
  return moment.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
