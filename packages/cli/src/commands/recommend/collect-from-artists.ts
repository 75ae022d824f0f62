import { artistKey, foldText, toTrackId, trackFromSpotify } from '@ssrm/features';
import {
  type Album,
  getAlbums,
  getArtistAlbums,
  getTrack,
  type SimplifiedAlbum,
  type SimplifiedArtist,
  type SpotifyClient,
  SpotifyNotFoundError,
  search,
} from '@ssrm/spotify-client';
import type { MeteredClient } from '../../spotify/metered-client.ts';
import type { CandidatePool } from './candidate-pool.ts';
import type { LikedArtist } from './liked-artists.ts';

/** How many artists are looked at before the albums of any are fetched. */
const artistsAtOnce = 6;
/** Albums of each artist: where each takes a request, and where twenty share one. */
const albumsEach = { single: 2, batch: 8 };
const batchSize = 20;

export interface CollectOptions {
  readonly signal: AbortSignal;
  readonly onProgress: () => void;
}

/** Fills the pool with songs of albums of these artists, in their order, as far as the budget goes. */
export async function collectFromArtists(
  meter: MeteredClient,
  liked: readonly LikedArtist[],
  knownArtists: readonly SimplifiedArtist[],
  pool: CandidatePool,
  options: CollectOptions,
): Promise<void> {
  const idByName = new Map(
    knownArtists.flatMap(({ id, name }) => (id === null ? [] : [[artistKey(name), id] as const])),
  );
  for (let start = 0; start < liked.length && meter.left() > 1; start += artistsAtOnce) {
    const lists: SimplifiedAlbum[][] = [];
    for (const artist of liked.slice(start, start + artistsAtOnce)) {
      // An album of each artist that is looked at must be affordable too.
      if (meter.left() <= lists.length + 1) break;
      lists.push(await listAlbums(meter.client, artist, idByName, options.signal));
      options.onProgress();
    }
    await collectAlbums(meter, inTurns(lists, meter.client), pool, options);
  }
}

/** The artist's albums, those first that the person has no song of, albums before singles, newest first. */
async function listAlbums(
  client: SpotifyClient,
  artist: LikedArtist,
  idByName: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<SimplifiedAlbum[]> {
  try {
    const id = idByName.get(artistKey(artist.name)) ?? (await findArtist(client, artist, signal));
    if (id === undefined) return [];
    const options = { includeGroups: ['album', 'single'], limit: 10, signal } as const;
    const { items } = await getArtistAlbums(client, id, options).page();
    const order = (album: SimplifiedAlbum): number =>
      (artist.albums.has(foldText(album.name)) ? 2 : 0) + (album.album_type === 'album' ? 0 : 1);
    return items
      .filter((album) => album !== null)
      .sort(
        (left, right) =>
          order(left) - order(right) || (right.release_date ?? '').localeCompare(left.release_date ?? ''),
      );
  } catch (error) {
    if (SpotifyNotFoundError.isInstance(error)) return [];
    throw error;
  }
}

/** The id of an artist of whom only a song is known. */
async function findArtist(
  client: SpotifyClient,
  { name, bestTrack }: LikedArtist,
  signal: AbortSignal,
): Promise<string | undefined> {
  const trackId = toTrackId(bestTrack.id);
  if (trackId !== null) return (await getTrack(client, trackId, { signal })).artists[0]?.id ?? undefined;
  const text = `artist:"${name.replaceAll('"', '')}"`;
  const { artists } = await search(client, text, ['artist'], { limit: 5, signal });
  return artists.items.find((artist) => artist !== null && artistKey(artist.name) === artistKey(name))?.id;
}

/** The first album of each artist, then the second of each, and so on. */
function inTurns(
  lists: readonly (readonly SimplifiedAlbum[])[],
  { learned }: SpotifyClient,
): SimplifiedAlbum[] {
  const each = learned.batch === false ? albumsEach.single : albumsEach.batch;
  return Array.from({ length: each }, (_, turn) => lists.flatMap((albums) => albums[turn] ?? [])).flat();
}

/** Fills the pool with the songs of albums. */
async function collectAlbums(
  meter: MeteredClient,
  albums: readonly SimplifiedAlbum[],
  pool: CandidatePool,
  { signal, onProgress }: CollectOptions,
): Promise<void> {
  let rest = albums.flatMap(({ id }) => id ?? []);
  while (rest.length > 0 && meter.left() > 0) {
    const chunk = rest.slice(0, affordable(meter));
    rest = rest.slice(chunk.length);
    const { items, failures } = await getAlbums(meter.client, chunk, { signal });
    for (const album of items) if (album !== undefined) addSongs(album, pool);
    const failure = failures.find(({ error }) => !SpotifyNotFoundError.isInstance(error));
    if (failure !== undefined) throw failure.error;
    onProgress();
  }
}

/** How many albums may be asked for: twenty are one request in extended mode, and twenty in development mode. */
function affordable({ client, left }: MeteredClient): number {
  if (client.learned.batch === true) return batchSize;
  // Whether they may be asked for at once takes a request to find out.
  return Math.max(1, Math.min(batchSize, client.learned.batch === false ? left() : left() - 1));
}

function addSongs(album: Album, pool: CandidatePool): void {
  for (const song of album.tracks?.items ?? []) {
    if (song?.name) pool.add(trackFromSpotify({ ...song, album }), `album ${album.name}`);
  }
}
