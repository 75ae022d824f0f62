import { type SpotifyError, SpotifyNotFoundError, SpotifyRequestError } from '@ssrm/spotify-client';

/** Spotify has nothing of this id. A 400 is its answer to one of the right form that cannot exist. */
export function isUnknown(error: unknown): error is SpotifyError {
  return (
    SpotifyNotFoundError.isInstance(error) || (SpotifyRequestError.isInstance(error) && error.status === 400)
  );
}
