import type { SpotifyClient } from '../client.ts';
import { type Paged, type PageOptions, paged } from '../paging/paged.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { Artist, Track } from '../types/catalogue.ts';
import type { Open } from '../types/common.ts';
import type { CurrentUser } from '../types/user.ts';

/**
 * The signed-in person. The scopes `user-read-private` and `user-read-email` add fields in extended mode.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile
 */
export function getCurrentUser(client: SpotifyClient, options: RequestOptions = {}): Promise<CurrentUser> {
  return client.request({ route: '/me' }, options);
}

export interface TopOptions extends PageOptions {
  /** About 4 weeks, 6 months or a year. @default medium_term, by Spotify */
  readonly timeRange?: Open<'short_term' | 'medium_term' | 'long_term'> | undefined;
}

/**
 * The person's most played tracks, most played first. Scope `user-top-read`; pages of at most 50;
 * the list can be thousands long and may repeat a track (`collect({ unique: true })`).
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists-and-tracks
 */
export function getTopTracks(client: SpotifyClient, options: TopOptions = {}): Paged<Track> {
  return top(client, '/me/top/tracks', options);
}

/** The person's most played artists; everything else as for {@link getTopTracks}. */
export function getTopArtists(client: SpotifyClient, options: TopOptions = {}): Paged<Artist> {
  return top(client, '/me/top/artists', options);
}

function top<Item>(client: SpotifyClient, route: string, { timeRange, ...options }: TopOptions): Paged<Item> {
  return paged(client, options, { request: { route, query: { time_range: timeRange } }, maxLimit: 50 });
}
