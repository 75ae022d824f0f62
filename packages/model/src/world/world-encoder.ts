import {
  type Artifact,
  artistKey,
  checkArtifact,
  type Fitted,
  InvalidArtifactError,
  type Listening,
  type Matrix,
  type ScoredTrack,
  songKey,
  type Track,
} from '@ssrm/features';
import { damaged, readArray } from '../artifact/json-fields.ts';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { type HeardSong, ListenerProfile } from './listener-profile.ts';
import { loadWorld, type World } from './world.ts';
import { type NamedSong, WorldColumns } from './world-columns.ts';
import { type Acquaintance, standardise, type WorldRanker, widened } from './world-ranker.ts';
import { WORLD_RANKER } from './world-ranker-figures.ts';
import { WORLD_VERSION } from './world-version.generated.ts';

/** A song as it is saved: name, artist, plays, recent plays, skips, first play. */
type SavedSong = readonly [string, string | null, number, number, number, number | null];

/** A {@link WorldEncoder} as JSON; read with {@link WorldEncoder.fromJSON}. */
export interface WorldEncoderJson extends Artifact<'world-encoder'> {
  readonly world: string;
  /** Songs that were rejected have no plays. */
  readonly songs: readonly SavedSong[];
}

/** What the songs of an encoder come to beside the world. */
interface Known {
  readonly profile: ListenerProfile;
  readonly columns: WorldColumns;
}

function beside(world: World, songs: readonly HeardSong[]): Known {
  const profile = new ListenerProfile(songs, world);
  return { profile, columns: new WorldColumns(profile) };
}

/** Turns tracks into what they are to one listener beside the built-in world: by their names alone. Immutable. */
export class WorldEncoder implements Fitted<readonly Track[], Matrix, WorldEncoderJson> {
  static readonly kind = 'world-encoder';
  static readonly version = 1;
  /** No sets of trees. */
  readonly bagCount = 0;
  readonly #songs: readonly HeardSong[];
  readonly #ranker: WorldRanker;
  #known: Known | undefined;

  constructor(songs: readonly HeardSong[], ranker: WorldRanker = WORLD_RANKER) {
    this.#songs = songs;
    this.#ranker = ranker;
  }

  /** The encoder of what a person listens to and what they rejected. */
  static of(liked: readonly ScoredTrack[], dislikes: readonly Track[]): WorldEncoder {
    return new WorldEncoder(heardSongs(liked, dislikes));
  }

  /**
   * The encoder that {@link WorldEncoder.toJSON} saved.
   *
   * @throws {@link InvalidArtifactError} if a part is damaged, kind or version differ, or it was made with another world.
   */
  static fromJSON(json: unknown): WorldEncoder {
    const { songs, world } = checkArtifact(json, WorldEncoder.kind, WorldEncoder.version);
    if (world !== WORLD_VERSION) {
      throw new InvalidArtifactError(
        `Expected a model made with the built-in world ${WORLD_VERSION}, but it was made with ${JSON.stringify(world)}. Train it again.`,
      );
    }
    return new WorldEncoder(readArray(songs, 'songs', 1e6).map(readSong));
  }

  /** The ranker's columns, then `plays of the song` and `rejected`. */
  get featureNames(): readonly string[] {
    return [...this.#ranker.names, 'plays of the song', 'rejected'];
  }

  /** Loads the world; to be awaited before {@link WorldEncoder.transform}. */
  async load(): Promise<void> {
    const world = await loadWorld();
    this.#known ??= beside(world, this.#songs);
  }

  /** @returns Shape `[n, featureNames.length]`: standardised columns within −3 … 3, ln(1 + plays) of the song itself, and 0 or 1. */
  transform(tracks: readonly Track[]): Matrix {
    const { profile, columns } = this.#loaded();
    const keys = tracks.map((track) => songKey(track));
    const matrix = columns.of(tracks, keys);
    standardise(matrix, this.#ranker);
    const wide = widened(matrix, 2);
    for (const [row, key] of keys.entries()) {
      const own = profile.songs.get(key);
      if (own === undefined) continue;
      const end = (row + 1) * wide.columnCount;
      wide.values[end - 2] = Math.log1p(own.plays);
      wide.values[end - 1] = Number(own.plays === 0);
    }
    return wide;
  }

  /** How well the score of each track can be trusted, 0 … 1, by how far it is known. */
  confidences(tracks: readonly NamedSong[]): number[] {
    const { profile } = this.#loaded();
    return tracks.map((track) => this.#ranker.confidences[acquaintanceOf(profile, track)]);
  }

  toJSON(): WorldEncoderJson {
    const songs = this.#songs.map(
      ({ name, artistName, plays, recentPlays, skips, firstPlay }): SavedSong => [
        name,
        artistName,
        plays,
        Number(recentPlays.toPrecision(6)),
        skips,
        firstPlay,
      ],
    );
    return { kind: WorldEncoder.kind, version: WorldEncoder.version, world: WORLD_VERSION, songs };
  }

  #loaded(): Known {
    if (this.#known === undefined) throw new Error('The encoder is asked before it is loaded.');
    return this.#known;
  }
}

export function acquaintanceOf(profile: ListenerProfile, { artistName }: NamedSong): Acquaintance {
  const key = artistKey(artistName ?? '');
  if (profile.artists.has(key)) return 'heard';
  if (isInSpace(profile.world, key)) return 'world';
  return stylesOfArtist(artistName).substyles.length > 0 ? 'style' : 'name';
}

function isInSpace({ artists, artistListeners }: World, key: string): boolean {
  const artist = artists.get(key);
  return artist !== undefined && (artistListeners[artist] as number) > 0;
}

/** What a person listens to and what they rejected, as a profile takes it. */
export function heardSongs(liked: readonly ScoredTrack[], dislikes: readonly Track[]): HeardSong[] {
  return [...liked.map(toHeardSong), ...dislikes.map(toRejectedSong)];
}

/** A song of a list has its score for want of plays. */
function toHeardSong({ name, artistName, score, listening }: ScoredTrack): HeardSong {
  const plays = 1 + 4 * score;
  const heard: Listening = listening ?? { plays, recentPlays: plays, skips: 0, firstPlay: null };
  const { recentPlays, skips, firstPlay } = heard;
  return { name, artistName, plays: Math.max(heard.plays, 1), recentPlays, skips, firstPlay };
}

function toRejectedSong({ name, artistName }: Track): HeardSong {
  return { name, artistName, plays: 0, recentPlays: 0, skips: 2, firstPlay: null };
}

function readSong(value: unknown): HeardSong {
  const [name, artistName, plays, recentPlays, skips, firstPlay] = readArray(value, 'a song');
  const isText = typeof name === 'string' && (artistName === null || typeof artistName === 'string');
  const areNumbers = [plays, recentPlays, skips, firstPlay ?? 0].every(Number.isFinite);
  if (!isText || !areNumbers) throw damaged('songs', 'names and numbers', value);
  return { name, artistName, plays, recentPlays, skips, firstPlay } as HeardSong;
}
