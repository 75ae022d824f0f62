import type { SpotifyClient } from '../client.ts';
import type { Track } from '../types/catalogue.ts';
import type { MarketOptions } from './options.ts';

/**
 * One track. Any token. Development mode leaves out `available_markets`, `linked_from` and `popularity`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-track
 */
export function getTrack(
  client: SpotifyClient,
  id: string,
  { market, ...options }: MarketOptions = {},
): Promise<Track> {
  return client.request({ route: '/tracks/{id}', ids: [id], query: { market } }, options);
}
