import {
  artistKey,
  createMatrix,
  foldText,
  type Matrix,
  matrixRow,
  StandardScaler,
  type Track,
  throwIfAborted,
} from '@ssrm/features';
import { Pca } from './reducers/pca.ts';
import { Umap } from './reducers/umap.ts';
import type { ReducerName } from './track-encoder/text-column.ts';
import type { TrackEncoder } from './track-encoder/track-encoder.ts';

export interface TasteMapOptions {
  /** Default 2. */
  readonly dimensions?: 2 | 3;
  /** Default `pca`, in which far apart means different; `umap` shows groups better and takes seconds. */
  readonly reducer?: ReducerName;
  /** For `umap`. Default 42. */
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/** A song, album or artist on the map. */
export interface TasteMapPlace {
  readonly name: string;
  readonly artistName: string | null;
  /** 1 for a song. */
  readonly songCount: number;
  /** As many numbers as the map has dimensions; the songs it was made of lie between −1 and 1. */
  readonly position: readonly number[];
}

/** Where songs, albums and artists lie; what the model sees as alike lies close together. */
export interface TasteMap {
  /** One place a track, in order; also for tracks that the map was not made of. */
  songs(tracks: readonly Track[]): Promise<TasteMapPlace[]>;
  /** The albums of these tracks, each in the middle of its songs: most songs first, then by name. */
  albums(tracks: readonly Track[]): Promise<TasteMapPlace[]>;
  /** The artists of these tracks, each in the middle of their songs: most songs first, then by name. */
  artists(tracks: readonly Track[]): Promise<TasteMapPlace[]>;
}

const DEFAULT_SEED = 42;

/**
 * A map of tracks for plotting: their encoded rows as standard scores, reduced to 2 or 3 coordinates that are
 * centred on 0 and scaled together so that the largest is 1 or −1. One song alone lies at 0.
 * Artists count as the same where {@link artistKey} says so, albums where {@link foldText} does; tracks without one are left out of them.
 *
 * @param tracks - At least one.
 * @throws {@link InvalidDataError} if there are no tracks.
 */
export async function createTasteMap(
  tracks: readonly Track[],
  encoder: TrackEncoder,
  options: TasteMapOptions = {},
): Promise<TasteMap> {
  const { dimensions = 2, reducer: reducerName = 'pca', seed = DEFAULT_SEED, signal } = options;
  const signalOption = signal === undefined ? {} : { signal };
  const rows = await encoder.transform(tracks, signalOption);
  throwIfAborted(signal);
  const scaler = StandardScaler.fit(rows);
  const scaled = scaler.transform(rows);
  const reducer =
    reducerName === 'umap'
      ? Umap.fit(scaled, { components: dimensions, seed })
      : Pca.fit(scaled, { components: dimensions });
  const frame = frameOf(reducer.transform(scaled));

  const songs = async (placed: readonly Track[]): Promise<TasteMapPlace[]> => {
    const coordinates = reducer.transform(scaler.transform(await encoder.transform(placed)));
    return placed.map((track, row) => ({
      name: track.name,
      artistName: track.artistName,
      songCount: 1,
      position: Array.from(
        matrixRow(coordinates, row),
        (value, axis) => (value - (frame.centre[axis] as number)) / frame.radius,
      ),
    }));
  };
  return {
    songs,
    albums: async (placed) =>
      groupPlaces(await songs(placed), (index) => {
        const { albumName, artistName } = placed[index] as Track;
        if (albumName === null) return null;
        return {
          key: `${artistKey(artistName ?? '')}\n${foldText(albumName)}`,
          name: albumName,
          artistName,
        };
      }),
    artists: async (placed) =>
      groupPlaces(await songs(placed), (index) => {
        const { artistName } = placed[index] as Track;
        return artistName === null ? null : { key: artistKey(artistName), name: artistName, artistName };
      }),
  };
}

interface Frame {
  readonly centre: Float64Array;
  readonly radius: number;
}

function frameOf(coordinates: Matrix): Frame {
  const centre = createMatrix(1, coordinates.columnCount).values;
  for (const [index, value] of coordinates.values.entries()) {
    const axis = index % coordinates.columnCount;
    centre[axis] = (centre[axis] as number) + value / coordinates.rowCount;
  }
  const radius = coordinates.values.reduce(
    (largest, value, index) =>
      Math.max(largest, Math.abs(value - (centre[index % coordinates.columnCount] as number))),
    0,
  );
  return { centre, radius: radius === 0 ? 1 : radius };
}

interface GroupName {
  /** The same for the same album or artist. */
  readonly key: string;
  readonly name: string;
  readonly artistName: string | null;
}

/** Groups under the first spelling that comes, each at the mean of its songs' positions. */
function groupPlaces(
  songs: readonly TasteMapPlace[],
  groupOf: (index: number) => GroupName | null,
): TasteMapPlace[] {
  const groups = new Map<string, GroupName & { readonly members: TasteMapPlace[] }>();
  for (const [index, song] of songs.entries()) {
    const group = groupOf(index);
    if (group === null) continue;
    const known = groups.get(group.key);
    if (known === undefined) groups.set(group.key, { ...group, members: [song] });
    else known.members.push(song);
  }
  return Array.from(groups.values(), ({ name, artistName, members }) => ({
    name,
    artistName,
    songCount: members.length,
    position: meanPosition(members),
  })).sort(
    (left, right) =>
      right.songCount - left.songCount || (left.name < right.name ? -1 : Number(left.name > right.name)),
  );
}

function meanPosition(places: readonly TasteMapPlace[]): number[] {
  const [first] = places as readonly [TasteMapPlace];
  return first.position.map(
    (_, axis) => places.reduce((sum, place) => sum + (place.position[axis] as number), 0) / places.length,
  );
}
