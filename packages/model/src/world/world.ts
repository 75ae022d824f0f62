import { artistKey, fromBase64 } from '@ssrm/features';
import { unzip } from '../artifact/unzip.ts';
import { loadArtistStyles, stylesOfArtist } from '../artists/artist-styles.ts';
import { NameCounts } from './name-counts.ts';
import { SongListeners } from './song-listeners.ts';
import { StyleCentres } from './style-centres.ts';
import { type StyleShares, styleShares } from './style-leanings.ts';
import { addVector, toUnit } from './vectors.ts';
import { readWorld, type WorldFigures } from './world-bytes.ts';

/** An artist that is heard with another. */
interface Company {
  readonly artist: number;
  /** People who heard both on one day / √(people of the one · people of the other). */
  readonly lift: number;
}

/** So many people were asked what they keep. */
export const WORLD_LISTENERS = 97;

/** A song of the built-in world. */
export interface WorldSong {
  readonly name: string;
  readonly artistName: string;
  /** How many of the {@link WORLD_LISTENERS} people heard it to the end, at least 4. */
  readonly listeners: number;
}

/** What many people keep, ready to be asked. */
export interface World {
  readonly songs: readonly WorldSong[];
  /** Numbers of artists by their keys. */
  readonly artists: ReadonlyMap<string, number>;
  readonly artistNames: readonly string[];
  /** By how many people each artist was heard. */
  readonly artistListeners: readonly number[];
  /** By how many people all songs of the artist that were counted were heard, together. */
  readonly artistSongs: Float64Array;
  readonly songListeners: SongListeners;
  readonly size: number;
  /** Length 1 each, or zeros; shape `[artists, size]`. */
  readonly vectors: Float32Array;
  /** Mean vector, weighted by listeners; length 1. */
  readonly middle: Float64Array;
  readonly company: readonly (readonly Company[])[];
  /** Lift of each artist with an artist drawn by the number of listeners. */
  readonly expectedLift: Float64Array;
  readonly styles: StyleShares;
  readonly styleCentres: StyleCentres;
  readonly names: NameCounts;
}

let world: Promise<World> | undefined;

/** The built-in world; unpacked at the first call, which takes about a quarter of a second. */
export function loadWorld(): Promise<World> {
  world ??= unpack();
  return world;
}

/** The songs of the built-in world, the most widely kept first. */
export async function worldSongs(): Promise<readonly WorldSong[]> {
  return (await loadWorld()).songs;
}

async function unpack(): Promise<World> {
  await loadArtistStyles();
  const { PACKED_WORLD } = await import('./packed-world.generated.ts');
  return buildWorld(readWorld(await unzip(fromBase64(PACKED_WORLD, 'the world'))));
}

/** Needs the artists' styles to be loaded. */
function buildWorld(figures: WorldFigures): World {
  const { artists: artistNames, artistListeners, size } = figures;
  const songs = figures.songs.map(([artist, name, listeners]) => ({
    name,
    artistName: artistNames[artist] as string,
    listeners,
  }));
  const artistSongs = new Float64Array(artistNames.length);
  for (const [artist, , listeners] of figures.songs)
    artistSongs[artist] = (artistSongs[artist] as number) + listeners;
  const vectors = unitVectors(figures);
  const company = companyOf(figures);
  const everybody = artistListeners.reduce((sum, listeners) => sum + listeners, 0);
  const styled = artistNames.map((name, artist) => ({
    styles: stylesOfArtist(name).substyles,
    weight: artistListeners[artist] as number,
  }));
  return {
    songs,
    artists: new Map(artistNames.map((name, number) => [artistKey(name), number])),
    artistNames,
    artistListeners,
    artistSongs,
    songListeners: new SongListeners(songs),
    size,
    vectors,
    middle: middleOf(vectors, artistListeners, size),
    company,
    expectedLift: Float64Array.from(company, (others) =>
      others.reduce(
        (sum, { artist, lift }) => sum + (lift * (artistListeners[artist] as number)) / everybody,
        0,
      ),
    ),
    styles: styleShares(styled),
    styleCentres: new StyleCentres(
      styled.map(({ styles }) => styles),
      vectors,
      size,
    ),
    names: new NameCounts(songs),
  };
}

function unitVectors({ artists, vectors, size }: WorldFigures): Float32Array {
  const units = new Float32Array(artists.length * size);
  for (let at = 0; at < vectors.length; at += size) {
    const length = Math.hypot(...vectors.subarray(at, at + size));
    if (length > 0)
      for (let place = at; place < at + size; place++) units[place] = (vectors[place] as number) / length;
  }
  return units;
}

function companyOf({ artists, artistListeners, pairs }: WorldFigures): Company[][] {
  const company = artists.map((): Company[] => []);
  for (const [left, right, listeners] of pairs) {
    const lift =
      listeners / Math.sqrt((artistListeners[left] as number) * (artistListeners[right] as number));
    company[left]?.push({ artist: right, lift });
    company[right]?.push({ artist: left, lift });
  }
  return company;
}

function middleOf(vectors: Float32Array, weights: readonly number[], size: number): Float64Array {
  const sum = new Float64Array(size);
  for (const [artist, weight] of weights.entries()) addVector(sum, vectors, artist * size, weight);
  return toUnit(sum);
}
