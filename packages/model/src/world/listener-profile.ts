import { artistKey, songKey, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { NameCounts, nameRatios } from './name-counts.ts';
import { type Neighbours, neighboursOf, type WeighedArtist } from './neighbours.ts';
import { type StyleLeanings, styleLeanings, styleShares } from './style-leanings.ts';
import { addVector, dotProduct, toUnit } from './vectors.ts';
import type { World } from './world.ts';

/** A song that somebody listens to. */
export interface HeardSong extends Pick<Track, 'name' | 'artistName'> {
  /** How often it was heard; 0 for a song that was rejected. */
  readonly plays: number;
  /** The same, but less for plays of long ago. */
  readonly recentPlays: number;
  readonly skips: number;
  /** Seconds since 1970 of the first play; `null` where the source does not say. */
  readonly firstPlay: number | null;
}

/** All that one's songs by one artist come to. */
export interface HeardArtist extends WeighedArtist {
  readonly name: string;
  readonly plays: number;
  readonly recentPlays: number;
  readonly songs: number;
  readonly substyles: readonly number[];
}

/** Newly found artists tell more than all, if there are so many. */
const FEWEST_NEW = 10;

/** What a listener's songs say about them, beside the world. Immutable. */
export class ListenerProfile {
  readonly world: World;
  /** By their keys, the rejected ones among them. */
  readonly songs: ReadonlyMap<string, HeardSong>;
  /** Of songs that were heard. */
  readonly artists: ReadonlyMap<string, HeardArtist>;
  /** How often songs of an artist were skipped. */
  readonly skips: ReadonlyMap<string, number>;
  readonly neighbours: Neighbours;
  readonly totalWeight: number;
  readonly totalRecentWeight: number;
  readonly totalNewWeight: number;
  readonly medianWeight: number;
  readonly direction: Float64Array;
  readonly recentDirection: Float64Array;
  readonly newDirection: Float64Array;
  readonly leanings: StyleLeanings;
  readonly recentLeanings: StyleLeanings;
  readonly newLeanings: StyleLeanings;
  /** Share of each sub-style in the listening that has a style. */
  readonly substyleShares: Float64Array;
  readonly names: Float32Array;
  readonly newNames: Float32Array;
  /** Mean of ln(1 + listeners) of the artists, by weight. */
  readonly artistPopularity: number;
  /** Means of ln(1 + listeners) over the songs found of late. */
  readonly newSongPopularity: number;
  readonly newArtistPopularity: number;
  /** Strength of the company of each artist of the world with the listener's, and with their recent ones. */
  readonly company: Float64Array;
  readonly recentCompany: Float64Array;

  constructor(all: readonly HeardSong[], world: World) {
    this.world = world;
    this.songs = new Map(all.map((song) => [songKey(song), song]));
    this.skips = skipsByArtist(all);
    const songs = all.filter(({ plays }) => plays > 0);
    const newFrom = startOfLastQuarter(songs);
    this.artists = heardArtists(songs, newFrom, world);
    const artists = [...this.artists.values()];
    const found = artists.filter(({ isNew }) => isNew);
    const fresh = found.length < FEWEST_NEW ? artists : found;
    this.totalWeight = sumOf(artists, ({ weight }) => weight);
    this.totalRecentWeight = sumOf(artists, ({ recentWeight }) => recentWeight);
    this.totalNewWeight = sumOf(fresh, ({ weight }) => weight);
    // Where too few were newly found of late, all are taken for such.
    this.neighbours = neighboursOf(artists, world.size, ({ isNew }) => isNew || fresh === artists);
    this.medianWeight = medianOf(artists.map(({ weight }) => weight));
    this.direction = directionOf(artists, world.size, ({ weight }) => weight);
    this.recentDirection = directionOf(artists, world.size, ({ recentWeight }) => recentWeight);
    this.newDirection = directionOf(fresh, world.size, ({ weight }) => weight);
    const shares = sharesOf(artists, ({ weight }) => weight);
    this.substyleShares = shares.substyles.map((weight) => weight / Math.max(shares.total, 1e-9));
    this.leanings = styleLeanings(shares, world.styles, 20);
    this.recentLeanings = styleLeanings(
      sharesOf(artists, ({ recentWeight }) => recentWeight),
      world.styles,
      20,
    );
    this.newLeanings = styleLeanings(
      sharesOf(fresh, ({ weight }) => weight),
      world.styles,
      10,
    );
    const isFresh = ({ firstPlay }: HeardSong): boolean => firstPlay !== null && firstPlay > newFrom;
    const freshSongs = songs.filter(isFresh).length < FEWEST_NEW ? songs : songs.filter(isFresh);
    this.names = nameRatios(new NameCounts(songs), world.names);
    this.newNames = freshSongs === songs ? this.names : nameRatios(new NameCounts(freshSongs), world.names);
    this.artistPopularity =
      sumOf(artists, ({ key, weight }) => weight * popularityOf(world, key)) /
      Math.max(this.totalWeight, 1e-9);
    this.newSongPopularity = meanOf(freshSongs, (song) => songPopularityOf(world, song));
    this.newArtistPopularity = meanOf(freshSongs, ({ artistName }) =>
      popularityOf(world, artistKey(artistName ?? '')),
    );
    this.company = companyOf(artists, world, ({ weight }) => weight);
    this.recentCompany = companyOf(artists, world, ({ recentWeight }) => recentWeight);
  }
}

/** ln(1 + people who heard the artist); 0 for one the world does not know. */
export function popularityOf({ artists, artistListeners }: World, key: string): number {
  const artist = artists.get(key);
  return artist === undefined ? 0 : Math.log1p(artistListeners[artist] as number);
}

/** ln(1 + people who heard the song to the end). */
function songPopularityOf({ songListeners }: World, song: Pick<Track, 'name' | 'artistName'>): number {
  return Math.log1p(songListeners.get(songKey(song)) ?? 0);
}

/** The artist's vector in the world, else the middle of the artist's styles; `null` where neither is known. */
export function vectorOf(world: World, key: string, substyles: readonly number[]): Float64Array | null {
  const artist = world.artists.get(key);
  if (artist !== undefined) {
    const at = artist * world.size;
    const vector = Float64Array.from(world.vectors.subarray(at, at + world.size));
    if (dotProduct(vector, vector) > 0) return vector;
  }
  return world.styleCentres.of(substyles);
}

function startOfLastQuarter(songs: readonly HeardSong[]): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { firstPlay } of songs) {
    if (firstPlay === null) continue;
    first = Math.min(first, firstPlay);
    last = Math.max(last, firstPlay);
  }
  return last - (last - first) / 4;
}

function heardArtists(songs: readonly HeardSong[], newFrom: number, world: World): Map<string, HeardArtist> {
  const songsByArtist = new Map<string, HeardSong[]>();
  for (const song of songs) {
    if (song.artistName === null) continue;
    const key = artistKey(song.artistName);
    const own = songsByArtist.get(key);
    if (own === undefined) songsByArtist.set(key, [song]);
    else own.push(song);
  }
  return new Map(
    Array.from(songsByArtist, ([key, own]) => {
      const name = own[0]?.artistName as string;
      const { substyles } = stylesOfArtist(name);
      const recentPlays = sumOf(own, (song) => song.recentPlays);
      const artist: HeardArtist = {
        key,
        name,
        plays: sumOf(own, (song) => song.plays),
        recentPlays,
        songs: own.length,
        isNew: own.every(({ firstPlay }) => firstPlay !== null && firstPlay > newFrom),
        weight: Math.log1p(sumOf(own, (song) => Math.log1p(song.plays))),
        recentWeight: Math.log1p(recentPlays),
        substyles,
        vector: vectorOf(world, key, substyles),
      };
      return [key, artist];
    }),
  );
}

function skipsByArtist(songs: readonly HeardSong[]): Map<string, number> {
  const skips = new Map<string, number>();
  for (const song of songs) {
    const key = artistKey(song.artistName ?? '');
    skips.set(key, (skips.get(key) ?? 0) + song.skips);
  }
  return skips;
}

type Weigh = (artist: HeardArtist) => number;

function directionOf(artists: readonly HeardArtist[], size: number, weigh: Weigh): Float64Array {
  const sum = new Float64Array(size);
  for (const artist of artists) if (artist.vector !== null) addVector(sum, artist.vector, 0, weigh(artist));
  return toUnit(sum);
}

function sharesOf(artists: readonly HeardArtist[], weigh: Weigh) {
  return styleShares(artists.map((artist) => ({ styles: artist.substyles, weight: weigh(artist) })));
}

function companyOf(artists: readonly HeardArtist[], world: World, weigh: Weigh): Float64Array {
  const strength = new Float64Array(world.company.length);
  let total = 0;
  for (const heard of artists) {
    const artist = world.artists.get(heard.key);
    if (artist === undefined) continue;
    const weight = weigh(heard);
    total += weight;
    for (const other of world.company[artist] ?? []) {
      strength[other.artist] = (strength[other.artist] as number) + weight * other.lift;
    }
  }
  return total === 0 ? strength : strength.map((sum) => sum / total);
}

function sumOf<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}

function meanOf<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.length === 0 ? 0 : sumOf(items, numberOf) / items.length;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
