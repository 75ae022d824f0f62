import { type Track, trackFromSpotify } from '@ssrm/features';
import {
  type Artist,
  type CurrentUser,
  getCurrentUser,
  getMyPlaylists,
  getPlaylistItems,
  getSavedTracks,
  getTopArtists,
  getTopTracks,
  type SimplifiedArtist,
  type SimplifiedPlaylist,
  type SpotifyClient,
  SpotifyForbiddenError,
} from '@ssrm/spotify-client';
import type { MeteredClient } from '../../spotify/metered-client.ts';

/** Songs of the library, and where each is. */
interface LibrarySong {
  readonly track: Track;
  readonly foundIn: string;
}

/** What Spotify says the person knows. */
export interface KnownMusic {
  readonly user: CurrentUser;
  /** Songs of the top lists of all three periods. */
  readonly top: readonly Track[];
  /** Saved tracks and those of the person's own playlists. */
  readonly library: readonly LibrarySong[];
  /** Artists of all these songs, each once. */
  readonly artists: readonly SimplifiedArtist[];
  /** With genres, most played first. */
  readonly topArtists: readonly Artist[];
  /** Lists that were not read to their end, or not at all, and why. */
  readonly gaps: readonly string[];
}

export interface ReadKnownOptions {
  readonly signal: AbortSignal;
  /** True for playlists whose songs do not count as known. */
  readonly isPassedOver: (playlist: SimplifiedPlaylist) => boolean;
  readonly onProgress: (songs: number) => void;
}

interface Reading {
  readonly name: string;
  /** One request at each step. */
  readonly pages: AsyncIterator<void>;
}

/** Reads top lists, saved songs and own playlists, a page of each in turn, as far as the budget goes. */
export async function readKnown(meter: MeteredClient, options: ReadKnownOptions): Promise<KnownMusic> {
  const { client } = meter;
  const { signal } = options;
  const found = new Findings();
  const user = await getCurrentUser(client, { signal });
  const readings: Reading[] = [
    { name: 'your top artists', pages: readTopArtists(client, signal, found) },
    ...(['long_term', 'medium_term', 'short_term'] as const).map((timeRange) => ({
      name: `your top tracks (${timeRange.replace('_', ' ')})`,
      pages: readTop(client, timeRange, signal, found),
    })),
    { name: 'your saved songs', pages: readSaved(client, signal, found) },
    { name: 'your playlists', pages: readPlaylists(client, user.id, options, found) },
  ];
  const gaps: string[] = [];
  for (let open = readings; open.length > 0; ) {
    const unfinished: Reading[] = [];
    for (const reading of open) {
      if (meter.left() === 0) gaps.push(`${reading.name}: more than the budget allows`);
      else if (await readPage(reading, gaps)) unfinished.push(reading);
      options.onProgress(found.top.length + found.library.length);
    }
    open = unfinished;
  }
  return { user, ...found, artists: [...found.artistById.values()], gaps };
}

/** False at the end of the list, or where the token may not read it. */
async function readPage({ name, pages }: Reading, gaps: string[]): Promise<boolean> {
  try {
    return (await pages.next()).done !== true;
  } catch (error) {
    if (!SpotifyForbiddenError.isInstance(error) || error.reason !== 'scope') throw error;
    gaps.push(`${name}: your sign-in does not allow reading them`);
    return false;
  }
}

class Findings {
  readonly top: Track[] = [];
  readonly library: LibrarySong[] = [];
  readonly artistById = new Map<string, SimplifiedArtist>();
  readonly topArtists: Artist[] = [];

  /** The track; its artists are remembered. `undefined` for what is no song. */
  read(object: {
    readonly artists?: readonly SimplifiedArtist[] | null;
    readonly name?: string | null;
  }): Track | undefined {
    if (!object.name) return undefined;
    for (const artist of object.artists ?? []) if (artist.id) this.artistById.set(artist.id, artist);
    return trackFromSpotify(object);
  }
}

async function* readTopArtists(
  client: SpotifyClient,
  signal: AbortSignal,
  found: Findings,
): AsyncGenerator<void> {
  // One page: artists further down have hardly been played.
  const { items } = await getTopArtists(client, { timeRange: 'long_term', limit: 50, signal }).page();
  for (const artist of items) {
    if (artist === null) continue;
    found.topArtists.push(artist);
    found.artistById.set(artist.id, artist);
  }
  yield;
}

async function* readTop(
  client: SpotifyClient,
  timeRange: 'long_term' | 'medium_term' | 'short_term',
  signal: AbortSignal,
  found: Findings,
): AsyncGenerator<void> {
  for await (const { items } of getTopTracks(client, { timeRange, signal }).pages()) {
    for (const item of items) {
      const track = item && found.read(item);
      if (track) found.top.push(track);
    }
    yield;
  }
}

async function* readSaved(client: SpotifyClient, signal: AbortSignal, found: Findings): AsyncGenerator<void> {
  for await (const { items } of getSavedTracks(client, { signal }).pages()) {
    for (const item of items) {
      const track = item?.track && found.read(item.track);
      if (track) found.library.push({ track, foundIn: 'saved songs' });
    }
    yield;
  }
}

async function* readPlaylists(
  client: SpotifyClient,
  userId: string,
  { signal, isPassedOver }: ReadKnownOptions,
  found: Findings,
): AsyncGenerator<void> {
  for await (const { items: playlists } of getMyPlaylists(client, { signal }).pages()) {
    yield;
    for (const playlist of playlists) {
      if (playlist?.owner?.id !== userId || isPassedOver(playlist)) continue;
      for await (const { items } of getPlaylistItems(client, playlist.id, { signal }).pages()) {
        for (const row of items) {
          const item = row?.item;
          const track = item && item.type !== 'episode' ? found.read(item) : undefined;
          if (track) found.library.push({ track, foundIn: `playlist ${playlist.name}` });
        }
        yield;
      }
    }
  }
}
