import { artistKey, createMatrix, type Matrix, remembering, songKey, type Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import type { ColumnValues } from './column-values.ts';
import { type ListenerProfile, popularityOf, vectorOf } from './listener-profile.ts';
import { piecesOf, sumRatios } from './name-counts.ts';
import { nearness, UNKNOWN_NEARNESS } from './nearness.ts';
import { styleNumbers, UNKNOWN_STYLE } from './style-numbers.ts';

/** A song by its names. */
export type NamedSong = Pick<Track, 'name' | 'artistName'>;

/** What is said of every song of an artist, in the order of the columns. */
function artistNumbers(profile: ListenerProfile, key: string, name: string | null): ColumnValues {
  const { world } = profile;
  const heard = profile.artists.get(key);
  const skips = profile.skips.get(key) ?? 0;
  const { substyles } = stylesOfArtist(name);
  const vector = heard?.vector ?? vectorOf(world, key, substyles);
  const popularity = popularityOf(world, key);
  const place = world.artists.get(key);
  return {
    'artist heard': Number(heard !== undefined),
    'plays of the artist': Math.log1p(heard?.plays ?? 0),
    'recent plays of the artist': Math.log1p(heard?.recentPlays ?? 0),
    'songs of the artist': Math.log1p(heard?.songs ?? 0),
    'plays a song of the artist':
      heard === undefined ? 0 : Math.log((heard.plays + 0.5) / (heard.songs + 0.5)),
    'skips of the artist': Math.log1p(skips),
    'share of skips of the artist': (skips + 1) / ((heard?.plays ?? 0) + skips + 3),
    'no vector': Number(vector === null),
    ...(vector === null ? UNKNOWN_NEARNESS : nearness(profile, key, vector)),
    ...companyNumbers(profile, place),
    "artist's listeners": popularity,
    "listeners of the artist's songs":
      place === undefined ? 0 : Math.log1p(world.artistSongs[place] as number),
    'better known than my artists': popularity - profile.artistPopularity,
    'better known than my new artists': popularity - profile.newArtistPopularity,
    'no style': Number(substyles.length === 0),
    ...(substyles.length === 0 ? UNKNOWN_STYLE : styleNumbers(profile, substyles)),
  };
}

/** How strongly the listener's artists are heard together with an artist of the world, as logarithms. */
function companyNumbers(
  { world, company, recentCompany }: ListenerProfile,
  place: number | undefined,
): ColumnValues {
  const strength = (of: Float64Array, artist: number): number => Math.log((of[artist] as number) + 1e-4);
  const isInSpace = place !== undefined && (world.artistListeners[place] as number) > 0;
  return {
    'not in the world': Number(!isInSpace),
    company: isInSpace ? strength(company, place) : 0,
    'recent company': isInSpace ? strength(recentCompany, place) : 0,
    'company beyond chance': isInSpace ? strength(company, place) - strength(world.expectedLift, place) : 0,
  };
}

/** Names of {@link songNumbers}. */
const SONG_COLUMNS = [
  "song's listeners",
  'better known than my new songs',
  'names, mean',
  'names',
  'names of new songs',
  'with an artist heard',
  'has guests',
  'a version',
] as const;

/** What is said of the song itself, in the order of {@link SONG_COLUMNS}. */
function songNumbers(profile: ListenerProfile, key: string, song: NamedSong, own: string): readonly number[] {
  const popularity = Math.log1p(profile.world.songListeners.get(own) ?? 0);
  const pieces = piecesOf(song);
  const names = sumRatios(profile.names, pieces);
  const newNames = profile.newNames === profile.names ? names : sumRatios(profile.newNames, pieces);
  const guests = guestsOf(song);
  return [
    popularity,
    popularity - profile.newSongPopularity,
    names.sum / Math.max(1, names.count),
    names.sum / Math.sqrt(Math.max(1, names.count)),
    newNames.sum / Math.sqrt(Math.max(1, newNames.count)),
    guests.reduce(
      (most, guest) => (guest === key ? most : Math.max(most, profile.artists.get(guest)?.weight ?? 0)),
      0,
    ),
    Number(guests.length > 0),
    Number(/remaster|live|version|remix|edit/iu.test(song.name)),
  ];
}

/** Keys of the artists that a title or a list of artists names beside the first. */
function guestsOf({ name, artistName }: NamedSong): string[] {
  const credits = Array.from(
    name.matchAll(/(?:feat\.?|ft\.?|with)\s+([^)\]]+)/giu),
    ([, names]) => names as string,
  );
  const others = (artistName ?? '').split(/,|&| x | feat\.? | ft\.? /iu);
  return [
    ...credits.flatMap((names) => names.split(/,|&| and | x /iu)),
    ...(others.length > 1 ? others : []),
  ].map((guest) => artistKey(guest.trim()));
}

/**
 * What is known of songs for one listener: how they stand to what the listener plays and to what many people keep. Each 0 where it
 * is not known. Songs are known by their names alone, so what else a source happens to say of them makes no difference.
 */
export class WorldColumns {
  /** Of the columns. */
  readonly names: readonly string[];
  readonly #profile: ListenerProfile;
  /** Remembered, as many songs are of one artist and one song is asked about in many ways. */
  readonly #ofArtist: (artistName: string) => readonly number[];

  constructor(profile: ListenerProfile) {
    this.names = [...Object.keys(artistNumbers(profile, '', null)), ...SONG_COLUMNS];
    this.#profile = profile;
    this.#ofArtist = remembering((name) => Object.values(artistNumbers(profile, artistKey(name), name)));
  }

  /**
   * @param keys - Their {@link songKey}s, where they are at hand.
   * @returns Shape `[n, names.length]`.
   */
  of(songs: readonly NamedSong[], keys: readonly string[] = songs.map((song) => songKey(song))): Matrix {
    const matrix = createMatrix(songs.length, this.names.length);
    for (const [row, song] of songs.entries()) {
      const artistName = song.artistName ?? '';
      const ofArtist = this.#ofArtist(artistName);
      const ofSong = songNumbers(this.#profile, artistKey(artistName), song, keys[row] as string);
      matrix.values.set(ofArtist, row * this.names.length);
      matrix.values.set(ofSong, row * this.names.length + ofArtist.length);
    }
    return matrix;
  }
}
