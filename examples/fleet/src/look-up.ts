import { type Track, trackFromSpotify } from '@ssrm/features';
import { bearerToken, createSpotifyClient, getTrack, SpotifyRateLimitError } from '@ssrm/spotify-client';
import { type CoolDown, CoolingDown } from './cool-down.ts';
import type { Settings } from './settings.ts';

export type LookUp = (id: string, signal: AbortSignal) => Promise<Track>;

/** Asks Spotify for a track, unless the app must wait; told to wait, it tells all workers. */
export function createLookUp({ spotify }: Settings, coolDown: CoolDown): LookUp {
  const client = createSpotifyClient({
    auth: bearerToken(spotify.token),
    baseUrl: spotify.apiUrl,
    // A wait is no work: the job goes back to the queue, and the worker takes another.
    maxRetryAfterMs: 0,
  });
  return async (id, signal) => {
    await coolDown.check();
    try {
      return trackFromSpotify(await getTrack(client, id, { signal }));
    } catch (error) {
      if (!SpotifyRateLimitError.isInstance(error)) throw error;
      const until = error.until?.getTime() ?? Date.now() + 1000;
      await coolDown.start(until);
      throw new CoolingDown(until);
    }
  };
}
