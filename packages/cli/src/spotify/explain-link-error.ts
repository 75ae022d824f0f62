import { SpotifyForbiddenError } from '@ssrm/spotify-client';
import { CliError } from '../errors/cli-error.ts';
import { isUnknown } from './is-unknown.ts';

/** The error in terms of the link, where Spotify has no such list or does not show its songs. */
export function explainLinkError(
  error: unknown,
  { kind, text }: { readonly kind: 'album' | 'playlist'; readonly text: string },
): unknown {
  if (isUnknown(error)) {
    return new CliError(
      `Spotify knows no ${kind} ${text}, or does not show it to apps (as its own playlists). Check the link.`,
    );
  }
  if (SpotifyForbiddenError.isInstance(error) && error.reason === 'not-owner') {
    return new CliError(
      `Spotify shows apps in development mode the songs of your own playlists only, and ${text} is somebody else's. Copy its songs to a playlist of yours and give the link of that.`,
    );
  }
  return error;
}
