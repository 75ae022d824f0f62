import type { SpotifyClient } from '../client.ts';
import { type Paged, paged } from '../paging/paged.ts';
import { readAs } from '../request/read-body.ts';
import type {
  Artist,
  SimplifiedAlbum,
  SimplifiedAudiobook,
  SimplifiedEpisode,
  SimplifiedShow,
  Track,
} from '../types/catalogue.ts';
import type { Page } from '../types/page.ts';
import type { SimplifiedPlaylist } from '../types/playlist.ts';
import type { MarketPageOptions } from './options.ts';
import { toPlaylistsPage } from './playlist-shape.ts';

/** What each kind of search finds. */
export interface SearchKinds {
  readonly album: SimplifiedAlbum;
  readonly artist: Artist;
  readonly audiobook: SimplifiedAudiobook;
  readonly episode: SimplifiedEpisode;
  readonly playlist: SimplifiedPlaylist;
  readonly show: SimplifiedShow;
  readonly track: Track;
}

export type SearchKind = keyof SearchKinds;

/** One page of each kind that was asked for, under its plural. */
export type SearchResults<Kind extends SearchKind> = {
  readonly [Name in Kind as `${Name}s`]: Page<SearchKinds[Name]>;
};

export interface SearchOptions extends MarketPageOptions {
  /** Also audio that is hosted elsewhere. */
  readonly includeExternal?: 'audio' | undefined;
}

const route = '/search';

/**
 * One page of every kind asked for. Any token. `limit` (at most 10, in extended mode 50; 5 unless given) and
 * `offset` (at most 1000) count per kind. Filters such as `artist:` and `year:1990-1999` go into the text.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/search
 */
export function search<Kind extends SearchKind>(
  client: SpotifyClient,
  text: string,
  kinds: readonly Kind[],
  { market, limit, offset, includeExternal, ...options }: SearchOptions = {},
): Promise<SearchResults<Kind>> {
  const query = { q: text, type: kinds.join(), market, limit, offset, include_external: includeExternal };
  const read = readAs((found: { readonly playlists?: Page<SimplifiedPlaylist> }) =>
    found.playlists ? { ...found, playlists: toPlaylistsPage(found.playlists) } : found,
  );
  return client.request({ route, query, read }, options);
}

/** All pages of one kind, as long as for `getArtistAlbums`; Spotify ends them at the thousandth row. Everything else as for {@link search}. */
export function searchAll<Kind extends SearchKind>(
  client: SpotifyClient,
  text: string,
  kind: Kind,
  { market, includeExternal, ...options }: SearchOptions = {},
): Paged<SearchKinds[Kind]> {
  return paged(client, options, {
    request: { route, query: { q: text, type: kind, market, include_external: includeExternal } },
    maxLimit: 10,
    extendedLimit: 50,
    maxOffset: 1000,
    select: (answer: Readonly<Record<string, Page<never>>>) => {
      const page = answer[`${kind}s`];
      return page && kind === 'playlist' ? (toPlaylistsPage(page) as typeof page) : page;
    },
  });
}
