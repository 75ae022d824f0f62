import { artistKey, type KnownSongs, type Track } from '@ssrm/features';
import { styleOfArtist } from '../artists/artist-styles.ts';
import type { TasteModel } from '../model/taste-model.ts';
import { loadWorld, type WorldSong } from '../world/world.ts';
import { diversify } from './diversify.ts';
import type { RankedTrack } from './rank-tracks.ts';
import { type ArtistPlays, shortReasons } from './short-reasons.ts';

/** What is known of a person. */
export interface Listener {
  /** Everything they have heard or saved. */
  readonly known: Pick<KnownSongs, 'has' | 'hasArtist'>;
  /** What reasons are made of. */
  readonly plays: ArtistPlays;
}

/** How many songs, and of what kind. */
export interface DiscoverOptions {
  /** @default 20 */
  readonly limit?: number;
  /** 0: only artists the person plays; 0.5: as scored; 1: only artists new to them. @default 0.5 */
  readonly discovery?: number;
  /** @default 2 */
  readonly mostPerArtist?: number;
  readonly signal?: AbortSignal;
}

/** A song that the person does not know, and is likely to keep. Its `id` is no id of Spotify: the world knows songs by name. */
export interface Discovery extends RankedTrack {
  readonly isNewArtist: boolean;
  /** One sentence, made of counts of the person's own plays and of the built-in world; empty where there is nothing to say. */
  readonly reason: string;
}

/**
 * Songs of the built-in world that a person does not know, those they are most likely to keep first, with variety: at most `mostPerArtist` of an artist, and styles spread.
 * Needs no network.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function discoverSongs(
  model: TasteModel,
  { known, plays }: Listener,
  options: DiscoverOptions = {},
): Promise<Discovery[]> {
  const { limit = 20, discovery = 0.5, mostPerArtist = 2, signal } = options;
  signal?.throwIfAborted();
  const world = await loadWorld();
  const songs = world.songs.map(trackOf).filter((track) => !known.has(track));
  const predictions = await model.predictWithConfidence(songs, signal === undefined ? {} : { signal });
  const candidates = songs.map((track, index) => {
    const { score, confidence } = predictions[index] as { score: number; confidence: number | null };
    const { artistName } = track;
    return {
      ...{ track, score, confidence, artistKey: artistKey(artistName ?? '') },
      ...{ isNewArtist: !known.hasArtist(artistName), style: styleOfArtist(artistName) },
    };
  });
  const chosen = diversify(candidates, { limit, discovery, mostPerArtist });
  const reasons = await shortReasons(
    chosen.map(({ track }) => track),
    plays,
  );
  return chosen.map(({ track, score, confidence, isNewArtist }, index) => {
    return { track, score, confidence, isNewArtist, reason: reasons[index] as string };
  });
}

function trackOf({ name, artistName }: WorldSong): Track {
  return {
    id: `${artistName} – ${name}`,
    name,
    artistName,
    albumName: null,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
  };
}
